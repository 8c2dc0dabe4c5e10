package org.waypost.gateway.upkeep;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreBrokenException;
import org.waypost.gateway.store.StoreUnavailableException;

/**
 * What has to be done every second and belongs to nobody else: unused space is freed, the
 * disk is looked at, what other nodes stopped is stopped here, and a failure of stable storage is told to whoever can end
 * the process.
 */
public final class Housekeeping implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long PAUSE_MILLIS = 1000;
    private static final int ROUNDS_BETWEEN_SWITCHES = 5;
    private static final int ROUNDS_PER_HOUR = 3600;
    private static final int DAYS_LOOKED_BACK = 35;

    private final GatewayStore store;
    private final ServiceSwitch services;
    private final Clock clock;
    private final AuditKeeping audit;
    private final int overrideDays;
    private long rounds;
    private final LongSupplier freeBytes;
    private final long leastFree;
    private final Consumer<Boolean> diskLow;
    private final Consumer<StoreBrokenException> broken;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean low;

    /**
     * @param audit signed and purged in passing
     * @param overrideDays how long after its last day an override is kept: as long as tracks
     * @param freeBytes on the database's disk
     * @param leastFree below it the disk is low
     * @param diskLow told every second
     * @param broken told once the store cannot go on
     */
    public Housekeeping(
            GatewayStore store,
            ServiceSwitch services,
            Clock clock,
            AuditKeeping audit,
            int overrideDays,
            LongSupplier freeBytes,
            long leastFree,
            Consumer<Boolean> diskLow,
            Consumer<StoreBrokenException> broken) {
        this.store = store;
        this.services = services;
        this.clock = clock;
        this.audit = audit;
        this.overrideDays = overrideDays;
        this.freeBytes = freeBytes;
        this.leastFree = leastFree;
        this.diskLow = diskLow;
        this.broken = broken;
    }

    @Override
    public void run() {
        try {
            do {
                round();
            } while (!stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Nobody may interrupt this thread (contract F8).
            LOG.warn("housekeeping was interrupted and ends");
        } finally {
            ended.countDown();
        }
    }

    /** Does what is due; belongs to the housekeeping's thread. */
    public void round() {
        lookAtDisk();
        audit.round();
        rounds++;
        try {
            if (rounds % ROUNDS_BETWEEN_SWITCHES == 0) {
                services.refresh();
            }
            if (rounds % ROUNDS_PER_HOUR == 0) {
                forgetOverrides();
            }
            store.reclaim();
        } catch (StoreBrokenException e) {
            broken.accept(e);
        } catch (StoreUnavailableException e) {
            LOG.warn("unused space is kept for now: {}", e.getMessage());
        }
    }

    /** Of the last weeks only, so that a clock that jumps far makes nobody forget anything (contract F14). */
    private void forgetOverrides() throws StoreUnavailableException {
        LocalDate before = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(overrideDays);
        while (store.overrides().forget(before.minusDays(DAYS_LOOKED_BACK), before) > 0) {
            // Again: more than one step.
        }
    }

    private void lookAtDisk() {
        long free = freeBytes.getAsLong();
        boolean now = free < leastFree;
        if (now != low) {
            LOG.warn(
                    now
                            ? "the disk has {} bytes left (expected at least {}): questions are refused"
                            : "the disk has {} bytes left again (expected at least {})",
                    free,
                    leastFree);
            low = now;
        }
        diskLow.accept(now);
    }

    public void stop() {
        stopped.countDown();
    }

    /** Waits for the end after {@link #stop}; returns whether it came in time. */
    public boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        return ended.await(timeout, unit);
    }
}
