package org.waypost.gateway.reception;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.message.Verdict;
import org.waypost.itinerary.model.Msisdn;

/**
 * One queue, one thread: takes what waits, at most one message per sender, and answers it as one batch. What one sender
 * sent keeps its order.
 *
 * <p>{@link #offer} may be called by any thread; {@link #run} belongs to the lane's own, which must never be interrupted.
 */
public final class Lane implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final long IDLE_MILLIS = 100;
    /** Half of the deadline passes in the queue at most, a quarter in the batch, and the rest is for forcing it. */
    private static final int BATCHES_BEFORE_DEADLINE = 4;

    private final BlockingQueue<Arrival> queue;
    /** In order of arrival, and so of deadline; holds what the queue and the current batch hold, and a moment's answered ones. */
    private final Queue<Arrival> unanswered = new ConcurrentLinkedQueue<>();

    private final Batch batch;
    private final StoreBreaker breaker;
    private final LongSupplier nanoTime;
    private final BatchSize size;
    /** Half of the deadline, in nanoseconds. */
    private final long longestWait;
    /** Taken from the queue, but their sender is in the current batch; they come first in the next. */
    private final List<Arrival> held = new ArrayList<>();

    private final AtomicLong rounds = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;

    /** @param nanoTime a monotonic clock */
    public Lane(Batch batch, ReceptionSettings settings, StoreBreaker breaker, LongSupplier nanoTime) {
        this.queue = new ArrayBlockingQueue<>(settings.queue());
        this.batch = batch;
        this.breaker = breaker;
        this.nanoTime = nanoTime;
        this.size = new BatchSize(settings.batch(), settings.deadline().toNanos() / BATCHES_BEFORE_DEADLINE);
        this.longestWait = settings.deadline().toNanos() / 2;
    }

    /**
     * Why nothing is taken now, from memory alone: no room, or what waits longest has used half of its time already. Whoever
     * came behind it would be answered just before its deadline or in vain, and the lane would work for nobody (contract D11).
     */
    Optional<Verdict> refusal(long nanoTime) {
        if (stopping || queue.remainingCapacity() == 0) {
            return Optional.of(Verdict.Refused.THROTTLED);
        }
        Arrival next = queue.peek();
        boolean late = next != null && next.overdue(nanoTime + longestWait);
        return late ? Optional.of(Verdict.Refused.TEMPORARY) : Optional.empty();
    }

    boolean offer(Arrival arrival) {
        if (stopping || !queue.offer(arrival)) {
            return false;
        }
        unanswered.add(arrival);
        return true;
    }

    /**
     * Tells a temporary error to whoever has waited to the deadline, also while the lane's own thread hangs in a slow
     * store. Called now and then by one thread; returns at once.
     */
    public void answerOverdue(long nanoTime) {
        for (Arrival oldest = unanswered.peek(); oldest != null; oldest = unanswered.peek()) {
            if (!oldest.answered() && !oldest.overdue(nanoTime)) {
                return;
            }
            oldest.answer(Verdict.Refused.TEMPORARY);
            unanswered.remove();
        }
    }

    void confirmed(long question) {
        batch.confirmed(question);
    }

    /** How often its thread has gone round. Any thread. */
    public long rounds() {
        return rounds.get();
    }

    @Override
    public void run() {
        try {
            while (!stopping || !queue.isEmpty() || !held.isEmpty()) {
                rounds.incrementAndGet();
                if (!answerWaiting()) {
                    await();
                }
            }
        } finally {
            ended.countDown();
        }
    }

    /** Answers one batch of what waits; false if nothing did. */
    public boolean answerWaiting() {
        List<Arrival> waiting = new ArrayList<>(held);
        held.clear();
        queue.drainTo(waiting, Math.max(0, size.limit() - waiting.size()));
        if (waiting.isEmpty()) {
            return false;
        }
        long began = nanoTime.getAsLong();
        waiting.removeIf(arrival -> arrival.lapsed(began));
        if (!waiting.isEmpty()) {
            answer(oneOfEachSender(waiting), began);
        }
        return true;
    }

    private void answer(List<Arrival> arrivals, long began) {
        boolean taken = batch.answer(arrivals);
        long ended = nanoTime.getAsLong();
        size.took(arrivals.size(), ended - began);
        if (taken) {
            breaker.worked();
        } else {
            breaker.failed(ended);
        }
    }

    private void await() {
        try {
            Arrival first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                held.add(first);
            }
        } catch (InterruptedException e) {
            // Nobody may interrupt this thread (contract F8); go on without the flag, or H2 would close its file.
            LOG.warn("the lane was interrupted and goes on");
        }
    }

    private List<Arrival> oneOfEachSender(List<Arrival> waiting) {
        Set<Msisdn> senders = new HashSet<>();
        List<Arrival> now = new ArrayList<>(waiting.size());
        for (Arrival arrival : waiting) {
            (now.size() < size.limit() && senders.add(arrival.sender()) ? now : held).add(arrival);
        }
        return now;
    }

    /** Number of parts that wait. */
    public int waiting() {
        return queue.size();
    }

    /** Takes nothing new; ends when what waits is answered. */
    public void stop() {
        stopping = true;
    }

    /** Waits for the end after {@link #stop}; returns whether it came in time. */
    public boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        return ended.await(timeout, unit);
    }
}
