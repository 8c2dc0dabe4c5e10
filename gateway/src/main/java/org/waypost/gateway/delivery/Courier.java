package org.waypost.gateway.delivery;

import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.message.Outlet;
import org.waypost.gateway.sms.Segmenter;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.OpenReply;
import org.waypost.gateway.store.StoreUnavailableException;

/**
 * Brings replies to their peers.
 *
 * <p>How it works: one thread goes round: it writes what came back, ends what is too old, and for each peer with room
 * sends what was handed over in memory, then takes what is due from the store. Either kind is marked in the store as being
 * sent before it leaves, so that after a crash its outcome counts as unknown.
 *
 * <p>Everything but {@link #wake}, {@link #room}, {@link #depart}, {@link #waiting}, {@link #keepsUp}, {@link #stop} and what is read for
 * metrics is confined to the courier's thread, which must never be interrupted.
 */
public final class Courier implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    /** The longest time between two rounds; bounds how late a retry or an expiry may be noticed. */
    private static final long ROUND_MILLIS = 500;

    private static final long PAUSE_WITHOUT_STORE_MILLIS = 1000;
    private static final Duration BETWEEN_EXPIRIES = Duration.ofSeconds(1);
    /** What a power failure may turn into unknown outcomes. */
    private static final long BETWEEN_FORCES = TimeUnit.MILLISECONDS.toNanos(100);

    /** For a peer that cannot receive; in the store, staff can cancel a reply. */
    private static final long LONGEST_IN_MEMORY = TimeUnit.SECONDS.toNanos(2);

    private static final long BETWEEN_COUNTS = TimeUnit.SECONDS.toNanos(60);

    private final GatewayStore store;
    private final Outlet outlet;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final InFlight inFlight;
    private final Map<String, PeerQueue> queues = new TreeMap<>();
    private final Semaphore bell = new Semaphore(0);
    private final AtomicLong rounds = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Instant nextExpiry = Instant.MIN;
    private long lastForce;
    private long lastCount;
    private boolean counted;
    private volatile boolean stopping;

    /**
     * @param peers all that can ever receive, and how many replies a second each is configured for
     * @param nanoTime a monotonic clock
     */
    public Courier(
            GatewayStore store,
            Outlet outlet,
            Map<String, Double> peers,
            Segmenter segmenter,
            DeliverySettings settings,
            Clock clock,
            LongSupplier nanoTime,
            RandomGenerator random) {
        this.store = store;
        this.outlet = outlet;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.inFlight = new InFlight(store, outlet, segmenter, settings.retries(), clock, random, this::wake);
        long now = nanoTime.getAsLong();
        this.lastForce = now;
        peers.forEach((peer, rate) -> queues.put(
                peer,
                new PeerQueue(
                        peer,
                        settings.inMemory(),
                        new Backlog(rate, settings.timeToLive(), settings.patience(), now))));
    }

    /** There is something to do: room at a peer, or an outcome. Returns at once. */
    public void wake() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    /** How many more replies can be handed over in memory for a peer. */
    public int room(String peer) {
        PeerQueue queue = queues.get(peer);
        return queue == null || stopping ? 0 : queue.room();
    }

    /** Takes over replies that are committed as being sent. Returns at once. */
    public void depart(Collection<OpenReply> replies) {
        for (OpenReply reply : replies) {
            PeerQueue queue = queues.get(reply.peer());
            if (queue == null) {
                throw new IllegalArgumentException("reply for " + reply.peer() + " (expected a configured peer)");
            }
            queue.add(reply);
        }
        wake();
    }

    /** Replies were committed that wait in the store. Returns at once. */
    public void waiting(String peer, int count) {
        PeerQueue queue = queues.get(peer);
        if (queue != null) {
            queue.waiting(count);
            wake();
        }
    }

    /** Whether the peer will take one more reply while it is of use (contract D12). Any thread. */
    public boolean keepsUp(String peer) {
        PeerQueue queue = queues.get(peer);
        return queue != null && queue.backlog().keepsUp(nanoTime.getAsLong());
    }

    /** Seconds from questions to their delivered replies. Any thread. */
    public Histogram untilDelivered() {
        return inFlight.untilDelivered();
    }

    /** Replies that wait for a peer or are on their way to it, as far as counted. Any thread. */
    public long backlog(String peer) {
        PeerQueue queue = queues.get(peer);
        return queue == null ? 0 : queue.backlog().open();
    }

    /** Replies a second that the peer is believed to take. Any thread. */
    public double drainRate(String peer) {
        PeerQueue queue = queues.get(peer);
        return queue == null ? 0 : queue.backlog().perSecond();
    }

    /** How often its thread has gone round. Any thread. */
    public long rounds() {
        return rounds.get();
    }

    @Override
    public void run() {
        try {
            while (!stopping || inFlight.count() > 0) {
                rounds.incrementAndGet();
                await(round() ? ROUND_MILLIS : PAUSE_WITHOUT_STORE_MILLIS);
            }
            queues.values().forEach(this::putBack);
            settle();
            store.force();
        } catch (StoreUnavailableException e) {
            LOG.warn("{} outcomes could not be written and count as unknown: {}", inFlight.unwritten(), e.getMessage());
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
            force();
            if (!stopping) {
                expire();
                count();
                queues.values().forEach(this::send);
            }
            return true;
        } catch (StoreUnavailableException e) {
            LOG.warn("replies wait: {}", e.getMessage());
            return false;
        }
    }

    /** Others end replies too, and some are from an earlier run: now and then the store is asked. */
    private void count() throws StoreUnavailableException {
        long now = nanoTime.getAsLong();
        if (counted && now - lastCount < BETWEEN_COUNTS) {
            return;
        }
        Map<String, Long> open = store.open();
        queues.values().forEach(queue -> queue.backlog().counted(open.getOrDefault(queue.peer(), 0L)));
        lastCount = now;
        counted = true;
    }

    private void force() throws StoreUnavailableException {
        long now = nanoTime.getAsLong();
        if (now - lastForce >= BETWEEN_FORCES) {
            store.force();
            lastForce = now;
        }
    }

    /** What has expired is not sent before it is ended either. */
    private void expire() throws StoreUnavailableException {
        Instant now = clock.instant();
        if (now.isBefore(nextExpiry) && !nextExpiry.isAfter(now.plus(BETWEEN_EXPIRIES))) {
            return;
        }
        store.expire(now);
        nextExpiry = now.plus(BETWEEN_EXPIRIES);
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
        inFlight.write(progress -> {
            PeerQueue queue = queues.get(progress.reply().peer());
            if (queue != null) {
                queue.settled(progress);
            }
        });
    }

    private void send(PeerQueue queue) {
        long now = nanoTime.getAsLong();
        int room = outlet.room(queue.peer());
        queue.backlog().measure(now);
        if (room <= 0) {
            if (queue.backlog().absent(now, LONGEST_IN_MEMORY)) {
                putBack(queue);
            }
            return;
        }
        queue.backlog().receiving(now);
        // What waits in the store has waited longer; half of the room is for what is handed over in memory.
        room -= claim(queue, Math.max(1, room / 2));
        while (room > 0) {
            OpenReply reply = queue.next();
            if (reply == null) {
                return;
            }
            room -= inFlight.send(reply);
        }
    }

    /** @return how many segments were handed over */
    private int claim(PeerQueue queue, int room) {
        Instant now = clock.instant();
        if (!queue.mayWait(now)) {
            return 0;
        }
        try {
            queue.looking(now.plusMillis(ROUND_MILLIS));
            List<OpenReply> claimed = store.claim(queue.peer(), now, room);
            int segments = 0;
            for (OpenReply reply : claimed) {
                segments += inFlight.send(reply);
            }
            boolean more = !claimed.isEmpty() && (segments >= room || claimed.size() >= GatewayStore.LARGEST_CLAIM);
            queue.found(claimed.size(), more);
            if (more) {
                wake();
            }
            return segments;
        } catch (StoreUnavailableException e) {
            queue.missed();
            LOG.warn("replies for {} wait: {}", queue.peer(), e.getMessage());
            return 0;
        }
    }

    /** What was handed over in memory and has not left waits in the store again. */
    private void putBack(PeerQueue queue) {
        for (OpenReply reply = queue.next(); reply != null; reply = queue.next()) {
            inFlight.putBack(reply);
        }
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
