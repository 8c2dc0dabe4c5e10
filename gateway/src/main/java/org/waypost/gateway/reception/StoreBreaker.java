package org.waypost.gateway.reception;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether it is worth handing anything to the store: not just after it failed several times in a row, and not while the
 * disk is nearly full or keys are missing. So a peer learns at once what it would otherwise learn at the deadline (contract D11, F3, F6).
 *
 * <p>Safe for use by any thread.
 */
public final class StoreBreaker {
    private static final int FAILURES = 3;
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final AtomicInteger failures = new AtomicInteger();
    private volatile long until;
    private volatile boolean diskLow;
    private volatile boolean keysLacking;

    /** False for a while after failures; then the next message finds out. */
    boolean takes(long nanoTime) {
        return !diskLow && !keysLacking && (failures.get() < FAILURES || until - nanoTime <= 0);
    }

    void worked() {
        failures.set(0);
    }

    void failed(long nanoTime) {
        until = nanoTime + PAUSE;
        failures.incrementAndGet();
    }

    /** Told now and then whether the disk has less room than it should. */
    public void diskLow(boolean low) {
        diskLow = low;
    }

    /** Told now and then whether this node lacks keys that others write with. */
    public void keysLacking(boolean lacking) {
        keysLacking = lacking;
    }

    /** Whether messages are refused now for any reason. */
    public boolean open(long nanoTime) {
        return !takes(nanoTime);
    }
}
