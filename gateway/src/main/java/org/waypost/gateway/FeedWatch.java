package org.waypost.gateway;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.ops.FeedTally;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.upkeep.Purge;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ingest.FeedDirectory;
import org.waypost.itinerary.ingest.FeedReport;

/**
 * Takes what network collectors put into the watched directory, and lets go what retention no longer allows. One
 * thread of its own, which must never be interrupted: what it does can be killed at any point, and is done again.
 */
final class FeedWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);
    private static final Duration BETWEEN_PURGES = Duration.ofHours(1);

    private final ItineraryCore core;
    private final Purge purge;
    private final @Nullable FeedDirectory directory;
    private final Duration pause;
    private final LongSupplier nanoTime;
    private final FeedTally tally;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private long nextPurge;
    private Map<LocalDate, List<String>> missing = Map.of();
    private List<String> unreadable = List.of();

    /**
     * @param purge done hourly
     * @param directory null if none is watched
     * @param pause between two looks
     * @param tally told what every look found
     */
    FeedWatch(
            ItineraryCore core,
            Purge purge,
            @Nullable FeedDirectory directory,
            Duration pause,
            LongSupplier nanoTime,
            FeedTally tally) {
        this.core = core;
        this.purge = purge;
        this.directory = directory;
        this.pause = pause;
        this.nanoTime = nanoTime;
        this.tally = tally;
        this.nextPurge = nanoTime.getAsLong();
    }

    @Override
    public void run() {
        try {
            do {
                while (look() && stop.getCount() > 0) {
                    LOG.debug("feed: more files are waiting");
                }
                purge();
            } while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.warn("the watch over feeds was interrupted and ends");
        } finally {
            ended.countDown();
        }
    }

    /** @return whether there is more to take at once */
    private boolean look() {
        if (directory == null) {
            return false;
        }
        try {
            FeedReport report = core.takeFeed(directory);
            tally.add(report);
            if (report.events() != null) {
                LOG.info(
                        "feed: {} files taken, {} events accepted, {} rejected",
                        report.taken().size(),
                        report.events().accepted(),
                        report.events().rejectedLines());
            }
            report.completed().forEach(day -> LOG.info("feed: day {} is complete", day));
            report.setAside().forEach(file -> LOG.warn("feed: a file cannot be read and is set aside: {}", file));
            if (!report.missing().equals(missing)) {
                missing = report.missing();
                missing.forEach((day, files) ->
                        LOG.warn("feed: day {} misses {} files, as {}", day, files.size(), files.get(0)));
            }
            if (!report.unreadable().equals(unreadable)) {
                unreadable = report.unreadable();
                tellUnreadable();
            }
            return report.more();
        } catch (IOException | SQLException e) {
            LOG.error("the feed directory cannot be taken from now and is looked at again", e);
            return false;
        }
    }

    /** They hold clear numbers, and perhaps events that are nowhere else: somebody must repair or delete them. */
    private void tellUnreadable() {
        if (unreadable.isEmpty()) {
            LOG.info("feed: no file lies set aside any more");
        } else {
            LOG.warn("feed: {} files lie set aside in incoming/, as {}", unreadable.size(), unreadable.get(0));
        }
    }

    private void purge() {
        long now = nanoTime.getAsLong();
        if (now - nextPurge < 0) {
            return;
        }
        nextPurge = now + BETWEEN_PURGES.toNanos();
        try {
            Purge.Report report = purge.due(() -> stop.getCount() == 0);
            if (report.refused()) {
                LOG.error("what has expired is kept:\n{}", report);
            } else if (report.gone() > 0) {
                LOG.info("what has expired is deleted:\n{}", report);
            }
        } catch (SQLException | StoreUnavailableException | IOException e) {
            LOG.error("what has expired cannot be purged now", e);
        }
    }

    void stop() {
        stop.countDown();
    }

    boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        return ended.await(timeout, unit);
    }
}
