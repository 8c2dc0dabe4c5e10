package org.waypost.gateway.delivery;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The replies that wait for one peer, and whether it will take them while they are of use (contract D12).
 *
 * <p>{@link #keepsUp} may be called by any thread, the rest by the courier's only, but for {@link #added}.
 */
final class Backlog {
    private final Duration timeToLive;
    private final long patience;
    private final AtomicLong open = new AtomicLong();
    private volatile DrainRate rate;
    private volatile long lastReceiving;
    private long settled;
    private long measuredAt;
    private boolean busy;

    /**
     * @param rate replies a second that the peer is configured for
     * @param timeToLive from a question to the end of its reply's use
     * @param patience how long a peer may be without a receiving session
     */
    Backlog(double rate, Duration timeToLive, Duration patience, long nanoTime) {
        this.rate = new DrainRate(rate);
        this.timeToLive = timeToLive;
        this.patience = patience.toNanos();
        this.lastReceiving = nanoTime;
        this.measuredAt = nanoTime;
    }

    /** Replies were committed. */
    void added(long count) {
        open.addAndGet(count);
    }

    /** Replies ended. */
    void ended(long count) {
        open.addAndGet(-count);
        settled += count;
    }

    /** The number as counted in the store, now and then, for others end replies too. */
    void counted(long count) {
        open.set(count);
    }

    /** The peer can receive at this moment. */
    void receiving(long nanoTime) {
        lastReceiving = nanoTime;
    }

    /** Whether the peer could not receive for so long. */
    boolean absent(long nanoTime, long nanos) {
        return nanoTime - lastReceiving > nanos;
    }

    /** Measures what the peer took since the last call, if that was long enough ago. */
    void measure(long nanoTime) {
        double seconds = (nanoTime - measuredAt) / 1e9;
        if (seconds < 1) {
            busy &= open.get() > 0;
            return;
        }
        // A peer that is not there takes nothing, which is no sign of how fast it is.
        if (lastReceiving - measuredAt >= 0) {
            rate = rate.after(settled, seconds, busy);
        }
        settled = 0;
        measuredAt = nanoTime;
        busy = open.get() > 0;
    }

    /** Whether one more reply would still be taken in half of its time to live. */
    boolean keepsUp(long nanoTime) {
        if (absent(nanoTime, patience)) {
            return false;
        }
        return open.get() <= rate.perSecond() * timeToLive.toMillis() / 1000.0 / 2;
    }

    long open() {
        return Math.max(0, open.get());
    }

    double perSecond() {
        return rate.perSecond();
    }
}
