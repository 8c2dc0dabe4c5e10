package org.waypost.gateway.smpp.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.smpp.codec.PduEncoder;
import org.waypost.gateway.smpp.pdu.Pdu;

/**
 * What a session is about to send: PDUs one after the other in one buffer, which leaves as a whole; in the end its last
 * words, after which the connection is closed.
 *
 * <p>Confined to the event loop of its session.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written closes the channel
final class Outbox {
    private static final int BUFFER_OCTETS = 512;
    private static final int LARGEST_BUFFER_OCTETS = 32 * 1024;
    /** Some peers throw away what they have not processed when the connection ends: these may hang up themselves first. */
    private static final Set<CloseReason> LINGERING =
            EnumSet.of(CloseReason.BIND_REFUSED, CloseReason.PEER_UNBOUND, CloseReason.BAD_LENGTH);
    /** For the peer to read our last words. */
    private static final long LINGER_MILLIS = 1_000;

    private final ChannelHandlerContext context;
    private final PduEncoder encoder = new PduEncoder();
    private final Confirmations confirmations = new Confirmations();
    private @Nullable ByteBuf buffer;

    Outbox(ChannelHandlerContext context) {
        this.context = context;
    }

    void add(Pdu pdu) {
        ByteBuf out = buffer;
        if (out == null) {
            out = context.alloc().ioBuffer(BUFFER_OCTETS);
            buffer = out;
        }
        encoder.encode(pdu, out);
        if (out.readableBytes() >= LARGEST_BUFFER_OCTETS) {
            flush();
        }
    }

    /** {@code confirmed} is to run once the peer has seen the response that is added next. */
    void confirm(Runnable confirmed) {
        confirmations.encoded(confirmed);
    }

    /** Something came from the peer: it has seen what left before. */
    void heard() {
        confirmations.heard();
    }

    /** Sends what is there, if anything. */
    void flush() {
        if (buffer == null) {
            return;
        }
        List<Runnable> responses = confirmations.batch();
        ChannelFuture written = send();
        if (!responses.isEmpty()) {
            written.addListener(done -> {
                if (done.isSuccess()) {
                    confirmations.written(responses);
                }
            });
        }
    }

    /** Sends what is there, and closes the connection: at once, or after the peer had time to do so. */
    void close(CloseReason reason) {
        ChannelFuture lastWords = send();
        if (!LINGERING.contains(reason)) {
            lastWords.addListener(ChannelFutureListener.CLOSE);
        }
        context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends what is there, be it nothing. */
    private ChannelFuture send() {
        ByteBuf out = buffer == null ? Unpooled.EMPTY_BUFFER : buffer;
        buffer = null;
        return context.writeAndFlush(out);
    }
}
