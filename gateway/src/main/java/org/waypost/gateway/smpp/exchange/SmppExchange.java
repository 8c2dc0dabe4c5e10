package org.waypost.gateway.smpp.exchange;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.smpp.session.Destination;
import org.waypost.gateway.smpp.session.ListenerSettings;
import org.waypost.gateway.smpp.session.SessionSettings;
import org.waypost.gateway.smpp.session.SmppConnector;
import org.waypost.gateway.smpp.session.SmppListener;
import org.waypost.gateway.smpp.session.Tallies;
import org.waypost.gateway.smpp.session.TlsIdentity;

/**
 * SMPP as a bearer of the product: peers bind to its listener, or it binds to them; their messages go to the {@link Intake},
 * and the {@link PeerLinks} carry the replies.
 */
public final class SmppExchange implements AutoCloseable {
    private final SmppListener listener;
    private final List<SmppConnector> connectors;
    private final Tallies tallies = new Tallies();
    private final AtomicLong ids = new AtomicLong();

    /**
     * @param peers who may bind
     * @param intake where their messages go
     * @param acceptor runs the listening socket; stays the caller's
     * @param workers run the sessions; stay the caller's
     * @param nanoTime a monotonic clock
     */
    public SmppExchange(
            PeerLinks peers,
            Intake intake,
            ListenerSettings settings,
            EventLoopGroup acceptor,
            EventLoopGroup workers,
            LongSupplier nanoTime) {
        this.listener = new SmppListener(
                acceptor,
                workers,
                settings,
                SessionSettings.DEFAULT,
                new PeerGate(peers, intake, nanoTime),
                nanoTime,
                tallies,
                ids);
        this.connectors = peers.outgoing().stream()
                .flatMap(peer -> connectors(peer, intake, settings, workers, nanoTime))
                .toList();
    }

    private Stream<SmppConnector> connectors(
            PeerLink peer, Intake intake, ListenerSettings settings, EventLoopGroup workers, LongSupplier nanoTime) {
        Outgoing outgoing = Objects.requireNonNull(peer.profile().outgoing());
        return outgoing.destinations().stream()
                .flatMap(destination -> Stream.generate(
                                () -> connector(peer, destination, intake, settings, workers, nanoTime))
                        .limit(outgoing.sessions()));
    }

    private SmppConnector connector(
            PeerLink peer,
            Destination destination,
            Intake intake,
            ListenerSettings settings,
            EventLoopGroup workers,
            LongSupplier nanoTime) {
        boolean takesReplies = destination.type().transmits();
        return new SmppConnector(
                workers,
                destination,
                settings,
                peer.profile().session(),
                () -> new PeerSession(peer, intake, destination.version(), takesReplies, nanoTime),
                nanoTime,
                new SplittableRandom(),
                tallies,
                ids);
    }

    /** Begins to bind to the peers whose client we are. */
    public void connect() {
        connectors.forEach(SmppConnector::start);
    }

    /**
     * Begins to listen.
     *
     * @param address port 0 for any
     * @return where it listens
     * @throws IOException if it cannot
     */
    public InetSocketAddress listen(InetSocketAddress address) throws IOException {
        return listener.bind(address, null);
    }

    /**
     * Begins to listen with TLS; a peer must show a certificate, and its common name is bound to its system_id.
     *
     * @param address port 0 for any
     * @return where it listens
     * @throws IOException if it cannot
     */
    public InetSocketAddress listen(InetSocketAddress address, TlsIdentity tls) throws IOException {
        return listener.bind(address, tls);
    }

    /** What happened since the start. */
    public Tallies tallies() {
        return tallies;
    }

    /**
     * Stops in an orderly way: no new connection, new messages throttled, what is outstanding finished, then unbind.
     *
     * @return complete when the last session has closed
     */
    public CompletionStage<Void> drain() {
        CompletableFuture<?>[] all = Stream.concat(
                        Stream.of(listener.drain()), connectors.stream().map(SmppConnector::drain))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(all);
    }

    /** Ends every session at once. */
    @Override
    public void close() {
        listener.close();
        connectors.forEach(SmppConnector::close);
    }
}
