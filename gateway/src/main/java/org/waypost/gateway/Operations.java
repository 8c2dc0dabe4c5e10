package org.waypost.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.ops.AdminServer;
import org.waypost.gateway.ops.AdminSettings;
import org.waypost.gateway.ops.AdminToken;
import org.waypost.gateway.ops.Health;
import org.waypost.gateway.ops.StoreWatch;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.itinerary.ItineraryCore;

/** What operators see and do while the gateway runs, wired; started last, and closed before the databases are. */
final class Operations {
    private final @Nullable AdminSettings settings;
    private final ThreadFactory threads;
    private final StoreWatch stores;
    private final Health health;
    private @Nullable AdminServer server;
    private @Nullable InetSocketAddress address;
    private boolean running;

    /** @param settings null if there is no endpoint */
    Operations(
            @Nullable AdminSettings settings,
            GatewayStore store,
            ItineraryCore core,
            BooleanSupplier breakerOpen,
            ThreadFactory threads,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.threads = threads;
        stores = new StoreWatch(store, core, nanoTime);
        health = new Health(stores, breakerOpen);
    }

    /** @throws IOException if the token file cannot be used, or the address is taken */
    void start() throws IOException {
        if (settings == null) {
            return;
        }
        AdminToken token = AdminToken.openOrCreate(settings.token(), new SecureRandom());
        AdminServer started = new AdminServer(settings, token, List.of(), health, threads);
        server = started;
        address = started.start();
        running = true;
        threads.newThread(stores).start();
        health.listening();
    }

    /** Where the endpoint listens; null if there is none. */
    @Nullable
    InetSocketAddress address() {
        return address;
    }

    /** Nothing new is taken from now on, and whoever asks is told so. */
    void stopping() {
        health.stopping();
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
