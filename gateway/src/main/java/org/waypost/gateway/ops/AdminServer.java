package org.waypost.gateway.ops;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin endpoint: HTTP/1.1 on the loopback, one request a connection.
 *
 * <p>An event loop of its own carries the bytes, so that no scrape and no import is in the way of SMPP; what an endpoint
 * has to wait for, it waits for on one of a few workers. All of it is bounded: connections, heads, bodies, workers and what
 * waits for them. Its threads are never interrupted (contract F8).
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails leaves nothing to be done about it
public final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
    private static final int LONGEST_LINE = 2048;
    private static final int LONGEST_HEAD = 8192;
    private static final int MOST_CONNECTIONS = 64;
    /** One for a long import, the others for health, metrics and commands meanwhile. */
    private static final int WORKERS = 3;

    private static final int MOST_WAITING = 16;
    private static final long IDLE_SECONDS = 30;

    private final EventLoopGroup loop;
    private final ThreadPoolExecutor workers;
    private final ChannelGroup connections;
    private final AdminGate gate;
    private final OperatorGate operators;
    private final InetSocketAddress listen;

    /**
     * @param operators who may do what
     * @param commands what there is beside health
     * @param threads makes the threads it runs on; none of them may ever be interrupted
     */
    public AdminServer(
            AdminSettings settings,
            AdminToken token,
            OperatorGate operators,
            List<Route> commands,
            Health health,
            ThreadFactory threads) {
        List<Route> routes = new ArrayList<>(commands);
        routes.add(Route.get("/health/live", asked -> health.live()).withoutToken());
        routes.add(Route.get("/health/ready", asked -> health.ready()).withoutToken());
        listen = settings.listen();
        this.operators = operators;
        gate = new AdminGate(routes, token, settings.hosts());
        loop = new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());
        connections = new DefaultChannelGroup(loop.next());
        workers = new ThreadPoolExecutor(
                WORKERS, WORKERS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), threads);
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins to listen.
     *
     * @return where it listens
     * @throws IOException if it cannot
     */
    public InetSocketAddress start() throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                })
                .bind(listen)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "admin endpoint: cannot listen on %s: %s"
                            .formatted(listen, bound.cause().getMessage()),
                    bound.cause());
        }
        connections.add(bound.channel());
        InetSocketAddress address = (InetSocketAddress) bound.channel().localAddress();
        LOG.info("admin endpoint on {}", address);
        return address;
    }

    private void accept(Channel channel) {
        if (connections.size() > MOST_CONNECTIONS) {
            channel.close();
            return;
        }
        connections.add(channel);
        HttpDecoderConfig limits = new HttpDecoderConfig()
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_HEAD)
                .setValidateHeaders(true);
        channel.pipeline().addLast(new HttpServerCodec(limits), new AdminConnection(gate, operators, workers));
    }

    /**
     * Takes nothing new, and waits for what is being answered.
     *
     * @return whether it ended in time
     */
    public boolean finish(long timeout, TimeUnit unit) throws InterruptedException {
        workers.shutdown();
        return workers.awaitTermination(timeout, unit);
    }

    /** Ends every connection at once. */
    @Override
    public void close() {
        workers.shutdown();
        connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
