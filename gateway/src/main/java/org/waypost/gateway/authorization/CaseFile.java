package org.waypost.gateway.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept about one sender and needed to decide.
 *
 * @param registration what the register says; null for an unknown number
 * @param consents the latest consent by service
 * @param dialogue what waits for the sender's next text; null for nothing
 * @param tally what counts towards limits
 * @param last the latest message, by which a repeat is recognized; null before the first
 * @param overrides what answers leave out
 * @param acknowledged what was acknowledged within the repeat window, the oldest first
 */
public record CaseFile(
        @Nullable Registration registration,
        Map<String, Consent> consents,
        @Nullable OpenDialogue dialogue,
        Tally tally,
        @Nullable LastMessage last,
        CityOverrides overrides,
        List<Acknowledged> acknowledged) {
    /**
     * Most digests that are remembered. With the limits as they ship, whoever sends more than that within the repeat window is
     * answered with silence by then, and so is a repeat of what is forgotten.
     */
    static final int MOST_ACKNOWLEDGED = 255;

    public CaseFile {
        consents = Map.copyOf(consents);
        acknowledged = List.copyOf(acknowledged);
    }

    /**
     * A request that was acknowledged: a message, or a part of one.
     *
     * @param digest by which the same request is known again; one request may have several
     * @param question what it was stored as
     * @param received when
     */
    public record Acknowledged(Digest digest, long question, Instant received) {}

    /**
     * The latest message of a sender.
     *
     * @param digest keyed digest of what it said and how
     * @param question under which it was stored
     * @param at when it was received
     * @param start the start of a node under which it was acknowledged; under any other, the acknowledgement counts as
     *     unconfirmed
     * @param repeatable whether the same text again may be a repeat: not after a "busy" answer, nor
     *     after its reply failed or expired
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by KeyRing.same only
    public record LastMessage(byte[] digest, long question, Instant at, long start, boolean repeatable) {
        /** The same text again is a new question. */
        public LastMessage unrepeatable() {
            return new LastMessage(digest, question, at, start, false);
        }
    }

    /** The latest moment of which anything in here tells; 1970 if nothing does. */
    public Instant latest() {
        List<Instant> moments = new ArrayList<>(tally.recentReplies());
        consents.values().forEach(consent -> moments.add(consent.at()));
        if (last != null) {
            moments.add(last.at());
        }
        if (dialogue != null) {
            moments.add(dialogue.expires());
        }
        if (tally.lastHelp() != null) {
            moments.add(tally.lastHelp());
        }
        acknowledged.forEach(request -> moments.add(request.received()));
        for (Tally.PeerTally counted : tally.perPeer().values()) {
            if (counted.lastWrong() != null) {
                moments.add(counted.lastWrong());
            }
        }
        return moments.isEmpty() ? Instant.EPOCH : Collections.max(moments);
    }

    /** The file of a sender who never wrote. */
    public static CaseFile fresh(@Nullable Registration registration) {
        return new CaseFile(registration, Map.of(), null, Tally.NONE, null, CityOverrides.NONE, List.of());
    }

    public CaseFile withDialogue(@Nullable OpenDialogue next) {
        return new CaseFile(registration, consents, next, tally, last, overrides, acknowledged);
    }

    public CaseFile withTally(Tally next) {
        return new CaseFile(registration, consents, dialogue, next, last, overrides, acknowledged);
    }

    public CaseFile withLast(LastMessage next) {
        return new CaseFile(registration, consents, dialogue, tally, next, overrides, acknowledged);
    }

    public CaseFile withConsent(Consent consent) {
        Map<String, Consent> all = new HashMap<>(consents);
        all.put(consent.service(), consent);
        return new CaseFile(registration, all, dialogue, tally, last, overrides, acknowledged);
    }

    public CaseFile withoutConsents() {
        return new CaseFile(registration, Map.of(), dialogue, tally, last, overrides, acknowledged);
    }

    public CaseFile withOverrides(CityOverrides next) {
        return new CaseFile(registration, consents, dialogue, tally, last, next, acknowledged);
    }

    /** With these requests remembered, and no others. */
    public CaseFile withAcknowledged(List<Acknowledged> next) {
        return new CaseFile(registration, consents, dialogue, tally, last, overrides, next);
    }

    /**
     * With one more request remembered, and those forgotten that are too old to be repeated.
     *
     * @param window within which a repeat counts
     */
    public CaseFile acknowledging(List<Digest> request, long question, Instant received, Duration window) {
        List<Acknowledged> remembered = new ArrayList<>();
        for (Acknowledged earlier : acknowledged) {
            if (received.isBefore(earlier.received().plus(window)) && !request.contains(earlier.digest())) {
                remembered.add(earlier);
            }
        }
        request.forEach(digest -> remembered.add(new Acknowledged(digest, question, received)));
        int size = remembered.size();
        return withAcknowledged(remembered.subList(Math.max(0, size - MOST_ACKNOWLEDGED), size));
    }

    /** The question that one of these digests was acknowledged as, if not too long before. */
    public Optional<Long> firstQuestion(Collection<Digest> digests, Instant received, Duration window) {
        return acknowledged.stream()
                .filter(earlier -> digests.contains(earlier.digest())
                        && received.isBefore(earlier.received().plus(window)))
                .map(Acknowledged::question)
                .findFirst();
    }
}
