package org.waypost.gateway.smpp.session;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What is to be done about a session, in batches on its event loop: what comes from elsewhere waits, and wakes the event loop
 * once for all that came in between; what is asked for within a batch is done at once. Holds no more than the
 * session's windows allow, and a few words about the session itself.
 *
 * <p>{@link #perform} and {@link #later} may be called on any thread, all else on the event loop.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // an event loop that takes no more tasks has closed every session of its own
final class Mailbox {
    private final EventExecutor loop;
    private final Consumer<RuntimeException> failed;
    private final Runnable ended;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private boolean batching;

    /**
     * @param loop of the session's channel
     * @param failed hears of a task that did not end as it should
     * @param ended runs at the end of each batch
     */
    Mailbox(EventExecutor loop, Consumer<RuntimeException> failed, Runnable ended) {
        this.loop = loop;
        this.failed = failed;
        this.ended = ended;
    }

    /** Runs the task on the event loop, within the current batch if there is one. */
    void perform(Runnable task) {
        if (loop.inEventLoop() && batching) {
            task.run();
            return;
        }
        waiting.add(task);
        if (awake.compareAndSet(false, true)) {
            loop.execute(this::empty);
        }
    }

    private void empty() {
        awake.set(false);
        batch(() -> {
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                task.run();
            }
        });
    }

    /** Runs the task as a batch, after a while. */
    void later(Duration delay, Runnable task) {
        loop.schedule(() -> batch(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs the task as a batch of its own. */
    void batch(Runnable task) {
        try {
            run(task);
        } finally {
            end();
        }
    }

    /** Runs the task in a batch that goes on until {@link #end}. */
    void run(Runnable task) {
        batching = true;
        try {
            task.run();
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    void end() {
        batching = false;
        ended.run();
    }
}
