package org.waypost.gateway.ops;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names the stack of a thread that stands still, and ends the process when one has died (contract F15).
 *
 * <p>How it works: every thread that must go on has a pulse. An event loop is handed a task that moves it; a thread with a
 * loop of its own moves it each round. A pulse that has not moved for longer than its patience is told once, with what the
 * thread is doing, and once more when it moves again.
 *
 * <p>{@link #watch} before the thread of the watchdog starts; {@link #blocked} on any thread.
 */
public final class Watchdog implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long PAUSE_MILLIS = 250;
    /** Of the time between two rounds, what counts: when the watchdog itself is late, the whole machine stood still. */
    private static final long MOST_OF_A_ROUND = TimeUnit.MILLISECONDS.toNanos(2 * PAUSE_MILLIS);

    private static final int DEEPEST = 40;

    private final LongSupplier nanoTime;
    private final Consumer<String> dead;
    private final List<Watched> watched = new ArrayList<>();
    private final LongAdder blocked = new LongAdder();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long lastRound;

    private static final class Watched {
        private final Thread thread;
        private final LongSupplier pulse;
        private final Duration patience;
        private final Runnable ask;
        private long beats = -1;
        private long stood;
        private boolean told;

        Watched(Thread thread, LongSupplier pulse, Duration patience, Runnable ask) {
            this.thread = thread;
            this.pulse = pulse;
            this.patience = patience;
            this.ask = ask;
        }
    }

    /**
     * @param nanoTime a monotonic clock
     * @param dead told once which thread has ended, and is expected to end the process
     */
    public Watchdog(LongSupplier nanoTime, Consumer<String> dead) {
        this.nanoTime = nanoTime;
        this.dead = dead;
        this.lastRound = nanoTime.getAsLong();
    }

    /**
     * Watches a thread.
     *
     * @param pulse a number that the thread changes as it goes on
     * @param patience for how long it may stand still
     * @param ask called each round; has the thread change its number where it would not by itself, and returns at once
     */
    public void watch(Thread thread, LongSupplier pulse, Duration patience, Runnable ask) {
        watched.add(new Watched(thread, pulse, patience, ask));
    }

    @Override
    public void run() {
        try {
            do {
                round();
            } while (!stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.warn("the watchdog was interrupted and ends");
        }
    }

    /** Looks at every thread once. */
    public void round() {
        long now = nanoTime.getAsLong();
        long elapsed = Math.min(now - lastRound, MOST_OF_A_ROUND);
        lastRound = now;
        for (Watched one : watched) {
            if (stopped.getCount() == 0) {
                return;
            }
            if (!one.thread.isAlive()) {
                dead.accept(one.thread.getName());
                return;
            }
            look(one, elapsed);
            one.ask.run();
        }
    }

    private void look(Watched one, long elapsed) {
        long beats = one.pulse.getAsLong();
        if (beats != one.beats) {
            if (one.told) {
                LOG.warn("thread {} goes on", one.thread.getName());
            }
            one.beats = beats;
            one.stood = 0;
            one.told = false;
            return;
        }
        one.stood += elapsed;
        if (!one.told && one.stood > one.patience.toNanos()) {
            one.told = true;
            blocked.increment();
            LOG.error(
                    "thread {} has stood still for more than {} ms: {}",
                    one.thread.getName(),
                    one.patience.toMillis(),
                    stack(one.thread));
        }
    }

    private static String stack(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .limit(DEEPEST)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
    }

    /** How often a thread has stood still. */
    public long blocked() {
        return blocked.sum();
    }

    /** Watches no more: threads may end now. */
    public void stop() {
        stopped.countDown();
    }
}
