package org.waypost.gateway.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.message.Outlet;
import org.waypost.gateway.message.Transmission;
import org.waypost.gateway.sms.Segmenter;
import org.waypost.gateway.sms.UserData;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.OpenReply;
import org.waypost.gateway.store.Progress;
import org.waypost.gateway.store.StoreUnavailableException;

/**
 * Brings replies to their peers.
 *
 * <p>How it works: one thread goes round: it writes what came back, ends what is too old, and for each peer with room
 * takes due replies from the store and hands them to the outlet. A reply that was taken is marked in the store before it
 * leaves, so that after a crash its outcome counts as unknown. Outcomes come back on event loops into a queue that cannot
 * hold more than the windows of all peers.
 *
 * <p>Everything but {@link #wake}, {@link #stop} and the outlet's callbacks is confined to the courier's thread, which
 * must never be interrupted.
 */
public final class Courier implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    /** The longest time between two rounds; bounds how late a retry or an expiry may be noticed. */
    private static final long ROUND_MILLIS = 500;

    private static final long PAUSE_WITHOUT_STORE_MILLIS = 1000;
    private static final Duration BETWEEN_EXPIRIES = Duration.ofSeconds(1);

    private final GatewayStore store;
    private final Outlet outlet;
    private final Set<String> peers;
    private final Segmenter segmenter;
    private final RetrySchedule schedule;
    private final Clock clock;
    private final RandomGenerator random;
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final Semaphore bell = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Outcomes a failing store did not take yet. */
    private final List<Progress> unwritten = new ArrayList<>();

    private Instant nextExpiry = Instant.MIN;
    private int inFlight;
    private volatile boolean stopping;

    /** @param peers all that can ever receive */
    public Courier(
            GatewayStore store,
            Outlet outlet,
            Set<String> peers,
            Segmenter segmenter,
            RetrySchedule schedule,
            Clock clock,
            RandomGenerator random) {
        this.store = store;
        this.outlet = outlet;
        this.peers = Set.copyOf(peers);
        this.segmenter = segmenter;
        this.schedule = schedule;
        this.clock = clock;
        this.random = random;
    }

    /** There is something to do: a new reply, or room at a peer. Returns at once. */
    public void wake() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    @Override
    public void run() {
        try {
            while (!stopping || inFlight > 0) {
                await(round() ? ROUND_MILLIS : PAUSE_WITHOUT_STORE_MILLIS);
            }
            settle();
        } catch (StoreUnavailableException e) {
            LOG.warn("{} outcomes could not be written and count as unknown: {}", unwritten.size(), e.getMessage());
        } finally {
            ended.countDown();
        }
    }

    /**
     * Goes round once; belongs to the courier's thread.
     *
     * @return false if the store was not there, and everything is as it was
     */
    public boolean round() {
        try {
            settle();
            if (!stopping) {
                expire();
                peers.forEach(this::send);
            }
            return true;
        } catch (StoreUnavailableException e) {
            LOG.warn("replies wait: {}", e.getMessage());
            return false;
        }
    }

    /** Looks through the whole backlog, so not every round; what has expired is not sent meanwhile. */
    private void expire() throws StoreUnavailableException {
        Instant now = clock.instant();
        if (!now.isBefore(nextExpiry)) {
            store.expire(now);
            nextExpiry = now.plus(BETWEEN_EXPIRIES);
        }
    }

    private void await(long millis) {
        try {
            bell.tryAcquire(millis, TimeUnit.MILLISECONDS);
            bell.drainPermits();
        } catch (InterruptedException e) {
            // Nobody may interrupt this thread (contract F8); go on without the flag.
            LOG.warn("the courier was interrupted and goes on");
        }
    }

    private void settle() throws StoreUnavailableException {
        Instant now = clock.instant();
        List<Outcome> arrived = new ArrayList<>();
        outcomes.drainTo(arrived);
        inFlight -= arrived.size();
        arrived.forEach(outcome -> unwritten.add(outcome.progress(schedule, random, now)));
        if (!unwritten.isEmpty()) {
            store.settle(unwritten);
            unwritten.clear();
        }
    }

    private void send(String peer) {
        int room = outlet.room(peer);
        if (room <= 0) {
            return;
        }
        try {
            for (OpenReply reply : store.claim(peer, clock.instant(), room)) {
                send(reply);
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("replies for {} wait: {}", peer, e.getMessage());
        }
    }

    private void send(OpenReply reply) {
        List<UserData> all = segmenter.cut(reply.text(), reference(reply.question()));
        List<Integer> numbers = new ArrayList<>();
        List<UserData> missing = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if ((reply.delivered() & (1 << i)) == 0) {
                numbers.add(i);
                missing.add(all.get(i));
            }
        }
        inFlight++;
        outlet.send(
                new Transmission(reply.peer(), reply.shortCode(), reply.to(), missing),
                settlements -> settled(new Outcome(reply, numbers, List.copyOf(settlements))));
    }

    /** The concatenation reference: from the question, so that a reply sent again has the same. */
    private static int reference(long question) {
        return (int) (question & 0xFF);
    }

    private void settled(Outcome outcome) {
        outcomes.add(outcome);
        wake();
    }

    /** Sends nothing new; ends when all that is in a window is settled. */
    public void stop() {
        stopping = true;
        wake();
    }

    /** Waits for the end after {@link #stop}; returns whether it came in time. */
    public boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        return ended.await(timeout, unit);
    }
}
