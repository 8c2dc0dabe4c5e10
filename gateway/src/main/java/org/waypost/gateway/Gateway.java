package org.waypost.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.authorization.AccessPolicy;
import org.waypost.gateway.delivery.Courier;
import org.waypost.gateway.delivery.Receipts;
import org.waypost.gateway.dialogue.Responder;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.ops.CountedIntake;
import org.waypost.gateway.ops.FeedTally;
import org.waypost.gateway.ops.Health;
import org.waypost.gateway.ops.KeyRotation;
import org.waypost.gateway.ops.Metrics;
import org.waypost.gateway.ops.StoreWatch;
import org.waypost.gateway.ops.Watchdog;
import org.waypost.gateway.query.QueryGrammar;
import org.waypost.gateway.reception.Acknowledger;
import org.waypost.gateway.reception.Admission;
import org.waypost.gateway.reception.Batch;
import org.waypost.gateway.reception.Deliberation;
import org.waypost.gateway.reception.Lane;
import org.waypost.gateway.reception.Reception;
import org.waypost.gateway.reception.StoreBreaker;
import org.waypost.gateway.smpp.exchange.PeerAccess;
import org.waypost.gateway.smpp.exchange.PeerLinks;
import org.waypost.gateway.smpp.exchange.PeerProfile;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.gateway.store.StoreBrokenException;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.upkeep.AuditKeeping;
import org.waypost.gateway.upkeep.Housekeeping;
import org.waypost.gateway.upkeep.Purge;
import org.waypost.gateway.upkeep.ServiceSwitch;
import org.waypost.gateway.wording.Wording;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.keys.KeyRing;

/**
 * A running gateway: everything is wired here, by {@code new}, and started and stopped in order.
 *
 * <p>Threads: the lanes, one that acknowledges, one courier, one watch over feeds, one over certificates if there are any,
 * one for housekeeping, one over the key file, one acceptor and two event loops, all made by the factory handed in.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final long OVERDUE_MILLIS = 100;
    /** What a peer is believed to take until it is measured, where its configuration does not say less. */
    private static final double REPLIES_PER_SECOND = 100;

    private final GatewayConfig config;
    private final Clock clock;
    private final ThreadFactory threads;
    private final ItineraryCore core;
    private final GatewayStore store;
    private final Reception reception;
    private final List<Lane> lanes = new ArrayList<>();
    private final ThreadPoolExecutor helper;
    private final Acknowledger acknowledger;
    private final Courier courier;
    private final Receipts receipts = new Receipts();
    private final FeedTally feedTally = new FeedTally();
    private final FeedWatch feeds;
    private final Housekeeping housekeeping;
    private final ServiceSwitch services;
    private final AuditKeeping audit;
    private final StoreBreaker breaker = new StoreBreaker();
    private final CompletableFuture<StoreBrokenException> failure = new CompletableFuture<>();
    private final CompletableFuture<String> deadThread = new CompletableFuture<>();
    private final Network network;
    private final KeyRotation rotation;
    private final KeyWatch keyWatch;
    private final Operations operations;
    private @Nullable ScheduledFuture<?> overdue;
    private boolean running;

    private Gateway(
            GatewayConfig config, Foundations foundations, Clock clock, ThreadFactory threads, Decorators decorators) {
        this.config = config;
        this.clock = clock;
        this.threads = threads;
        KeyRing keys = foundations.keys();
        this.core = foundations.core();
        SecureRandom random = new SecureRandom();
        LongSupplier nanoTime = System::nanoTime;
        long start = random.nextLong();
        store = decorators
                .store()
                .apply(new JdbcStore(foundations.database(), keys, config.node(), start, config.lanes()));

        services = new ServiceSwitch(store, clock);
        AccessPolicy policy =
                new AccessPolicy(config.limits(), keys, config.itinerary().zone(), services);
        Wording wording = new Wording(config.phrases(), config.servicePhrases(), config.segmenter());
        Responder responder = new Responder(config.services(), new QueryGrammar(config.services()), policy, wording);

        PeerLinks peers = new PeerLinks(config.peers(), nanoTime);
        Map<String, Double> rates = config.peers().stream()
                .collect(Collectors.toMap(
                        PeerProfile::name,
                        peer -> peer.repliesPerSecond() == PeerAccess.UNLIMITED
                                ? REPLIES_PER_SECOND
                                : peer.repliesPerSecond()));
        courier = new Courier(
                store,
                decorators.outlet().apply(peers),
                rates,
                config.segmenter(),
                config.delivery(),
                clock,
                nanoTime,
                random);
        CourierDepartures departures = new CourierDepartures(courier);
        acknowledger = new Acknowledger(store, departures, breaker, nanoTime);
        helper = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(config.lanes()), threads);
        Deliberation deliberation = new Deliberation(responder, core.itineraries(), helper);
        for (int i = 0; i < config.lanes(); i++) {
            Batch batch = new Batch(
                    i,
                    store,
                    deliberation,
                    config.segmenter(),
                    keys,
                    config.reception(),
                    nanoTime,
                    start,
                    departures,
                    acknowledger);
            lanes.add(new Lane(batch, config.reception(), breaker, nanoTime));
        }
        Admission admission = new Admission(config.services().shortCodes(), config.numberRanges(), new Numbering());
        reception = new Reception(
                admission,
                lanes,
                breaker,
                courier::keepsUp,
                keys,
                config.reception(),
                clock,
                nanoTime,
                peer -> courier.wake());
        audit = new AuditKeeping(store, keys, config.audit(), clock);
        DiskSpace disk = new DiskSpace(config.database());
        housekeeping = new Housekeeping(
                store,
                services,
                clock,
                audit,
                config.itinerary().retentionDays(),
                disk::free,
                config.leastFree(),
                breaker::diskLow,
                failure::complete);
        Purge purge = new Purge(
                store,
                core,
                config.retention(),
                config.audit().retentionDays(),
                config.quarantines(),
                config.itinerary().zone(),
                clock);
        feeds = new FeedWatch(core, purge, config.feed(), config.feedPause(), nanoTime, feedTally);
        CountedIntake counted = new CountedIntake(new ProductIntake(reception, receipts), peers.names(), nanoTime);
        network = new Network(config, peers, decorators.intake().apply(counted), clock, nanoTime, threads);
        rotation = new KeyRotation(
                config.keyFile(), keys, store, core, config.itinerary().zone(), clock);
        keyWatch = new KeyWatch(rotation, keys, config.destroysKeys(), clock, breaker::keysLacking);
        operations = operations(keys, policy, wording, peers, counted, purge, disk, nanoTime);
    }

    private Operations operations(
            KeyRing keys,
            AccessPolicy policy,
            Wording wording,
            PeerLinks peers,
            CountedIntake counted,
            Purge purge,
            DiskSpace disk,
            LongSupplier nanoTime) {
        BooleanSupplier breakerOpen = () -> breaker.open(nanoTime.getAsLong());
        StoreWatch stores = new StoreWatch(store, core, nanoTime);
        Watchdog watchdog = new Watchdog(nanoTime, deadThread::complete);
        Metrics.Sources metrics = new Metrics.Sources(
                counted,
                lanes,
                courier,
                peers,
                network.tallies(),
                stores,
                watchdog,
                breakerOpen,
                disk::free,
                feedTally);
        Operations.Parts parts = new Operations.Parts(
                store,
                core,
                keys,
                policy,
                wording,
                courier,
                peers,
                rotation,
                new Health(stores, breakerOpen),
                stores,
                watchdog,
                purge,
                services,
                metrics);
        return new Operations(config, parts, clock, nanoTime, threads);
    }

    /**
     * Starts a gateway.
     *
     * @param clock tells the time of day
     * @param threads makes the threads it runs on; none of them may ever be interrupted
     * @throws GatewayStartException with what stands in the way; nothing is left running then
     */
    public static Gateway open(GatewayConfig config, Clock clock, ThreadFactory threads) throws GatewayStartException {
        return open(config, clock, threads, Decorators.NONE);
    }

    /** The same with something put around its parts, to see what happens when they fail. */
    public static Gateway open(GatewayConfig config, Clock clock, ThreadFactory threads, Decorators decorators)
            throws GatewayStartException {
        Obstacles.refuse(config);
        Gateway gateway = new Gateway(config, Foundations.open(config, clock), clock, threads, decorators);
        try {
            gateway.start();
            return gateway;
        } catch (IOException | StoreUnavailableException e) {
            gateway.close();
            throw new GatewayStartException(GatewayStartException.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private void start() throws IOException, StoreUnavailableException {
        int found = store.recover(config.delivery().retries().unknowns(), clock.instant());
        if (found > 0) {
            LOG.info("{} replies were on their way when the last run ended; their outcome counts as unknown", found);
        }
        services.refresh();
        // Before the first page: from now on the file tells of every end.
        audit.sign();
        running = true;
        lanes.forEach(lane -> watched(lane, lane::rounds));
        watched(acknowledger, acknowledger::rounds);
        watched(courier, courier::rounds);
        threads.newThread(feeds).start();
        threads.newThread(housekeeping).start();
        threads.newThread(keyWatch).start();
        overdue = network.every(OVERDUE_MILLIS, () -> lanes.forEach(lane -> lane.answerOverdue(System.nanoTime())));
        network.open();
        network.watchedBy(operations);
        operations.start();
        LOG.info(
                "listening for SMPP on {}, {} peers, services {}",
                network.addresses(),
                config.peers().size(),
                config.services().all().stream().map(s -> s.name()).toList());
    }

    private void watched(Runnable work, LongSupplier rounds) {
        Thread thread = threads.newThread(work);
        operations.watch(thread, rounds);
        thread.start();
    }

    /**
     * Where SMPP is listened for, in plain if it is; tells the port where the configuration has 0.
     *
     * @throws IllegalStateException if it is listened for nowhere
     */
    public InetSocketAddress smppAddress() {
        return smppAddresses().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("listens nowhere (expected listen.smpp or listen.smpps)"));
    }

    /** Where SMPP is listened for: in plain, then with TLS; empty where we bind to peers only. */
    public List<InetSocketAddress> smppAddresses() {
        return network.addresses();
    }

    /** Where the admin endpoint listens; null if there is none. */
    public @Nullable InetSocketAddress adminAddress() {
        return operations.address();
    }

    /** The core, for imports into a running gateway's database. */
    public ItineraryCore core() {
        return core;
    }

    /** The store, for imports into a running gateway's database. */
    public GatewayStore store() {
        return store;
    }

    /** The key ring, to rotate it while the gateway runs. */
    public KeyRotation rotation() {
        return rotation;
    }

    /** What peers reported of replies they had taken. */
    public Receipts receipts() {
        return receipts;
    }

    /** Completes when stable storage failed and the process has to end (contract F4). */
    public CompletionStage<StoreBrokenException> failure() {
        return failure;
    }

    /** Completes with the name of a thread without which there is no gateway, when it has died (contract F15). */
    public CompletionStage<String> deadThread() {
        return deadThread;
    }

    /**
     * Stops in order (contract D13): nothing new is taken, what was taken is answered, replies in a window are settled,
     * peers are unbound, files are closed.
     */
    @Override
    public void close() {
        operations.stopping();
        reception.close();
        network.stopping();
        if (running) {
            finish();
        }
        network.close();
        operations.close();
        if (running) {
            audit.signOrWarn();
        }
        store.close();
        core.close();
    }

    /** What is under way comes to its end, each for as long as the grace lasts. */
    private void finish() {
        Grace grace = new Grace(config.stopGrace());
        feeds.stop();
        housekeeping.stop();
        keyWatch.stop();
        lanes.forEach(Lane::stop);
        for (Lane lane : lanes) {
            grace.await("questions", () -> lane.awaitEnd(grace.millis(), TimeUnit.MILLISECONDS));
        }
        helper.shutdown();
        acknowledger.stop();
        grace.await("acknowledgements", () -> acknowledger.awaitEnd(grace.millis(), TimeUnit.MILLISECONDS));
        if (overdue != null) {
            overdue.cancel(false);
        }
        courier.stop();
        grace.await("replies in flight", () -> courier.awaitEnd(grace.millis(), TimeUnit.MILLISECONDS));
        grace.await("the feed", () -> feeds.awaitEnd(grace.millis(), TimeUnit.MILLISECONDS));
        grace.await("housekeeping", () -> housekeeping.awaitEnd(grace.millis(), TimeUnit.MILLISECONDS));
        grace.await("the watch over keys", () -> keyWatch.awaitEnd(grace.millis(), TimeUnit.MILLISECONDS));
        grace.await("admin requests", () -> operations.finish(grace.millis()));
        grace.await("sessions", () -> network.drain(grace.millis()));
    }
}
