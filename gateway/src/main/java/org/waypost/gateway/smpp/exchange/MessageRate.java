package org.waypost.gateway.smpp.exchange;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many messages may pass a second, over all sessions of a peer, in bursts of up to a second's worth. The generic cell
 * rate algorithm (ITU-T I.371, annex A): one number, no lock. Times are nanoseconds of one monotonic clock.
 *
 * <p>Safe for use by any thread.
 */
final class MessageRate {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long interval;
    private final AtomicLong theoreticalArrival;

    /** @param perSecond at least 1 */
    MessageRate(int perSecond, long now) {
        this.interval = SECOND / perSecond;
        this.theoreticalArrival = new AtomicLong(now);
    }

    /** Whether one more may pass now; if so, it is counted. */
    boolean admits(long now) {
        while (true) {
            long expected = theoreticalArrival.get();
            if (room(expected, now) < 1) {
                return false;
            }
            if (theoreticalArrival.compareAndSet(expected, expected + Math.max(0, now - expected) + interval)) {
                return true;
            }
        }
    }

    /** How many may pass now. */
    int room(long now) {
        return room(theoreticalArrival.get(), now);
    }

    private int room(long expected, long now) {
        return (int) Math.max(0, (SECOND - Math.max(0, expected - now)) / interval);
    }

    /** Counts messages that pass whether there is room or not; later ones wait the longer. */
    void charge(int messages, long now) {
        theoreticalArrival.updateAndGet(expected -> expected + Math.max(0, now - expected) + messages * interval);
    }

    /** How long until there is room for one; zero or less where there is. */
    Duration untilRoom(long now) {
        return Duration.ofNanos(theoreticalArrival.get() - now - SECOND + interval);
    }
}
