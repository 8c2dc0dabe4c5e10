package org.waypost.itinerary.ingest;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lines of a source, one after the other, on one thread. */
final class LineReader implements AutoCloseable {
    private final BlockReader blocks;
    private @Nullable LineBlock block;
    private long linesBefore;

    private LineReader(BlockReader blocks) {
        this.blocks = blocks;
    }

    static LineReader open(Source source) throws BrokenSourceException {
        try {
            return new LineReader(BlockReader.open(source, BlockReader.BLOCK_BYTES));
        } catch (IOException e) {
            throw new BrokenSourceException(1, e);
        }
    }

    /**
     * Moves to the next line.
     *
     * @return false at the end of the source
     */
    boolean advance() throws BrokenSourceException {
        try {
            while (block == null || !block.advance()) {
                linesBefore += block == null ? 0 : block.number();
                block = blocks.next();
                if (block == null) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new BrokenSourceException(linesBefore + 1, e);
        }
    }

    /** Stands at the line. */
    LineBlock line() {
        return Objects.requireNonNull(block, "no line");
    }

    /** Number of the line in its file, from 1; at the end of the source, how many there were. */
    long number() {
        return linesBefore + (block == null ? 0 : block.number());
    }

    /** Bytes read so far, as stored. */
    long bytesRead() {
        return blocks.bytesRead();
    }

    @Override
    public void close() {
        blocks.close();
    }
}
