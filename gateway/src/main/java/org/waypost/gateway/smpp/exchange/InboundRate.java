package org.waypost.gateway.smpp.exchange;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many messages a peer may hand over a second, over all its sessions, in bursts of up to a second's worth. The generic
 * cell rate algorithm (ITU-T I.371, annex A): one number, no lock. Safe for use by any thread.
 */
final class InboundRate {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long interval;
    private final AtomicLong theoreticalArrival = new AtomicLong();

    /** @param perSecond at least 1 */
    InboundRate(int perSecond) {
        this.interval = SECOND / perSecond;
    }

    /**
     * Whether one more may come now; if so, it is counted.
     *
     * @param now nanoseconds of a monotonic clock
     */
    boolean admits(long now) {
        while (true) {
            long expected = theoreticalArrival.get();
            long ahead = expected - now;
            // never more than a second ahead but at the very beginning
            long from = ahead > 0 && ahead <= SECOND ? expected : now;
            if (from - now > SECOND - interval) {
                return false;
            }
            if (theoreticalArrival.compareAndSet(expected, from + interval)) {
                return true;
            }
        }
    }
}
