package org.waypost.simulator.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.waypost.simulator.handset.SegmentJoiner;
import org.waypost.simulator.smsc.ShortMessage;
import org.waypost.simulator.smsc.Smsc;
import org.waypost.simulator.smsc.Submission;

/**
 * Asks a gateway at a steady rate over any number of sessions.
 *
 * <p>How it works: every session has as many threads as its window has places; each takes the next question, waits until
 * it is due, and hands it over. When all places are taken, questions go out late, and since time runs from the moment they
 * were due, that shows. A number waits for its answer before it asks again, for answers tell nothing but the number they
 * are for; a question that would break this is skipped and counted.
 */
public final class LoadRun {
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final long LONGEST_MICROS = Duration.ofMinutes(10).toNanos() / 1_000;
    private static final long SETTLE_NANOS = Duration.ofMillis(20).toNanos();

    private final LoadPlan plan;
    private final List<Smsc> sessions;
    private final LongSupplier nanoTime;
    private final ThreadFactory threads;

    private final AtomicLong next = new AtomicLong();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final Histogram acknowledged = new AtomicHistogram(LONGEST_MICROS, SIGNIFICANT_DIGITS);
    private final Histogram answered = new AtomicHistogram(LONGEST_MICROS, SIGNIFICANT_DIGITS);
    private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final AtomicLong lastSent = new AtomicLong();

    /** A question on its way, until its answer is whole. */
    private record Waiting(long question, long due, AtomicInteger segments) {}

    /** @param sessions bound to the gateway; their phones are replaced */
    public LoadRun(LoadPlan plan, List<Smsc> sessions, LongSupplier nanoTime, ThreadFactory threads) {
        this.plan = plan;
        this.sessions = List.copyOf(sessions);
        this.nanoTime = nanoTime;
        this.threads = threads;
    }

    /** Runs the plan to its end. */
    public LoadFigures run() throws InterruptedException {
        sessions.forEach(smsc -> smsc.attachOthers(this::arrived));
        long start = nanoTime.getAsLong();
        List<Thread> senders = new ArrayList<>();
        for (Smsc session : sessions) {
            for (int i = 0; i < plan.window(); i++) {
                senders.add(threads.newThread(() -> send(session, start)));
            }
        }
        senders.forEach(Thread::start);
        for (Thread sender : senders) {
            sender.join();
        }
        awaitAnswers();
        return figures(start);
    }

    private void send(Smsc session, long start) {
        for (long question = next.getAndIncrement(); question < plan.questions(); question = next.getAndIncrement()) {
            long due = start + plan.due(question);
            waitUntil(due);
            ask(session, question, due);
        }
    }

    private void waitUntil(long due) {
        for (long left = due - nanoTime.getAsLong(); left > 0; left = due - nanoTime.getAsLong()) {
            LockSupport.parkNanos(left);
        }
    }

    private void ask(Smsc session, long question, long due) {
        String number = plan.number(question);
        Waiting mine = new Waiting(question, due, new AtomicInteger());
        if (waiting.putIfAbsent(number, mine) != null) {
            skipped.increment();
            return;
        }
        sent.increment();
        Submission submission = session.submit(
                new ShortMessage(number, plan.shortCode(), 0, false, plan.text().getBytes(StandardCharsets.US_ASCII)));
        long now = nanoTime.getAsLong();
        lastSent.accumulateAndGet(now, Math::max);
        if (submission instanceof Submission.Acknowledged) {
            record(acknowledged, question, now - due);
            return;
        }
        waiting.remove(number, mine);
        if (question >= plan.firstMeasured()) {
            count(submission);
        }
    }

    private void count(Submission submission) {
        if (submission instanceof Submission.Refused no) {
            refused.computeIfAbsent(no.status(), status -> new LongAdder()).increment();
        } else {
            unanswered.increment();
        }
    }

    private boolean arrived(ShortMessage segment) {
        Waiting question = waiting.get(segment.to());
        if (question == null) {
            return true;
        }
        if (question.segments().incrementAndGet() == SegmentJoiner.total(segment)
                && waiting.remove(segment.to(), question)) {
            record(answered, question.question(), nanoTime.getAsLong() - question.due());
        }
        return true;
    }

    private void record(Histogram histogram, long question, long nanos) {
        if (question >= plan.firstMeasured()) {
            histogram.recordValue(Math.min(Math.max(0, nanos / 1_000), LONGEST_MICROS));
        }
    }

    private void awaitAnswers() {
        long end = nanoTime.getAsLong() + plan.patience().toNanos();
        while (!waiting.isEmpty() && nanoTime.getAsLong() < end) {
            LockSupport.parkNanos(SETTLE_NANOS);
        }
    }

    private LoadFigures figures(long start) {
        Map<Integer, Long> refusals = new ConcurrentHashMap<>();
        refused.forEach((status, count) -> refusals.put(status, count.sum()));
        long from = start + plan.due(plan.firstMeasured());
        return new LoadFigures(
                sent.sum(),
                acknowledged.copy(),
                refusals,
                unanswered.sum(),
                answered.copy(),
                waiting.size(),
                skipped.sum(),
                Math.max(0, lastSent.get() - from) / 1e9);
    }
}
