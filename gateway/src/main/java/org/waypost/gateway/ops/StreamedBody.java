package org.waypost.gateway.ops;

import io.netty.buffer.ByteBuf;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read while it comes. The network is asked for more only when everything before has been read, so memory
 * holds no more than one read of the socket.
 *
 * <p>{@link #add}, {@link #end} and {@link #broken} belong to the event loop and return at once; the rest to the one thread
 * that reads, which waits.
 */
final class StreamedBody extends InputStream {
    /** One entry of the queue: bytes, or the end of them. */
    private record Piece(@Nullable ByteBuf bytes, @Nullable String fault) {}

    private static final Piece END = new Piece(null, null);

    private final Runnable more;
    private final Duration patience;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private @Nullable ByteBuf current;
    private boolean ended;

    /**
     * @param more asks the network for more; any thread
     * @param patience how long to wait for it
     */
    StreamedBody(Runnable more, Duration patience) {
        this.more = more;
        this.patience = patience;
    }

    /** Takes over a reference to the bytes. */
    void add(ByteBuf bytes) {
        pieces.add(new Piece(bytes, null));
    }

    void end() {
        pieces.add(END);
    }

    void broken(String fault) {
        pieces.add(new Piece(null, fault));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        ByteBuf bytes = readable();
        if (bytes == null) {
            return -1;
        }
        int count = Math.min(length, bytes.readableBytes());
        bytes.readBytes(into, offset, count);
        return count;
    }

    private @Nullable ByteBuf readable() throws IOException {
        while (!ended) {
            ByteBuf bytes = current;
            if (bytes != null && bytes.isReadable()) {
                return bytes;
            }
            release();
            next();
        }
        return null;
    }

    private void next() throws IOException {
        Piece piece = pieces.poll();
        if (piece == null) {
            more.run();
            piece = await();
        }
        if (piece.fault() != null) {
            pieces.add(piece);
            throw new EOFException(piece.fault());
        }
        current = piece.bytes();
        ended = current == null;
    }

    private Piece await() throws IOException {
        try {
            Piece piece = pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (piece == null) {
                throw new EOFException("nothing came for %d s".formatted(patience.toSeconds()));
            }
            return piece;
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while waiting for a body");
        }
    }

    private void release() {
        if (current != null) {
            current.release();
            current = null;
        }
    }

    /** Gives back what was not read. */
    @Override
    public void close() {
        release();
        for (Piece piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            if (piece.bytes() != null) {
                piece.bytes().release();
            }
        }
        ended = true;
    }
}
