package org.waypost.gateway.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.store.OpenReply;
import org.waypost.gateway.store.Progress;
import org.waypost.gateway.store.ReplyState;

/**
 * One try at a reply and what came of it, segment by segment.
 *
 * @param reply as it was taken
 * @param sent the numbers, from 0, of the segments that were handed over
 * @param settlements one for each of them
 */
record Outcome(OpenReply reply, List<Integer> sent, List<Settlement> settlements) {
    /** From least to most final: the worst of a reply's segments decides about the reply. */
    private static final List<Settlement> BY_GRAVITY = List.of(
            Settlement.DELIVERED,
            Settlement.NOT_SENT,
            Settlement.THROTTLED,
            Settlement.QUEUE_FULL,
            Settlement.TEMPORARY,
            Settlement.UNKNOWN,
            Settlement.PERMANENT);

    /** What to write: done, or when to try again the segments the peer does not have. */
    Progress progress(RetrySchedule schedule, RandomGenerator random, Instant now) {
        int delivered = reply.delivered();
        for (int i = 0; i < sent.size(); i++) {
            if (settlements.get(i) == Settlement.DELIVERED) {
                delivered |= 1 << sent.get(i);
            }
        }
        Settlement worst = settlements.stream()
                .max(Comparator.comparingInt(BY_GRAVITY::indexOf))
                .orElseThrow();
        boolean counts = worst == Settlement.QUEUE_FULL || worst == Settlement.TEMPORARY;
        int attempts = reply.attempts() + (counts ? 1 : 0);
        int unknowns = reply.unknowns() + (worst == Settlement.UNKNOWN ? 1 : 0);
        Optional<Instant> next = schedule.after(worst, reply.attempts(), random).map(now::plus);
        ReplyState state;
        if (worst == Settlement.DELIVERED) {
            state = ReplyState.DELIVERED;
        } else if (unknowns > schedule.unknowns()) {
            state = ReplyState.UNCERTAIN;
        } else {
            state = next.isPresent() ? ReplyState.OPEN : ReplyState.FAILED;
        }
        return new Progress(reply, state, attempts, unknowns, delivered, next.orElse(now));
    }
}
