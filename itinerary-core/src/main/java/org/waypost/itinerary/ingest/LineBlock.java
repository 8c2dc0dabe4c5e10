package org.waypost.itinerary.ingest;

import java.nio.charset.StandardCharsets;

/**
 * Whole lines of a source that were read at once, gone through in place, one after the other. A line ends with LF or CRLF;
 * the last one may lack its end.
 */
final class LineBlock {
    private final byte[] bytes;
    private final int end;
    private final boolean tooLong;
    private int next;
    private int from;
    private int to;
    private int number;

    private LineBlock(byte[] bytes, int from, int end, boolean tooLong) {
        this.bytes = bytes;
        this.next = from;
        this.end = end;
        this.tooLong = tooLong;
    }

    /** The lines between two places. */
    static LineBlock of(byte[] bytes, int from, int end) {
        return new LineBlock(bytes, from, end, false);
    }

    /** One line that no block could hold. */
    static LineBlock ofTooLongLine() {
        return new LineBlock(new byte[0], 0, 0, true);
    }

    /**
     * Moves to the next line.
     *
     * @return false at the end of the block
     */
    boolean advance() {
        if (next == end && !(tooLong && number == 0)) {
            return false;
        }
        int last = next;
        while (last < end && bytes[last] != '\n') {
            last++;
        }
        from = next;
        to = last > from && bytes[last - 1] == '\r' ? last - 1 : last;
        next = Math.min(last + 1, end);
        number++;
        return true;
    }

    byte[] bytes() {
        return bytes;
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

    /** Whether the line did not fit; nothing is left of it. */
    boolean tooLong() {
        return tooLong;
    }

    String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Number of the line in this block, from 1: at the end of the block, how many there were. */
    int number() {
        return number;
    }
}
