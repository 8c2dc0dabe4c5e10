package org.waypost.gateway.smpp.session;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.smpp.codec.FrameDecoder;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;

/**
 * Keeps one session bound at a peer that is the SMSC: connects, binds, and when the session ends, or comes to nothing, tries
 * again after a {@link Backoff}.
 *
 * <p>Everything but the constructor runs on one event loop, to which the public methods hand over.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel closes it, and that leads to the next attempt
public final class SmppConnector {
    private static final Logger LOG = LoggerFactory.getLogger(SmppConnector.class);
    private static final int CONNECT_MILLIS = 10_000;

    private final EventLoop loop;
    private final Destination destination;
    private final ListenerSettings buffers;
    private final SessionSettings settings;
    private final Supplier<SessionUser> users;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final Tallies tallies;
    private final AtomicLong ids;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    private Backoff backoff = Backoff.FIRST;
    private @Nullable SmppSession session;
    private boolean stopped;

    /**
     * @param workers run the session
     * @param buffers of which the write buffer's limits count
     * @param users makes who hears of a session, for each anew
     * @param nanoTime a monotonic clock
     * @param random spreads the attempts
     * @param ids gives each session its number
     */
    public SmppConnector(
            EventLoopGroup workers,
            Destination destination,
            ListenerSettings buffers,
            SessionSettings settings,
            Supplier<SessionUser> users,
            LongSupplier nanoTime,
            RandomGenerator random,
            Tallies tallies,
            AtomicLong ids) {
        this.loop = workers.next();
        this.destination = destination;
        this.buffers = buffers;
        this.settings = settings;
        this.users = users;
        this.nanoTime = nanoTime;
        this.random = random;
        this.tallies = tallies;
        this.ids = ids;
    }

    /** Begins to connect. */
    public void start() {
        loop.execute(this::connect);
    }

    private void connect() {
        if (stopped) {
            return;
        }
        FrameDecoder frames = new FrameDecoder(SessionSettings.LONGEST_FRAME_UNBOUND);
        OwnBind bind = new OwnBind(destination, new Watched(users.get()));
        SmppSession attempt = new SmppSession(
                ids.incrementAndGet(),
                settings,
                (request, remote) -> new BindDecision.Refused(CommandStatus.INVALID_BIND_STATUS),
                bind,
                tallies,
                nanoTime,
                frames);
        ChannelFuture connected = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(buffers.lowWater(), buffers.highWater()))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        TlsIdentity tls = destination.tls();
                        if (tls != null) {
                            channel.pipeline()
                                    .addLast(
                                            "tls",
                                            tls.handler(channel.alloc(), destination.host(), destination.port()));
                        }
                        channel.pipeline().addLast("frames", frames).addLast("session", attempt);
                    }
                })
                .connect(InetSocketAddress.createUnresolved(destination.host(), destination.port()));
        connected.addListener(done -> {
            if (done.isSuccess()) {
                connected(attempt, connected.channel());
            } else {
                LOG.info("cannot connect to {}: {}", destination, TlsIdentity.root(done.cause()));
                ended();
            }
        });
    }

    private void connected(SmppSession attempt, Channel channel) {
        session = attempt;
        channel.closeFuture().addListener(closed -> ended());
        if (stopped) {
            attempt.close(CloseReason.STOPPED);
        }
    }

    private void ended() {
        session = null;
        if (stopped) {
            drained.complete(null);
            return;
        }
        loop.schedule(this::connect, backoff.millis(random.nextDouble()), TimeUnit.MILLISECONDS);
        backoff = backoff.longer();
    }

    /**
     * Stops in an orderly way: what is outstanding is finished, then we unbind.
     *
     * @return complete when no session is left
     */
    public CompletionStage<Void> drain() {
        loop.execute(() -> stop(SmppSession::drain));
        return drained.minimalCompletionStage();
    }

    /** Ends the session at once. */
    public void close() {
        loop.execute(() -> stop(open -> open.close(CloseReason.STOPPED)));
    }

    private void stop(Consumer<SmppSession> how) {
        stopped = true;
        SmppSession open = session;
        if (open == null) {
            drained.complete(null);
        } else {
            how.accept(open);
        }
    }

    /** Notes that a bind succeeded: the next attempt, should there be one, is a first one again. */
    private final class Watched implements SessionUser {
        private final SessionUser user;

        Watched(SessionUser user) {
            this.user = user;
        }

        @Override
        public void bound(SmppSession bound) {
            backoff = Backoff.FIRST;
            user.bound(bound);
        }

        @Override
        public void request(SmppSession from, Pdu.MessageRequest request) {
            user.request(from, request);
        }

        @Override
        public void closed(SmppSession closed, CloseReason reason) {
            user.closed(closed, reason);
        }
    }
}
