package org.waypost.gateway.reception;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.message.Verdict;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;

/**
 * Says "accepted", and lets replies go, when what was committed is on stable storage.
 *
 * <p>While it waits for the disk, the lanes work on; all batches that were committed meanwhile are forced together. It
 * never runs far behind: lanes wait when {@value #MOST_WAITING} batches do.
 *
 * <p>{@link #await} may be called by any thread, {@link #round} by its own only, which must never be interrupted.
 */
public final class Acknowledger implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledger.class);
    private static final int MOST_WAITING = 4;
    private static final long IDLE_MILLIS = 100;

    private final GatewayStore store;
    private final Departures departures;
    private final StoreBreaker breaker;
    private final LongSupplier nanoTime;
    private final BlockingQueue<Committed> committed = new ArrayBlockingQueue<>(MOST_WAITING);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong rounds = new AtomicLong();
    private volatile boolean stopping;

    /** @param nanoTime a monotonic clock */
    public Acknowledger(GatewayStore store, Departures departures, StoreBreaker breaker, LongSupplier nanoTime) {
        this.store = store;
        this.departures = departures;
        this.breaker = breaker;
        this.nanoTime = nanoTime;
    }

    /** Hands a batch over; waits while too many are underway. */
    void await(Committed batch) {
        while (true) {
            try {
                committed.put(batch);
                return;
            } catch (InterruptedException e) {
                // Nobody may interrupt a lane (contract F8); go on without the flag.
                LOG.warn("a lane was interrupted and goes on");
            }
        }
    }

    @Override
    public void run() {
        try {
            while (!stopping || !committed.isEmpty()) {
                round();
            }
        } finally {
            ended.countDown();
        }
    }

    /** How often it went round, by which others see whether it is alive. */
    public long rounds() {
        return rounds.get();
    }

    /** Forces and answers what is committed by now; waits a moment where nothing is. */
    public void round() {
        rounds.incrementAndGet();
        List<Committed> batches = new ArrayList<>();
        try {
            Committed first = committed.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            if (first == null) {
                return;
            }
            batches.add(first);
        } catch (InterruptedException e) {
            LOG.warn("the acknowledger was interrupted and goes on");
            return;
        }
        committed.drainTo(batches);
        try {
            store.force();
        } catch (StoreUnavailableException | RuntimeException e) {
            LOG.warn("{} batches are committed and may not be on disk: they are not acknowledged", batches.size(), e);
            breaker.failed(nanoTime.getAsLong());
            batches.forEach(this::refuse);
            return;
        }
        batches.forEach(this::accept);
    }

    private void accept(Committed batch) {
        for (Committed.Acceptance one : batch.acceptances()) {
            one.arrival().answer(new Verdict.Accepted(one.question()));
        }
        if (!batch.sending().isEmpty()) {
            departures.depart(batch.sending());
        }
        batch.waiting().forEach(departures::waiting);
    }

    /** The peer's repeat will meet what was stored, if it was. */
    private void refuse(Committed batch) {
        batch.acceptances().forEach(one -> one.arrival().answer(Verdict.Refused.TEMPORARY));
        store.release(batch.sending());
        batch.waiting().forEach(departures::waiting);
    }

    /** Ends when what waits is answered; called after the lanes have ended. */
    public void stop() {
        stopping = true;
    }

    /** Waits for the end after {@link #stop}; returns whether it came in time. */
    public boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        return ended.await(timeout, unit);
    }
}
