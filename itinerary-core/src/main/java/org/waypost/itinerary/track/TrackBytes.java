package org.waypost.itinerary.track;

import java.util.Arrays;

/**
 * The stored form of a track, version 1.
 *
 * <pre>
 * track  = version layers layer*        version: one byte, 1; layers: varint
 * layer  = step runs run*               step: varint, layer number minus the one before; runs: varint, at least 1
 * run    = gap·4 + min(length − 1, 3)   varint; gap: minutes since the end of the run before, at least 1 (the first: 0)
 *          [length − 4]                 varint, if length − 1 ≥ 3
 * </pre>
 *
 * A run of up to three minutes after less than half an hour is one byte, which is what an ordinary day consists of.
 * Varints hold seven bits a byte, lowest first, in as few bytes as possible. Decoding refuses whatever encoding would not
 * have written, so that equal tracks have equal bytes.
 */
final class TrackBytes {
    private static final byte VERSION = 1;
    private static final int SHORT_RUN = 3;
    private static final int LONGEST_VARINT = 5;

    private byte[] bytes;
    private int at;

    private TrackBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    static byte[] encode(int[] layers, long[] bits) {
        TrackBytes out = new TrackBytes(new byte[256]);
        out.writeByte(VERSION);
        out.write(layers.length);
        int previous = 0;
        for (int layer = 0; layer < layers.length; layer++) {
            out.write(layers[layer] - previous);
            previous = layers[layer];
            out.writeRuns(bits, layer * Minutes.WORDS);
        }
        return Arrays.copyOf(out.bytes, out.at);
    }

    private void writeRuns(long[] bits, int offset) {
        write(countRuns(bits, offset));
        int end = 0;
        for (int from = Minutes.next(bits, offset, 0); from < Minutes.PER_DAY; from = Minutes.next(bits, offset, end)) {
            int gap = from - end;
            end = Minutes.nextAbsent(bits, offset, from);
            int more = end - from - 1;
            write(gap << 2 | Math.min(more, SHORT_RUN));
            if (more >= SHORT_RUN) {
                write(more - SHORT_RUN);
            }
        }
    }

    /** Every run ends at a bit whose successor is clear. */
    private static int countRuns(long[] bits, int offset) {
        int runs = 0;
        long carry = 0;
        for (int i = Minutes.WORDS - 1; i >= 0; i--) {
            long word = bits[offset + i];
            runs += Long.bitCount(word & ~(word >>> 1 | carry));
            carry = word << 63;
        }
        return runs;
    }

    static Track decode(byte[] bytes) {
        TrackBytes in = new TrackBytes(bytes);
        if (bytes.length == 0 || in.bytes[in.at++] != VERSION) {
            throw in.damaged("version");
        }
        int count = in.read();
        if (count > bytes.length) {
            throw in.damaged("number of layers");
        }
        int[] layers = new int[count];
        long[] bits = new long[count * Minutes.WORDS];
        int previous = 0;
        for (int layer = 0; layer < count; layer++) {
            int step = in.read();
            if (step == 0 || step > Integer.MAX_VALUE - previous) {
                throw in.damaged("layer");
            }
            previous += step;
            layers[layer] = previous;
            in.readRuns(bits, layer * Minutes.WORDS);
        }
        if (in.at != bytes.length) {
            throw in.damaged("end");
        }
        return new Track(layers, bits);
    }

    private void readRuns(long[] bits, int offset) {
        int runs = read();
        if (runs == 0) {
            throw damaged("number of runs");
        }
        int end = 0;
        for (int run = 0; run < runs; run++) {
            int head = read();
            int more = head & SHORT_RUN;
            int gap = head >>> 2;
            if (more == SHORT_RUN) {
                more += Math.min(read(), Minutes.PER_DAY);
            }
            if (gap >= Minutes.PER_DAY || (gap == 0 && run > 0) || end + gap + more >= Minutes.PER_DAY) {
                throw damaged("run");
            }
            int from = end + gap;
            end = from + more + 1;
            Minutes.add(bits, offset, from, end);
        }
    }

    private void writeByte(int value) {
        if (at == bytes.length) {
            bytes = Arrays.copyOf(bytes, at * 2);
        }
        bytes[at++] = (byte) value;
    }

    private void write(int value) {
        int rest = value;
        while (rest >>> 7 != 0) {
            writeByte(rest | 0x80);
            rest >>>= 7;
        }
        writeByte(rest);
    }

    private int read() {
        if (at < bytes.length && bytes[at] >= 0) {
            return bytes[at++];
        }
        int value = 0;
        for (int i = 0; i < LONGEST_VARINT && at < bytes.length; i++) {
            byte next = bytes[at++];
            value |= (next & 0x7F) << (7 * i);
            if (next >= 0) {
                if (value < 0 || (next == 0 && i > 0)) {
                    throw damaged("number");
                }
                return value;
            }
        }
        throw damaged("number");
    }

    private IllegalArgumentException damaged(String what) {
        return new IllegalArgumentException(
                "encoded track of %d bytes: unexpected %s before byte %d (expected form version %d)"
                        .formatted(bytes.length, what, at, VERSION));
    }
}
