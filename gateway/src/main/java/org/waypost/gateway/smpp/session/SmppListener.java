package org.waypost.gateway.smpp.session;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.smpp.codec.FrameDecoder;

/**
 * Listens for peers and makes one {@link SmppSession} per connection. The pipeline is: TLS where asked for, frames,
 * session.
 *
 * <p>{@link #bind} and the stopping methods belong to one thread; sessions come and go on the event loops.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails leaves nothing to be done about it
public final class SmppListener {
    private static final Logger LOG = LoggerFactory.getLogger(SmppListener.class);
    private static final int BACKLOG = 1024;

    private final EventLoopGroup acceptor;
    private final EventLoopGroup workers;
    private final ListenerSettings settings;
    private final SessionSettings unboundSettings;
    private final Gatekeeper gatekeeper;
    private final LongSupplier nanoTime;
    private final Tallies tallies;
    private final AtomicLong ids;
    private final Connections connections;
    private final Set<SmppSession> sessions = ConcurrentHashMap.newKeySet();
    private final List<Channel> servers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean draining;
    private AcceptPace pace;

    /**
     * @param acceptor runs the listening socket
     * @param workers run the sessions
     * @param unboundSettings of a session until its peer is known
     * @param nanoTime a monotonic clock
     * @param ids gives each session its number
     */
    public SmppListener(
            EventLoopGroup acceptor,
            EventLoopGroup workers,
            ListenerSettings settings,
            SessionSettings unboundSettings,
            Gatekeeper gatekeeper,
            LongSupplier nanoTime,
            Tallies tallies,
            AtomicLong ids) {
        this.acceptor = acceptor;
        this.workers = workers;
        this.settings = settings;
        this.unboundSettings = unboundSettings;
        this.gatekeeper = new GuessLimit(gatekeeper, settings.refusalsPerMinute(), Duration.ofMinutes(1), nanoTime);
        this.nanoTime = nanoTime;
        this.tallies = tallies;
        this.ids = ids;
        this.connections = new Connections(settings);
        this.pace = new AcceptPace(nanoTime.getAsLong(), 0);
    }

    /**
     * Begins to listen, on one address more with each call.
     *
     * @param address port 0 for any
     * @param tls who we are to peers on this address; null for plain TCP
     * @return where it listens
     * @throws IOException if it cannot, the address among the reasons
     */
    public InetSocketAddress bind(InetSocketAddress address, @Nullable TlsIdentity tls) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(acceptor, workers)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object accepted) {
                        context.fireChannelRead(accepted);
                        pace(context);
                    }
                })
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(settings.lowWater(), settings.highWater()))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        open(channel, tls);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen for SMPP on " + address + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        servers.add(bound.channel());
        InetSocketAddress local = (InetSocketAddress) bound.channel().localAddress();
        LOG.info("listening for SMPP on {}{}", local, tls == null ? "" : " with TLS");
        return local;
    }

    /** On the acceptor's event loop. Netty itself pauses for a second when no descriptor is left. */
    private void pace(ChannelHandlerContext context) {
        long now = nanoTime.getAsLong();
        pace = pace.accept(now);
        long pause = pace.pause(settings.acceptsPerSecond(), now);
        if (pause > 0 && context.channel().config().isAutoRead()) {
            context.channel().config().setAutoRead(false);
            tallies.add(Tally.ACCEPT_PAUSED);
            context.executor()
                    .schedule(() -> context.channel().config().setAutoRead(true), pause, TimeUnit.NANOSECONDS);
        }
    }

    private void open(SocketChannel channel, @Nullable TlsIdentity tls) {
        InetAddress remote = channel.remoteAddress().getAddress();
        if (draining || !connections.enter(remote)) {
            tallies.add(Tally.TURNED_AWAY);
            channel.close();
            return;
        }
        FrameDecoder frames = new FrameDecoder(SessionSettings.LONGEST_FRAME_UNBOUND);
        SmppSession session =
                new SmppSession(ids.incrementAndGet(), unboundSettings, gatekeeper, null, tallies, nanoTime, frames);
        if (tls != null) {
            channel.pipeline().addLast("tls", tls.handler(channel.alloc()));
        }
        channel.pipeline().addLast("frames", frames).addLast("session", session);
        sessions.add(session);
        channel.closeFuture().addListener(closed -> {
            sessions.remove(session);
            connections.leave(remote);
            completeIfDrained();
        });
    }

    /** Connections there are now. */
    public int connections() {
        return connections.count();
    }

    /** No new connection from now on; those there are stay. */
    public void stopAccepting() {
        servers.forEach(server -> server.close().awaitUninterruptibly());
    }

    /**
     * Stops in an orderly way: no new connection; every session refuses new messages, finishes what is outstanding, unbinds
     * and closes.
     *
     * @return complete when the last session has closed
     */
    public CompletionStage<Void> drain() {
        stopAccepting();
        draining = true;
        sessions.forEach(SmppSession::drain);
        completeIfDrained();
        return drained.minimalCompletionStage();
    }

    private void completeIfDrained() {
        if (draining && sessions.isEmpty()) {
            drained.complete(null);
        }
    }

    /** Ends every session at once. */
    public void close() {
        stopAccepting();
        draining = true;
        sessions.forEach(session -> session.close(CloseReason.STOPPED));
    }
}
