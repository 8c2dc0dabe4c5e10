package org.waypost.gateway.smpp.codec;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the byte stream into frames of command_length octets and passes each on as a {@link ByteBuf} that the receiver
 * releases.
 *
 * <p>The first four bytes decide: a length that no PDU can have, among them what a web browser or a TLS client begins with,
 * is passed on as one {@link BadLength}, and everything after it is thrown away, since nobody can tell where the next PDU
 * begins. No buffer is ever sized by what a peer claims.
 *
 * <p>Confined to the event loop of its channel.
 */
public final class FrameDecoder extends ByteToMessageDecoder {
    private int limit;
    private boolean broken;

    /**
     * A command_length outside the limits.
     *
     * @param length as claimed, to be read as unsigned
     * @param limit the longest that was allowed
     */
    public record BadLength(int length, int limit) {
        @Override
        public String toString() {
            return "command_length %d (expected %d to %d)".formatted(length & 0xFFFFFFFFL, Header.LENGTH, limit);
        }
    }

    /** @param limit the longest frame, in octets */
    public FrameDecoder(int limit) {
        this.limit = limit;
    }

    /** Sets the longest frame, beginning with the next one. */
    public void limit(int octets) {
        limit = octets;
    }

    /** Whether a frame has begun and is not complete. */
    public boolean incomplete() {
        return actualReadableBytes() > 0;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < Integer.BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length < Header.LENGTH || length > limit) {
            broken = true;
            out.add(new BadLength(length, limit));
            in.skipBytes(in.readableBytes());
        } else if (in.readableBytes() >= length) {
            out.add(in.readRetainedSlice(length));
        }
    }
}
