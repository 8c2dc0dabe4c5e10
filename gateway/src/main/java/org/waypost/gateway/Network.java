package org.waypost.gateway;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.smpp.exchange.PeerLinks;
import org.waypost.gateway.smpp.exchange.SmppExchange;
import org.waypost.gateway.smpp.session.Tallies;

/** Where peers are met: what listens, what connects, the event loops both run on, and the watch over certificates. */
final class Network {
    private static final int WORKERS = 2;

    private final GatewayConfig config;
    private final ThreadFactory threads;
    private final EventLoopGroup acceptor;
    private final EventLoopGroup workers;
    private final SmppExchange exchange;
    private final CertificateWatch certificates;
    private final List<InetSocketAddress> addresses = new ArrayList<>();

    /**
     * @param intake hears what peers say
     * @param threads makes the threads of the event loops and of the watch
     */
    Network(
            GatewayConfig config,
            PeerLinks peers,
            Intake intake,
            Clock clock,
            LongSupplier nanoTime,
            ThreadFactory threads) {
        this.config = config;
        this.threads = threads;
        acceptor = new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());
        workers = new MultiThreadIoEventLoopGroup(WORKERS, threads, NioIoHandler.newFactory());
        exchange = new SmppExchange(peers, intake, config.listening().settings(), acceptor, workers, nanoTime);
        certificates = new CertificateWatch(config.tlsIdentities(), clock);
    }

    /** What happened on all sessions so far. */
    Tallies tallies() {
        return exchange.tallies();
    }

    /** Runs the task now and then on an event loop; it returns at once. */
    ScheduledFuture<?> every(long millis, Runnable task) {
        return workers.next().scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** @throws IOException if an address cannot be listened on */
    void open() throws IOException {
        Listening listening = config.listening();
        if (listening.smpp() != null) {
            addresses.add(exchange.listen(listening.smpp()));
        }
        if (listening.smpps() != null) {
            addresses.add(exchange.listen(
                    listening.smpps().address(), listening.smpps().identity()));
        }
        exchange.connect();
        if (!config.tlsIdentities().isEmpty()) {
            threads.newThread(certificates).start();
        }
    }

    /** Has the threads of the event loops watched. */
    void watchedBy(Operations operations) {
        operations.watch(workers);
        operations.watch(acceptor);
    }

    /** Where SMPP is listened for: in plain, then with TLS; empty where we bind to peers only. */
    List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /** Takes no renewed certificate any more. */
    void stopping() {
        certificates.stop();
    }

    /** Unbinds every session when it has finished what is outstanding; returns when all are closed. */
    boolean drain(long millis) throws InterruptedException, ExecutionException, TimeoutException {
        exchange.drain().toCompletableFuture().get(millis, TimeUnit.MILLISECONDS);
        return true;
    }

    void close() {
        exchange.close();
        for (EventLoopGroup loops : List.of(acceptor, workers)) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        }
    }
}
