package org.waypost.gateway.cli;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** Makes the process's threads; one that ends by an error ends the process, for half a gateway is worse than none. */
public final class WaypostThreads implements ThreadFactory {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "waypost-" + count.incrementAndGet());
        thread.setUncaughtExceptionHandler((t, e) -> {
            LoggerFactory.getLogger(WaypostThreads.class).error("thread {} broke", t.getName(), e);
            Runtime.getRuntime().halt(Waypost.BROKEN);
        });
        return thread;
    }
}
