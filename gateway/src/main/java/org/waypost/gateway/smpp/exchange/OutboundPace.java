package org.waypost.gateway.smpp.exchange;

import java.time.Duration;

/**
 * How much may be under way on a session whose peer says 0x58: additive increase, multiplicative decrease. A throttled
 * message halves the limit and makes a pause, twice as long as the last one; a whole limit's worth of delivered messages adds
 * one place and halves the next pause. What is throttled during a pause belongs to the same burst and counts once.
 *
 * <p>A value; times are nanoseconds of one monotonic clock.
 *
 * @param window the most there may ever be under way
 * @param limit how much may be now, 1 to {@code window}
 * @param streak messages delivered since the limit last changed
 * @param pause the last one's length; zero if there was none, or it is long forgotten
 * @param pausedUntil when it ends
 */
record OutboundPace(int window, int limit, int streak, Duration pause, long pausedUntil) {
    static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** congestion_state of a peer that wants no more (SMPP 5.0, clause 4.8.4.18). */
    private static final int CONGESTED = 100;
    /** And of one that wants less. */
    private static final int NEARLY_CONGESTED = 90;

    static OutboundPace unhindered(int window, long now) {
        return new OutboundPace(window, window, 0, Duration.ZERO, now);
    }

    OutboundPace throttled(long now) {
        if (pausedUntil - now > 0) {
            return this;
        }
        Duration twice = pause.multipliedBy(2);
        Duration next = twice.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : twice;
        next = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
        return new OutboundPace(window, Math.max(1, limit / 2), 0, next, now + next.toNanos());
    }

    /**
     * A message was taken.
     *
     * @param congestion how busy the peer says it is, 0 to 100
     */
    OutboundPace delivered(int congestion, long now) {
        if (congestion >= CONGESTED) {
            return throttled(now);
        }
        return congestion < NEARLY_CONGESTED
                ? delivered()
                : new OutboundPace(window, Math.max(1, limit - 1), 0, pause, pausedUntil);
    }

    private OutboundPace delivered() {
        if (streak + 1 < limit) {
            return new OutboundPace(window, limit, streak + 1, pause, pausedUntil);
        }
        Duration half = pause.dividedBy(2);
        return new OutboundPace(
                window,
                Math.min(window, limit + 1),
                0,
                half.compareTo(SHORTEST_PAUSE) < 0 ? Duration.ZERO : half,
                pausedUntil);
    }
}
