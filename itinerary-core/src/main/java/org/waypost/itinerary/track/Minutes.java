package org.waypost.itinerary.track;

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

    static int count(long[] words, int offset) {
        int count = 0;
        for (int i = 0; i < WORDS; i++) {
            count += Long.bitCount(words[offset + i]);
        }
        return count;
    }
}
