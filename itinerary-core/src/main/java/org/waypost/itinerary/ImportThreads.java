package org.waypost.itinerary;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The threads of one import, which end with it. One thread is the caller's own. */
final class ImportThreads implements Executor, AutoCloseable {
    private final @Nullable ExecutorService pool;

    /** @param number at least 1 */
    ImportThreads(int number) {
        pool = number == 1 ? null : Executors.newFixedThreadPool(number, ImportThreads::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "import");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable work) {
        if (pool == null) {
            work.run();
        } else {
            pool.execute(work);
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
