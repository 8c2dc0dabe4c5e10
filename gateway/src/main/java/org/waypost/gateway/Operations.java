package org.waypost.gateway;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AccessPolicy;
import org.waypost.gateway.delivery.Courier;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.ops.AdminServer;
import org.waypost.gateway.ops.AdminSettings;
import org.waypost.gateway.ops.AdminToken;
import org.waypost.gateway.ops.AuditDesk;
import org.waypost.gateway.ops.AuditRoutes;
import org.waypost.gateway.ops.Health;
import org.waypost.gateway.ops.ImportRoutes;
import org.waypost.gateway.ops.KeyRotation;
import org.waypost.gateway.ops.KeyRoutes;
import org.waypost.gateway.ops.LookupRoute;
import org.waypost.gateway.ops.Metrics;
import org.waypost.gateway.ops.OperatorGate;
import org.waypost.gateway.ops.OverrideDesk;
import org.waypost.gateway.ops.OverrideRoutes;
import org.waypost.gateway.ops.PeerRoutes;
import org.waypost.gateway.ops.PurgeRoute;
import org.waypost.gateway.ops.ReplyRoutes;
import org.waypost.gateway.ops.RightsRoutes;
import org.waypost.gateway.ops.Route;
import org.waypost.gateway.ops.ServiceRoutes;
import org.waypost.gateway.ops.StaffLookup;
import org.waypost.gateway.ops.StatusRoute;
import org.waypost.gateway.ops.StoreWatch;
import org.waypost.gateway.ops.Watchdog;
import org.waypost.gateway.smpp.exchange.PeerLinks;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.upkeep.Purge;
import org.waypost.gateway.upkeep.RegisterImport;
import org.waypost.gateway.upkeep.ServiceSwitch;
import org.waypost.gateway.upkeep.SubjectRights;
import org.waypost.gateway.wording.Wording;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.keys.KeyRing;

/** What operators see and do while the gateway runs, wired; started last, and closed before the databases are. */
final class Operations {
    /** For an event loop, which never waits for anything. */
    private static final Duration LOOP_PATIENCE = Duration.ofSeconds(1);
    /** For a thread that waits for a database, which may take that long before it is given up. */
    private static final Duration STORE_PATIENCE = Duration.ofSeconds(5);

    private final GatewayConfig config;
    private final ThreadFactory threads;
    private final StoreWatch stores;
    private final Health health;
    private final Watchdog watchdog;
    private final OperatorGate operators;
    private final List<Route> routes = new ArrayList<>();
    private @Nullable AdminServer server;
    private @Nullable InetSocketAddress address;
    private boolean running;

    /**
     * What operators see and do is made of these.
     *
     * @param metrics made at the first scrape, for it takes longer than a start may
     */
    record Parts(
            GatewayStore store,
            ItineraryCore core,
            KeyRing keys,
            AccessPolicy policy,
            Wording wording,
            Courier courier,
            PeerLinks peers,
            KeyRotation rotation,
            Health health,
            StoreWatch stores,
            Watchdog watchdog,
            Purge purge,
            ServiceSwitch services,
            Metrics.Sources metrics) {}

    Operations(GatewayConfig config, Parts parts, Clock clock, LongSupplier nanoTime, ThreadFactory threads) {
        this.config = config;
        this.threads = threads;
        stores = parts.stores();
        health = parts.health();
        watchdog = parts.watchdog();
        operators = new OperatorGate(config.operators(), parts.store(), clock, nanoTime);
        Numbering numbering = new Numbering();
        StaffLookup lookup =
                new StaffLookup(parts.store(), parts.core(), parts.keys(), parts.policy(), parts.wording(), clock);
        RegisterImport register = new RegisterImport(parts.store(), parts.keys(), numbering, clock);
        routes.addAll(new ReplyRoutes(parts.store(), parts.courier()::wake, clock).routes());
        routes.addAll(new PeerRoutes(parts.peers(), parts.courier(), parts.store(), clock).routes());
        routes.addAll(new StatusRoute(health, stores).routes());
        routes.addAll(new ImportRoutes(parts.core(), register, config.quarantine(), parts.store(), clock).routes());
        routes.addAll(new LookupRoute(lookup, config.services(), numbering).routes());
        routes.addAll(new KeyRoutes(parts.rotation()).routes());
        routes.addAll(new RightsRoutes(new SubjectRights(parts.store(), parts.core(), parts.keys(), clock), numbering)
                .routes());
        routes.addAll(new ServiceRoutes(config.services(), parts.services()).routes());
        routes.addAll(new PurgeRoute(parts.purge()).routes());
        AuditDesk audit = new AuditDesk(
                parts.store(), parts.keys(), config.audit(), config.itinerary().zone(), clock);
        routes.addAll(new AuditRoutes(audit, numbering).routes());
        routes.addAll(new OverrideRoutes(
                        new OverrideDesk(parts.store(), config.itinerary().zone(), clock), numbering)
                .routes());
        routes.add(Metrics.route(parts.metrics()));
    }

    /** Watches a thread that goes round by itself and may wait for a database. */
    void watch(Thread thread, LongSupplier rounds) {
        watchdog.watch(thread, rounds, STORE_PATIENCE, () -> {});
    }

    /** Watches the threads of event loops. */
    void watch(EventLoopGroup loops) {
        for (EventExecutor loop : loops) {
            AtomicLong beats = new AtomicLong();
            Thread thread =
                    loop.submit(Thread::currentThread).awaitUninterruptibly().getNow();
            watchdog.watch(thread, beats::get, LOOP_PATIENCE, () -> loop.execute(beats::incrementAndGet));
        }
    }

    /** @throws IOException if the token file cannot be used, or the address is taken */
    void start() throws IOException {
        AdminSettings settings = config.admin();
        if (settings != null) {
            AdminToken token = AdminToken.openOrCreate(settings.token(), new SecureRandom());
            AdminServer started = new AdminServer(settings, token, operators, routes, health, threads);
            server = started;
            address = started.start();
            running = true;
            threads.newThread(stores).start();
        }
        threads.newThread(watchdog).start();
        health.listening();
    }

    /** Where the endpoint listens; null if there is none. */
    @Nullable
    InetSocketAddress address() {
        return address;
    }

    /** Nothing new is taken from now on, and whoever asks is told so; threads may end. */
    void stopping() {
        health.stopping();
        watchdog.stop();
    }

    /** Ends when what is being answered has been, or the grace is over. */
    boolean finish(long millis) throws InterruptedException {
        stores.stop();
        boolean answered = server == null || server.finish(millis, TimeUnit.MILLISECONDS);
        return (!running || stores.awaitEnd(millis, TimeUnit.MILLISECONDS)) && answered;
    }

    void close() {
        if (server != null) {
            server.close();
        }
    }
}
