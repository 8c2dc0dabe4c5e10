package org.waypost.gateway.smpp.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.smpp.codec.PduEncoder;
import org.waypost.gateway.smpp.pdu.Pdu;

/**
 * What a session is about to send: PDUs one after the other in one buffer, which leaves as a whole.
 *
 * <p>Confined to the event loop of its session.
 */
final class Outbox {
    private static final int BUFFER_OCTETS = 512;
    private static final int LARGEST_BUFFER_OCTETS = 32 * 1024;

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
    @SuppressWarnings("FutureReturnValueIgnored") // what cannot be written closes the channel
    void flush() {
        if (buffer == null) {
            return;
        }
        List<Runnable> responses = confirmations.batch();
        ChannelFuture written = lastWords();
        if (!responses.isEmpty()) {
            written.addListener(done -> {
                if (done.isSuccess()) {
                    confirmations.written(responses);
                }
            });
        }
    }

    /** Sends what is there, be it nothing. */
    ChannelFuture lastWords() {
        ByteBuf out = buffer == null ? Unpooled.EMPTY_BUFFER : buffer;
        buffer = null;
        return context.writeAndFlush(out);
    }
}
