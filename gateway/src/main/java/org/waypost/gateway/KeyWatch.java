package org.waypost.gateway;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.ops.KeyRotation;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.keys.InvalidKeyFileException;
import org.waypost.itinerary.keys.KeyRing;

/**
 * Looks every {@value #PAUSE_SECONDS} seconds into the key file: takes up new versions without a restart, and has questions
 * refused on a node that lacks a version from when others may write under it (contract P3, D14). Its thread uses H2: it
 * must never be interrupted.
 */
final class KeyWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
    private static final int PAUSE_SECONDS = 10;
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(10);
    private static final Duration BETWEEN_DESTRUCTIONS = Duration.ofHours(1);
    /** Who destroys a version after retention, as the audit says. */
    private static final String RETENTION = "retention";

    private final KeyRotation rotation;
    private final KeyRing keys;
    private final boolean destroysItself;
    private final Clock clock;
    private final Consumer<Boolean> lacking;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private Instant nextWarning = Instant.MIN;
    private Instant nextDestruction = Instant.MIN;

    /**
     * @param destroysItself whether a version is destroyed as soon as nothing stands under it
     * @param lacking told whether questions have to be refused
     */
    KeyWatch(KeyRotation rotation, KeyRing keys, boolean destroysItself, Clock clock, Consumer<Boolean> lacking) {
        this.rotation = rotation;
        this.keys = keys;
        this.destroysItself = destroysItself;
        this.clock = clock;
        this.lacking = lacking;
    }

    @Override
    public void run() {
        try {
            do {
                look();
            } while (!stop.await(PAUSE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            LOG.warn("the watch over the keys was interrupted and ends");
        } finally {
            ended.countDown();
        }
    }

    /** Looks once. */
    void look() {
        Instant now = clock.instant();
        try {
            takeUp(now);
            Optional<KeyRotation.Lack> lack = rotation.lack();
            lacking.accept(lack.isPresent()
                    && !now.plus(KeyRing.CLOCK_TOLERANCE).isBefore(lack.get().from()));
            lack.ifPresent(one -> warn(now, "the databases know %s: bring the key file here".formatted(one.what())));
            if (destroysItself && lack.isEmpty() && !now.isBefore(nextDestruction)) {
                nextDestruction = now.plus(BETWEEN_DESTRUCTIONS);
                destroyOldest();
            }
        } catch (StoreUnavailableException | SQLException e) {
            warn(now, "the databases cannot be asked for their keys: " + e.getMessage());
        }
    }

    private void takeUp(Instant now) throws StoreUnavailableException, SQLException {
        try {
            rotation.takeUp();
        } catch (IOException | InvalidKeyFileException | KeyRotation.RefusedRotationException e) {
            warn(now, "the key file is not taken up, what was read before stays in force: " + e.getMessage());
        }
    }

    private void destroyOldest() throws StoreUnavailableException, SQLException {
        int oldest = keys.oldest().number();
        try {
            if (keys.versions().size() > 1 && rotation.obstacle(oldest).isEmpty()) {
                rotation.destroy(oldest, RETENTION);
            }
        } catch (IOException | InvalidKeyFileException | KeyRotation.RefusedRotationException e) {
            LOG.warn("key version {} is not destroyed yet: {}", oldest, e.getMessage());
        }
    }

    private void warn(Instant now, String what) {
        if (!now.isBefore(nextWarning)) {
            nextWarning = now.plus(BETWEEN_WARNINGS);
            LOG.warn("{}", what);
        }
    }

    void stop() {
        stop.countDown();
    }

    /** Waits for the end after {@link #stop}; returns whether it came in time. */
    boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        return ended.await(timeout, unit);
    }
}
