package org.waypost.itinerary.track;

import java.util.Arrays;

/** Sets of minutes of a day as bitmaps: bit {@code m} of {@value #WORDS} words is minute {@code m}, 0 to 1439. */
final class Minutes {
    static final int PER_DAY = 1440;
    static final int WORDS = (PER_DAY + Long.SIZE - 1) / Long.SIZE;

    private Minutes() {}

    /** The first minute of the set at or after {@code from}; {@link #PER_DAY} if there is none. */
    static int next(long[] words, int offset, int from) {
        return scan(words, offset, from, 0);
    }

    /** The first minute not in the set at or after {@code from}; {@link #PER_DAY} if there is none. */
    static int nextAbsent(long[] words, int offset, int from) {
        return Math.min(PER_DAY, scan(words, offset, from, -1));
    }

    private static int scan(long[] words, int offset, int from, long flip) {
        if (from >= PER_DAY) {
            return PER_DAY;
        }
        int word = from >>> 6;
        long bits = (words[offset + word] ^ flip) & -1L << from;
        while (bits == 0) {
            if (++word == WORDS) {
                return PER_DAY;
            }
            bits = words[offset + word] ^ flip;
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** Puts the minutes from {@code from}, inclusive, to {@code to}, exclusive, into the set. */
    static void add(long[] words, int offset, int from, int to) {
        int word = from >>> 6;
        int lastWord = (to - 1) >>> 6;
        long head = -1L << from;
        long tail = -1L >>> -to;
        if (word == lastWord) {
            words[offset + word] |= head & tail;
            return;
        }
        words[offset + word] |= head;
        Arrays.fill(words, offset + word + 1, offset + lastWord, -1L);
        words[offset + lastWord] |= tail;
    }

    /**
     * The last minute before {@code to} that can be reached from {@code from} in steps of at most {@code longest} minutes
     * from one minute of the set to the next; {@code from} itself if there is none.
     */
    static int reach(long[] words, int offset, int from, int to, int longest) {
        if (longest < Long.SIZE) {
            return reachStepwise(words, offset, from, to, longest);
        }
        int last = from;
        for (int word = (from + 1) >>> 6; word << 6 < to; word++) {
            long bits = between(words[offset + word], word, from + 1, to);
            // Within a word no step is too long.
            if (bits != 0) {
                if ((word << 6) + Long.numberOfTrailingZeros(bits) - last > longest) {
                    return last;
                }
                last = (word << 6) + Long.SIZE - 1 - Long.numberOfLeadingZeros(bits);
            }
        }
        return last;
    }

    private static int reachStepwise(long[] words, int offset, int from, int to, int longest) {
        int last = from;
        int next = next(words, offset, from + 1);
        while (next < to && next - last <= longest) {
            last = next;
            next = next(words, offset, last + 1);
        }
        return last;
    }

    /** Number of minutes of the set from {@code from}, inclusive, to {@code to}, exclusive. */
    static int count(long[] words, int offset, int from, int to) {
        int count = 0;
        for (int word = from >>> 6; word << 6 < to; word++) {
            count += Long.bitCount(between(words[offset + word], word, from, to));
        }
        return count;
    }

    /** The bits of a word that are minutes from {@code from}, inclusive, to {@code to}, exclusive. */
    private static long between(long bits, int word, int from, int to) {
        int begin = word << 6;
        long masked = from > begin ? bits & -1L << from : bits;
        return to < begin + Long.SIZE ? masked & -1L >>> -to : masked;
    }

    static int count(long[] words, int offset) {
        int count = 0;
        for (int i = 0; i < WORDS; i++) {
            count += Long.bitCount(words[offset + i]);
        }
        return count;
    }
}
