package org.waypost.gateway.smpp.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.smpp.codec.Decoded;
import org.waypost.gateway.smpp.codec.FrameDecoder;
import org.waypost.gateway.smpp.codec.PduDecoder;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;

/**
 * A session on a connection: turns what happens on its channel into events of {@link SessionProtocol} and its actions into
 * writes. PDUs are encoded one after the other into one buffer, which is flushed once per batch read and once per batch of
 * answers.
 *
 * <p>Confined to the event loop of its channel. {@link #respond}, {@link #send}, {@link #drain} and {@link #close} may be
 * called on any thread: they leave a task in the {@link Mailbox}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel closes it, and that is heard in channelInactive
public final class SmppSession extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(SmppSession.class);

    private static final long TICK_MILLIS = 500;
    /** A tick judges with the time of before the last read: what had arrived by then is received first. */
    private static final Duration READ_BEFORE_JUDGING = Duration.ofMillis(1);

    private final long id;
    private final SessionSettings unboundSettings;
    private final Gatekeeper gatekeeper;
    private final @Nullable OwnBind ownBind;
    private final Tallies tallies;
    private final LongSupplier nanoTime;
    private final FrameDecoder frames;

    private PduDecoder decoder;
    private SessionProtocol protocol;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Mailbox mailbox;
    private @Nullable Outbox outbox;
    private @Nullable SessionUser user;
    private @Nullable Future<?> ticks;

    /**
     * @param id unique on this node since its start
     * @param unboundSettings until the gatekeeper has accepted a bind and says otherwise
     * @param ownBind what we bind with, as ESME; null where we wait for the peer to bind
     * @param frames the decoder before this in the pipeline
     */
    SmppSession(
            long id,
            SessionSettings unboundSettings,
            Gatekeeper gatekeeper,
            @Nullable OwnBind ownBind,
            Tallies tallies,
            LongSupplier nanoTime,
            FrameDecoder frames) {
        this.id = id;
        this.unboundSettings = unboundSettings;
        this.gatekeeper = gatekeeper;
        this.ownBind = ownBind;
        this.tallies = tallies;
        this.nanoTime = nanoTime;
        this.frames = frames;
        this.decoder = new PduDecoder(unboundSettings.fieldLimits());
        this.protocol = newProtocol();
    }

    /** Unique on this node since its start. */
    public long id() {
        return id;
    }

    /**
     * Answers a message. Any thread.
     *
     * @param confirmed runs on the event loop when something comes from the peer after the answer was written; never, if
     *     nothing does
     */
    public void respond(Pdu.MessageResp response, Runnable confirmed) {
        mailbox().perform(() -> {
            outbox().confirm(confirmed);
            perform(protocol.respond(response, nanoTime.getAsLong()));
        });
    }

    /**
     * Sends a message. Any thread.
     *
     * @param settled called exactly once, on the event loop
     */
    public void send(ShortMessage message, Consumer<Outcome> settled) {
        mailbox().perform(() -> perform(protocol.send(message, settled, nanoTime.getAsLong())));
    }

    /** Runs the task on the event loop, as a batch: what it sends leaves in order and together. Any thread. */
    public void batch(Runnable task) {
        mailbox().perform(task);
    }

    /** Refuses new messages, finishes what is outstanding, unbinds and closes. Any thread. */
    public void drain() {
        mailbox().perform(() -> perform(protocol.drain(nanoTime.getAsLong())));
    }

    /** Closes after what is already written. Any thread. */
    public void close(CloseReason reason) {
        mailbox().perform(() -> perform(protocol.close(reason)));
    }

    /** Runs the task on the event loop after a while. Any thread. */
    public void later(Duration delay, Runnable task) {
        mailbox().later(delay, task);
    }

    private void failed(RuntimeException e) {
        LOG.error("session {} from {} is closed for an error of ours", id, remote(), e);
        perform(protocol.close(CloseReason.INTERNAL));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        Outbox out = new Outbox(added);
        context = added;
        outbox = out;
        mailbox = new Mailbox(added.executor(), this::failed, out::flush);
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        tallies.add(Tally.CONNECTED);
        protocol = newProtocol();
        ticks = active.executor().scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        LOG.debug("session {} connected, peer {}", id, remote());
        OwnBind own = ownBind;
        if (own != null) {
            mailbox().batch(() -> perform(protocol.begin(own, nanoTime.getAsLong())));
        }
    }

    private SessionProtocol newProtocol() {
        return new SessionProtocol(ownBind == null ? Origin.SMSC : Origin.ESME, unboundSettings, nanoTime.getAsLong());
    }

    private void tick() {
        long observed = nanoTime.getAsLong();
        mailbox().later(READ_BEFORE_JUDGING, () -> perform(protocol.tick(observed)));
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        try {
            mailbox().run(() -> read(message));
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(Object message) {
        if (message instanceof ByteBuf frame) {
            received(frame);
        } else if (message instanceof FrameDecoder.BadLength bad) {
            LOG.info("session {} from {}: {}", id, remote(), bad);
            perform(protocol.badLength(bad));
        }
    }

    private void received(ByteBuf frame) {
        Decoded decoded = decoder.decode(frame);
        if (decoded instanceof Decoded.Unreadable unreadable) {
            LOG.debug("session {}: {}", id, unreadable.reason());
        } else {
            tallies.add(Tally.UNDERSTOOD);
        }
        outbox().heard();
        perform(protocol.received(decoded, nanoTime.getAsLong()));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext read) {
        protocol.read(frames.incomplete(), nanoTime.getAsLong());
        mailbox().end();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        boolean writable = changed.channel().isWritable();
        protocol.writable(writable, nanoTime.getAsLong());
        if (!writable) {
            tallies.add(Tally.STALLED);
        }
        changed.channel().config().setAutoRead(writable);
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        mailbox().batch(() -> perform(protocol.close(CloseReason.CONNECTION_LOST)));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        LOG.info("session {} from {}: {}", id, remote(), TlsIdentity.root(cause));
        if (cause instanceof OutOfMemoryError) {
            // Netty would go on with half a gateway; whoever made the thread ends the process (contract F15).
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, cause);
        }
        mailbox().batch(() -> perform(protocol.close(CloseReason.CONNECTION_LOST)));
    }

    private void perform(List<Action> actions) {
        for (Action action : actions) {
            perform(action);
        }
    }

    private void perform(Action action) {
        if (action instanceof Action.Write write) {
            outbox().add(write.pdu());
        } else if (action instanceof Action.Deliver deliver) {
            user().request(this, deliver.request());
        } else if (action instanceof Action.Settle settle) {
            settle.settled().accept(settle.outcome());
        } else if (action instanceof Action.Count count) {
            tallies.add(count.tally());
        } else if (action instanceof Action.Authenticate authenticate) {
            authenticate(authenticate.bind());
        } else if (action instanceof Action.Bound bound) {
            bound(bound.decision());
        } else if (action instanceof Action.Close close) {
            finish(close.reason());
        }
    }

    private void authenticate(Pdu.Bind bind) {
        BindDecision decision = gatekeeper.admit(bind, Remote.of(context().channel()));
        if (decision instanceof BindDecision.Refused refused) {
            LOG.warn("session {} from {}: bind refused with {}", id, remote(), refused.status());
        } else {
            LOG.info("session {} from {} bound as {} ({})", id, remote(), printable(bind.systemId()), bind.type());
        }
        perform(protocol.bindDecided(bind, decision));
    }

    /** Without what could forge a line of the log. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private void bound(BindDecision.Accepted decision) {
        if (ownBind != null) {
            LOG.info("session {} is bound at {} ({})", id, remote(), ownBind.type());
        }
        frames.limit(decision.settings().longestFrame());
        decoder = new PduDecoder(decision.settings().fieldLimits());
        user = decision.user();
        user.bound(this);
    }

    private void finish(CloseReason reason) {
        if (ticks != null) {
            ticks.cancel(false);
        }
        if (user != null || ownBind != null) {
            LOG.info("session {} with {} closed: {}", id, remote(), reason);
        } else {
            LOG.debug("session {} with {} closed: {}", id, remote(), reason);
        }
        if (user != null) {
            user.closed(this, reason);
        }
        outbox().close(reason);
    }

    private ChannelHandlerContext context() {
        return present(context);
    }

    private Mailbox mailbox() {
        return present(mailbox);
    }

    private Outbox outbox() {
        return present(outbox);
    }

    private <T> T present(@Nullable T ofTheChannel) {
        if (ofTheChannel == null) {
            throw new IllegalStateException("session %d has no channel yet (expected one)".formatted(id));
        }
        return ofTheChannel;
    }

    private SessionUser user() {
        SessionUser bound = user;
        if (bound == null) {
            throw new IllegalStateException("session %d is not bound (expected it to be)".formatted(id));
        }
        return bound;
    }

    private InetAddress remote() {
        return Remote.address(context().channel());
    }
}
