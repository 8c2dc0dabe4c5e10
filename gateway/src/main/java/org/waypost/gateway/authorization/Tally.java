package org.waypost.gateway.authorization;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a number has had so far, as far as a limit depends on it. Bounded: times older than the limits look back are
 * dropped as new ones come.
 *
 * @param recentReplies when replies of the current burst were made, the oldest first
 * @param replyDay the day {@code repliesOnDay} counts; null before the first reply
 * @param repliesOnDay replies of any kind on that day
 * @param lastHelp when an unknown text was last answered with help
 * @param perPeer what is counted by peer
 */
public record Tally(
        List<Instant> recentReplies,
        @Nullable LocalDate replyDay,
        int repliesOnDay,
        @Nullable Instant lastHelp,
        Map<String, PeerTally> perPeer) {
    public static final Tally NONE = new Tally(List.of(), null, 0, null, Map.of());

    public Tally {
        recentReplies = List.copyOf(recentReplies);
        perPeer = Map.copyOf(perPeer);
    }

    /**
     * What is counted by number and peer, so that a peer with forged senders cannot use up what the owner has with
     * another.
     *
     * @param day the day {@code itineraries} counts
     * @param itineraries answered on that day
     * @param wrongEndings wrong endings since the last right one, or since the day began where they stayed below the limit
     * @param lastWrong when the last of them came
     */
    public record PeerTally(
            LocalDate day,
            int itineraries,
            int wrongEndings,
            @Nullable Instant lastWrong) {}

    /** Whether one more reply may be made. */
    public enum Allowance {
        FREE,
        /** Yes, and it is the last one for now. */
        LAST,
        NONE
    }

    Allowance allowance(Instant now, LocalDate today, Limits limits) {
        long inBurst = burst(now, limits).size();
        int onDay = today.equals(replyDay) ? repliesOnDay : 0;
        long left = Math.min(limits.repliesPerBurst() - inBurst, limits.repliesPerDay() - onDay);
        return left <= 0 ? Allowance.NONE : left == 1 ? Allowance.LAST : Allowance.FREE;
    }

    private List<Instant> burst(Instant now, Limits limits) {
        Instant from = now.minus(limits.burst());
        return recentReplies.stream().filter(at -> at.isAfter(from)).toList();
    }

    Tally replied(Instant now, LocalDate today, Limits limits) {
        List<Instant> burst = new ArrayList<>(burst(now, limits));
        burst.add(now);
        int before = today.equals(replyDay) ? repliesOnDay : 0;
        return new Tally(burst, today, before + 1, lastHelp, perPeer);
    }

    /** A busy answer counts towards the burst, for whose number it is may be forged, but costs nothing of the day. */
    Tally repliedBusy(Instant now, LocalDate today, Limits limits) {
        Tally counted = replied(now, today, limits);
        return new Tally(counted.recentReplies, today, counted.repliesOnDay - 1, lastHelp, perPeer);
    }

    Tally helped(Instant now) {
        return new Tally(recentReplies, replyDay, repliesOnDay, now, perPeer);
    }

    int itineraries(String peer, LocalDate today) {
        PeerTally tally = perPeer.get(peer);
        return tally != null && tally.day().equals(today) ? tally.itineraries() : 0;
    }

    Tally disclosed(String peer, LocalDate today, Limits limits) {
        PeerTally before = today(peer, today, limits);
        return with(peer, new PeerTally(today, before.itineraries() + 1, before.wrongEndings(), before.lastWrong()));
    }

    boolean mayTryEnding(String peer, Instant now, LocalDate today, Limits limits) {
        PeerTally tally = today(peer, today, limits);
        return tally.wrongEndings() < limits.wrongEndings()
                || tally.lastWrong() == null
                || !now.isBefore(tally.lastWrong().plus(limits.wrongEndingPause()));
    }

    Tally wrongEnding(String peer, Instant now, LocalDate today, Limits limits) {
        PeerTally before = today(peer, today, limits);
        return with(peer, new PeerTally(today, before.itineraries(), before.wrongEndings() + 1, now));
    }

    Tally rightEnding(String peer, LocalDate today, Limits limits) {
        return with(peer, new PeerTally(today, today(peer, today, limits).itineraries(), 0, null));
    }

    /** The peer's tally as of today: counts of an earlier day are gone, wrong endings only if they stayed below the limit. */
    private PeerTally today(String peer, LocalDate today, Limits limits) {
        PeerTally before = perPeer.get(peer);
        if (before == null) {
            return new PeerTally(today, 0, 0, null);
        }
        if (before.day().equals(today)) {
            return before;
        }
        return before.wrongEndings() < limits.wrongEndings()
                ? new PeerTally(today, 0, 0, null)
                : new PeerTally(today, 0, before.wrongEndings(), before.lastWrong());
    }

    private Tally with(String peer, PeerTally tally) {
        Map<String, PeerTally> all = new HashMap<>(perPeer);
        all.put(peer, tally);
        return new Tally(recentReplies, replyDay, repliesOnDay, lastHelp, all);
    }
}
