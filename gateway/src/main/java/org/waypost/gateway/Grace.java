package org.waypost.gateway;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a stop waits for each thing that is under way (contract D13).
 *
 * @param time for each
 */
record Grace(Duration time) {
    private static final Logger LOG = LoggerFactory.getLogger(Grace.class);

    /** Waits for the end of something, no longer than the grace; returns whether it came. */
    @FunctionalInterface
    interface Ending {
        boolean await() throws InterruptedException, ExecutionException, TimeoutException;
    }

    long millis() {
        return time.toMillis();
    }

    /** @param what is awaited, for people */
    void await(String what, Ending ending) {
        try {
            if (!ending.await()) {
                LOG.warn("{} did not finish in time and are left to the next start", what);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} did not finish in time and are left to the next start", what, e);
        }
    }
}
