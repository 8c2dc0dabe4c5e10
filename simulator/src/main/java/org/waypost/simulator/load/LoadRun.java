package org.waypost.simulator.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.waypost.simulator.handset.SegmentJoiner;
import org.waypost.simulator.smsc.ShortMessage;
import org.waypost.simulator.smsc.Submission;

/**
 * Asks a gateway at a steady rate over any number of sessions.
 *
 * <p>How it works: one thread hands over each question when it is due. What is due at once goes out on one session, as an
 * SMSC would send it, then it is the next one's turn whose window has a place. When all places are taken, questions go out
 * late, and since time runs from the moment they were due, that shows. A number waits for its answer before it asks again,
 * for answers tell nothing but the number they are for; a question that would break this is skipped and counted.
 */
public final class LoadRun {
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final long LONGEST_MICROS = Duration.ofMinutes(10).toNanos() / 1_000;
    private static final long SETTLE_NANOS = Duration.ofMillis(20).toNanos();
    /**
     * Whoever is ahead of time sleeps at least that long, and then sends all that is due: each waking takes from the
     * processors that a gateway on the same machine needs. What is late for it counts as the gateway's time.
     */
    private static final long SHORTEST_WAIT = Duration.ofMillis(1).toNanos();

    private final LoadPlan plan;
    private final byte[] text;
    private final List<LoadLink> links;
    private final LongSupplier nanoTime;

    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(0);
    private final AtomicLong unacknowledged = new AtomicLong();
    private final Histogram acknowledged = new AtomicHistogram(LONGEST_MICROS, SIGNIFICANT_DIGITS);
    private final Histogram answered = new AtomicHistogram(LONGEST_MICROS, SIGNIFICANT_DIGITS);
    private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();
    private final LongAdder unanswered = new LongAdder();
    private final AtomicLong lastAnswered = new AtomicLong();
    private long sent;
    private long skipped;
    /** When the first measured question was handed over; a backlog of the warm-up goes before it. */
    private long measuredFrom;

    private int nextLink;

    /** A question on its way, until its answer is whole. */
    private record Waiting(long question, long due, AtomicInteger segments) {}

    /** @param links bound to the gateway */
    public LoadRun(LoadPlan plan, List<LoadLink> links, LongSupplier nanoTime) {
        this.plan = plan;
        this.text = plan.text().getBytes(StandardCharsets.US_ASCII);
        this.links = List.copyOf(links);
        this.nanoTime = nanoTime;
    }

    /** Runs the plan to its end. */
    public LoadFigures run() throws InterruptedException {
        links.forEach(link -> link.attach(this::arrived, room::release));
        long start = nanoTime.getAsLong();
        for (long question = 0; question < plan.questions(); question++) {
            long due = start + plan.due(question);
            waitUntil(due);
            if (question == plan.firstMeasured()) {
                measuredFrom = nanoTime.getAsLong();
            }
            ask(question, due);
        }
        awaitAnswers();
        return figures();
    }

    private void waitUntil(long due) {
        for (long left = due - nanoTime.getAsLong(); left > 0; left = due - nanoTime.getAsLong()) {
            turn();
            LockSupport.parkNanos(Math.max(left, SHORTEST_WAIT));
        }
    }

    /** It is the next session's turn. */
    private void turn() {
        nextLink = (nextLink + 1) % links.size();
    }

    private void ask(long question, long due) throws InterruptedException {
        String number = plan.number(question);
        Waiting mine = new Waiting(question, due, new AtomicInteger());
        if (waiting.putIfAbsent(number, mine) != null) {
            skipped++;
            return;
        }
        sent++;
        unacknowledged.incrementAndGet();
        freeLink().ask(number, plan.shortCode(), text, submission -> told(submission, number, mine));
    }

    /** The session whose turn it is, or the next with a place in its window, which is taken. */
    private LoadLink freeLink() throws InterruptedException {
        while (true) {
            room.drainPermits();
            for (int i = 0; i < links.size(); i++) {
                LoadLink link = links.get(nextLink);
                if (link.takePlace()) {
                    return link;
                }
                turn();
            }
            room.acquire();
        }
    }

    private void told(Submission submission, String number, Waiting mine) {
        long now = nanoTime.getAsLong();
        lastAnswered.accumulateAndGet(now, Math::max);
        unacknowledged.decrementAndGet();
        if (submission instanceof Submission.Acknowledged) {
            record(acknowledged, mine.question(), now - mine.due());
            return;
        }
        waiting.remove(number, mine);
        if (mine.question() >= plan.firstMeasured()) {
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

    private void arrived(ShortMessage segment) {
        Waiting question = waiting.get(segment.to());
        if (question == null) {
            return;
        }
        if (question.segments().incrementAndGet() == SegmentJoiner.total(segment)
                && waiting.remove(segment.to(), question)) {
            record(answered, question.question(), nanoTime.getAsLong() - question.due());
        }
    }

    private void record(Histogram histogram, long question, long nanos) {
        if (question >= plan.firstMeasured()) {
            histogram.recordValue(Math.min(Math.max(0, nanos / 1_000), LONGEST_MICROS));
        }
    }

    private void awaitAnswers() {
        long end = nanoTime.getAsLong() + plan.patience().toNanos();
        while ((unacknowledged.get() > 0 || !waiting.isEmpty()) && nanoTime.getAsLong() < end) {
            LockSupport.parkNanos(SETTLE_NANOS);
        }
    }

    private LoadFigures figures() {
        Map<Integer, Long> refusals = new ConcurrentHashMap<>();
        refused.forEach((status, count) -> refusals.put(status, count.sum()));
        return new LoadFigures(
                sent,
                acknowledged.copy(),
                refusals,
                unanswered.sum() + unacknowledged.get(),
                answered.copy(),
                waiting.size(),
                skipped,
                Math.max(0, lastAnswered.get() - measuredFrom) / 1e9);
    }
}
