package org.waypost.itinerary.ingest;

import com.github.luben.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A source, decompressed if need be, in blocks of whole lines. A line longer than a block is skipped whole and stands for
 * itself in a block that says so: no file can fill the memory.
 */
final class BlockReader implements AutoCloseable {
    /** Long enough that handing a block over costs nothing beside reading it, short enough for any heap. */
    static final int BLOCK_BYTES = 1 << 18;

    private static final int GZIP_BUFFER = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final CountingStream counting;
    private final InputStream in;
    private final int blockBytes;
    private byte[] rest = {};
    private boolean begun;
    private boolean over;
    private @Nullable IOException broken;

    private BlockReader(CountingStream counting, InputStream in, int blockBytes) {
        this.counting = counting;
        this.in = in;
        this.blockBytes = blockBytes;
    }

    static BlockReader open(Source source, int blockBytes) throws IOException {
        CountingStream counting = new CountingStream(source.content().open());
        try {
            return new BlockReader(counting, unpack(source.name(), counting), blockBytes);
        } catch (IOException e) {
            counting.close();
            throw e;
        }
    }

    private static InputStream unpack(String name, InputStream in) throws IOException {
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(in, GZIP_BUFFER);
        }
        return name.endsWith(".zst") ? new ZstdInputStream(in) : in;
    }

    /**
     * The next lines.
     *
     * @return null at the end of the source
     * @throws IOException if the source breaks off; all whole lines before that have been returned
     */
    @Nullable
    LineBlock next() throws IOException {
        byte[] bytes = Arrays.copyOf(rest, blockBytes);
        int end = fill(bytes, rest.length);
        int cut = over ? end : afterLastLine(bytes, end);
        if (cut == 0 && end == bytes.length) {
            return skipLine(bytes);
        }
        if (cut == 0) {
            if (broken != null) {
                throw broken;
            }
            return null;
        }
        rest = Arrays.copyOfRange(bytes, cut, end);
        int from = begun ? 0 : byteOrderMark(bytes, cut);
        begun = true;
        return LineBlock.of(bytes, from, cut);
    }

    /** Reads until the bytes are full or nothing more comes, and remembers what was the reason. */
    private int fill(byte[] bytes, int from) {
        int end = from;
        try {
            while (end < bytes.length && !over && broken == null) {
                int read = in.read(bytes, end, bytes.length - end);
                over = read < 0;
                end += Math.max(0, read);
            }
        } catch (IOException e) {
            broken = e;
        }
        return end;
    }

    private static int afterLastLine(byte[] bytes, int end) {
        int cut = end;
        while (cut > 0 && bytes[cut - 1] != '\n') {
            cut--;
        }
        return cut;
    }

    private static int byteOrderMark(byte[] bytes, int end) {
        int length = BYTE_ORDER_MARK.length;
        boolean there = end >= length && Arrays.equals(bytes, 0, length, BYTE_ORDER_MARK, 0, length);
        return there ? length : 0;
    }

    /** Reads on to the end of a line that does not fit. */
    private LineBlock skipLine(byte[] bytes) throws IOException {
        begun = true;
        rest = new byte[0];
        while (!over) {
            int end = fill(bytes, 0);
            if (broken != null && end == 0) {
                throw broken;
            }
            int lineEnd = 0;
            while (lineEnd < end && bytes[lineEnd] != '\n') {
                lineEnd++;
            }
            if (lineEnd < end) {
                rest = Arrays.copyOfRange(bytes, lineEnd + 1, end);
                break;
            }
        }
        return LineBlock.ofTooLongLine();
    }

    /** Bytes read so far, as stored. */
    long bytesRead() {
        return counting.count;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // Everything that was to be read has been read.
        }
    }

    private static final class CountingStream extends FilterInputStream {
        private long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
