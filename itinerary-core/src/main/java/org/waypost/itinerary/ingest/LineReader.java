package org.waypost.itinerary.ingest;

import com.github.luben.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a source, one after the other, in place. A line ends with LF or CRLF; the last one may lack its end. A
 * line longer than the buffer is skipped whole, {@link #tooLong()} saying so, so that no file can fill the memory.
 */
final class LineReader implements AutoCloseable {
    private static final int BUFFER = 1 << 20;
    private static final int GZIP_BUFFER = 1 << 16;

    private final CountingStream counting;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int end;
    private int next;
    private int from;
    private int to;
    private long number;
    private boolean tooLong;

    private LineReader(CountingStream counting, InputStream in) {
        this.counting = counting;
        this.in = in;
    }

    static LineReader open(Source source) throws BrokenSourceException {
        try {
            return open(source.name(), new CountingStream(source.content().open()));
        } catch (IOException e) {
            throw new BrokenSourceException(1, e);
        }
    }

    private static LineReader open(String name, CountingStream counting) throws IOException {
        try {
            LineReader reader = new LineReader(counting, unpack(name, counting));
            reader.skipByteOrderMark();
            return reader;
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

    private void skipByteOrderMark() throws IOException {
        boolean more = true;
        while (more && end < 3) {
            more = fill();
        }
        if (end >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            next = 3;
        }
    }

    /**
     * Moves to the next line.
     *
     * @return false at the end of the source
     */
    boolean advance() throws BrokenSourceException {
        try {
            return scan();
        } catch (IOException e) {
            throw new BrokenSourceException(number + 1, e);
        }
    }

    private boolean scan() throws IOException {
        tooLong = false;
        int scanned = next;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    return line(next, i, i + 1);
                }
            }
            scanned = end - next;
            if (next > 0) {
                System.arraycopy(buffer, next, buffer, 0, scanned);
                end = scanned;
                next = 0;
            } else if (end == buffer.length) {
                tooLong = true;
                end = 0;
                scanned = 0;
            }
            if (!fill()) {
                return (end > 0 || tooLong) && line(0, end, end);
            }
        }
    }

    private boolean line(int first, int last, int following) {
        from = first;
        to = last > first && buffer[last - 1] == '\r' ? last - 1 : last;
        next = following;
        number++;
        return true;
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            return false;
        }
        end += read;
        return true;
    }

    byte[] bytes() {
        return buffer;
    }

    /** First byte of the line in {@link #bytes()}. */
    int from() {
        return from;
    }

    /** End of the line, without its line end. */
    int to() {
        return to;
    }

    boolean isBlank() {
        return from == to && !tooLong;
    }

    /** Whether the line did not fit; what is left of it has no meaning. */
    boolean tooLong() {
        return tooLong;
    }

    String text() {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }

    /** Number of the line in its file, from 1. */
    long number() {
        return number;
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
