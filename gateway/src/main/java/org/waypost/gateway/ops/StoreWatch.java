package org.waypost.gateway.ops;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.store.Balance;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreBrokenException;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.ItineraryCore;

/**
 * Looks at both databases now and then, so that a scrape or a health check never waits for one.
 *
 * <p>Confined to its own thread, which must never be interrupted (contract F8), but for what it has {@link #seen}.
 */
public final class StoreWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
    private static final long PAUSE_MILLIS = 1000;
    /** Counting all open replies is work for the database. */
    private static final long BETWEEN_BALANCES = TimeUnit.SECONDS.toNanos(10);
    /** A look that takes longer means a database that does not answer. */
    private static final long STALE = TimeUnit.SECONDS.toNanos(5);

    private final GatewayStore store;
    private final ItineraryCore core;
    private final LongSupplier nanoTime;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Sight seen;
    private long nextBalance;

    /**
     * What was seen.
     *
     * @param fault why the gateway's store cannot be used; null if it can
     * @param broken whether it never will be again in this process
     * @param at monotonic nanoseconds
     * @param took nanoseconds that the store needed to answer
     * @param balance the latest; null before the first
     * @param lastCompleteDay of the itineraries; null if none is, or it cannot be read
     * @param itineraries whether the core's store answers
     */
    public record Sight(
            @Nullable String fault,
            boolean broken,
            long at,
            long took,
            @Nullable Balance balance,
            @Nullable LocalDate lastCompleteDay,
            boolean itineraries) {}

    /** @param nanoTime a monotonic clock */
    public StoreWatch(GatewayStore store, ItineraryCore core, LongSupplier nanoTime) {
        this.store = store;
        this.core = core;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        this.seen = new Sight(null, false, now, 0, null, null, true);
        this.nextBalance = now;
    }

    @Override
    public void run() {
        try {
            do {
                look();
            } while (!stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.warn("the watch over the stores was interrupted and ends");
        } finally {
            ended.countDown();
        }
    }

    /** Looks once. */
    public void look() {
        Sight before = seen;
        String fault = null;
        boolean broken = before.broken();
        Balance balance = before.balance();
        long began = nanoTime.getAsLong();
        long took = 0;
        try {
            // No reply has this id: the index is asked, and nothing is read.
            store.notes(Long.MAX_VALUE, 1);
            took = nanoTime.getAsLong() - began;
            if (began - nextBalance >= 0) {
                balance = store.balance();
                nextBalance = nanoTime.getAsLong() + BETWEEN_BALANCES;
            }
        } catch (StoreBrokenException e) {
            fault = e.getMessage();
            broken = true;
        } catch (StoreUnavailableException e) {
            fault = e.getMessage();
        }
        Optional<LocalDate> day = Optional.ofNullable(before.lastCompleteDay());
        boolean itineraries = true;
        try {
            day = core.lastCompleteDay();
        } catch (SQLException e) {
            itineraries = false;
        }
        seen = new Sight(fault, broken, nanoTime.getAsLong(), took, balance, day.orElse(null), itineraries);
    }

    /** The latest. Any thread. */
    public Sight seen() {
        return seen;
    }

    /** Why the store cannot be used now; null if it can. Any thread. */
    @Nullable
    String fault() {
        Sight latest = seen;
        long age = nanoTime.getAsLong() - latest.at();
        if (latest.fault() == null && age > STALE) {
            return "has not answered for %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(age));
        }
        return latest.fault();
    }

    public void stop() {
        stopped.countDown();
    }

    /** Waits for the end after {@link #stop}; returns whether it came in time. */
    public boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        return ended.await(timeout, unit);
    }
}
