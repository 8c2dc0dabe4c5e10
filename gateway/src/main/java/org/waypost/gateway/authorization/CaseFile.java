package org.waypost.gateway.authorization;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 */
public record CaseFile(
        @Nullable Registration registration,
        Map<String, Consent> consents,
        @Nullable OpenDialogue dialogue,
        Tally tally,
        @Nullable LastMessage last,
        CityOverrides overrides) {
    public CaseFile {
        consents = Map.copyOf(consents);
    }

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
        for (Tally.PeerTally counted : tally.perPeer().values()) {
            if (counted.lastWrong() != null) {
                moments.add(counted.lastWrong());
            }
        }
        return moments.isEmpty() ? Instant.EPOCH : Collections.max(moments);
    }

    /** The file of a sender who never wrote. */
    public static CaseFile fresh(@Nullable Registration registration) {
        return new CaseFile(registration, Map.of(), null, Tally.NONE, null, CityOverrides.NONE);
    }

    public CaseFile withDialogue(@Nullable OpenDialogue next) {
        return new CaseFile(registration, consents, next, tally, last, overrides);
    }

    public CaseFile withTally(Tally next) {
        return new CaseFile(registration, consents, dialogue, next, last, overrides);
    }

    public CaseFile withLast(LastMessage next) {
        return new CaseFile(registration, consents, dialogue, tally, next, overrides);
    }

    public CaseFile withConsent(Consent consent) {
        Map<String, Consent> all = new HashMap<>(consents);
        all.put(consent.service(), consent);
        return new CaseFile(registration, all, dialogue, tally, last, overrides);
    }

    public CaseFile withoutConsents() {
        return new CaseFile(registration, Map.of(), dialogue, tally, last, overrides);
    }

    public CaseFile withOverrides(CityOverrides next) {
        return new CaseFile(registration, consents, dialogue, tally, last, next);
    }
}
