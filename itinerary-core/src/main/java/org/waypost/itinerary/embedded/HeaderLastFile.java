package org.waypost.itinerary.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.jspecify.annotations.Nullable;

/**
 * The file of an H2 database whose header waits for a force, and is forced after everything else.
 *
 * <p>Why: the header, two copies that H2 writes at once, names the chunk to begin with. Until a force the disk writes in any
 * order: the header may be there and its chunk not when the power fails, and H2 then begins with some older chunk, without a
 * word. Between two forces the old header serves as well: nobody was told of what came since.
 */
// Many threads read at once; what is below lets them.
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class HeaderLastFile extends FileBaseDefault {
    /** Two blocks. */
    private static final int HEADER_BYTES = 2 * 4096;

    private final FileChannel real;
    private final Object forcing = new Object();
    private @Nullable ByteBuffer header;

    HeaderLastFile(FileChannel real) {
        this.real = real;
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        synchronized (this) {
            // A new file's first header has nothing to wait for.
            boolean waits = position == 0 && bytes.remaining() == HEADER_BYTES && real.size() >= HEADER_BYTES;
            if (waits) {
                header = ByteBuffer.allocate(HEADER_BYTES).put(bytes).flip();
                return HEADER_BYTES;
            }
        }
        return real.write(bytes, position);
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
        if (position < HEADER_BYTES) {
            writeHeader(take());
        }
        return real.read(bytes, position);
    }

    private synchronized @Nullable ByteBuffer take() {
        ByteBuffer taken = header;
        header = null;
        return taken;
    }

    private void writeHeader(@Nullable ByteBuffer taken) throws IOException {
        while (taken != null && taken.hasRemaining()) {
            real.write(taken, taken.position());
        }
    }

    @Override
    public void force(boolean metadata) throws IOException {
        synchronized (forcing) {
            ByteBuffer taken = take();
            boolean forced = false;
            try {
                real.force(metadata);
                forced = true;
            } finally {
                if (!forced) {
                    putBack(taken);
                }
            }
            if (taken != null) {
                writeHeader(taken);
                real.force(metadata);
            }
        }
    }

    /** Unless there is a newer one. */
    private synchronized void putBack(@Nullable ByteBuffer taken) {
        if (header == null) {
            header = taken;
        }
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        real.truncate(size);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    /** Whoever opens the file again shall find what was committed, forced or not. */
    @Override
    protected void implCloseChannel() throws IOException {
        try (real) {
            writeHeader(take());
        }
    }

    @Override
    public String toString() {
        return real.toString();
    }
}
