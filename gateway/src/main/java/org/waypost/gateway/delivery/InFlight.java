package org.waypost.gateway.delivery;

import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.waypost.gateway.message.Outlet;
import org.waypost.gateway.message.Transmission;
import org.waypost.gateway.sms.Segmenter;
import org.waypost.gateway.sms.UserData;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.OpenReply;
import org.waypost.gateway.store.Progress;
import org.waypost.gateway.store.ReplyState;
import org.waypost.gateway.store.StoreUnavailableException;

/**
 * Replies on their way to a peer, and what came back and is not written yet.
 *
 * <p>Outcomes come back on event loops into a queue that cannot hold more than the windows of all peers. Everything else is
 * confined to the courier's thread, but for {@link #untilDelivered}.
 */
final class InFlight {
    private static final double NANOS = 1e9;

    private final GatewayStore store;
    private final Outlet outlet;
    private final Segmenter segmenter;
    private final RetrySchedule retries;
    private final Clock clock;
    private final RandomGenerator random;
    private final Runnable bell;
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    /** Outcomes a failing store did not take yet. */
    private final List<Progress> unwritten = new ArrayList<>();

    /** Seconds from a question to the peer's word that it has the whole reply. */
    private final Histogram untilDelivered = Histogram.builder()
            .name("waypost_question_to_delivered_seconds")
            .help("From a question to the peer's word that it has the whole reply.")
            .classicOnly()
            .classicUpperBounds(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 900)
            .build();

    private int count;

    /** @param bell rung when there is something to write; returns at once */
    InFlight(
            GatewayStore store,
            Outlet outlet,
            Segmenter segmenter,
            RetrySchedule retries,
            Clock clock,
            RandomGenerator random,
            Runnable bell) {
        this.store = store;
        this.outlet = outlet;
        this.segmenter = segmenter;
        this.retries = retries;
        this.clock = clock;
        this.random = random;
        this.bell = bell;
    }

    /**
     * Sends what the peer does not have yet of a reply that is marked as being sent; ends it where it is too old.
     *
     * @return how many segments were handed over
     */
    int send(OpenReply reply) {
        Instant now = clock.instant();
        if (!reply.expires().isAfter(now)) {
            unwritten.add(Progress.ended(reply, ReplyState.EXPIRED, now));
            bell.run();
            return 0;
        }
        List<UserData> all = segmenter.cut(reply.text(), reference(reply.question()));
        List<Integer> numbers = new ArrayList<>();
        List<UserData> missing = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if ((reply.delivered() & (1 << i)) == 0) {
                numbers.add(i);
                missing.add(all.get(i));
            }
        }
        count++;
        outlet.send(
                new Transmission(reply.question(), reply.peer(), reply.shortCode(), reply.to(), missing),
                settlements -> settled(new Outcome(reply, numbers, List.copyOf(settlements))));
        return missing.size();
    }

    /** The concatenation reference: from the question, so that a reply sent again has the same. */
    private static int reference(long question) {
        return (int) (question & 0xFF);
    }

    private void settled(Outcome outcome) {
        outcomes.add(outcome);
        bell.run();
    }

    /** The reply has not left and waits in the store again. */
    void putBack(OpenReply reply) {
        unwritten.add(Progress.unsent(reply, clock.instant()));
    }

    /**
     * Writes what came back.
     *
     * @param written told of each outcome that is
     * @throws StoreUnavailableException if none is, and all wait for the next time
     */
    void write(Consumer<Progress> written) throws StoreUnavailableException {
        Instant now = clock.instant();
        List<Outcome> arrived = new ArrayList<>();
        outcomes.drainTo(arrived);
        count -= arrived.size();
        arrived.forEach(outcome -> unwritten.add(outcome.progress(retries, random, now)));
        if (unwritten.isEmpty()) {
            return;
        }
        store.settle(unwritten);
        for (Progress progress : unwritten) {
            written.accept(progress);
            if (progress.state() == ReplyState.DELIVERED) {
                untilDelivered.observe(
                        Duration.between(progress.reply().received(), now).toNanos() / NANOS);
            }
        }
        unwritten.clear();
    }

    /** How many replies are on their way. */
    int count() {
        return count;
    }

    /** How many outcomes are not written. */
    int unwritten() {
        return unwritten.size();
    }

    /** Seconds from questions to their delivered replies. Any thread. */
    Histogram untilDelivered() {
        return untilDelivered;
    }
}
