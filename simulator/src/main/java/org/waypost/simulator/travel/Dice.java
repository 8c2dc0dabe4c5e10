package org.waypost.simulator.travel;

import java.util.List;

/**
 * A small random generator (SplitMix64, Steele, Lea and Flood 2014) whose every result is fixed by its seed, on any JDK:
 * the same seed must give the same files to the byte. Not thread-safe.
 */
final class Dice {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed) {
        state = seed;
    }

    /** Dice of their own for one purpose of one traveller, independent of how often others are thrown. */
    static Dice of(long seed, long index, long purpose) {
        return new Dice(mixed(mixed(mixed(seed + GOLDEN_GAMMA) + index) + purpose));
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mixed(state);
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0, inclusive, to 1, exclusive. */
    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return fraction() < probability;
    }

    /** Both ends inclusive. */
    int between(int least, int most) {
        return least + (int) (fraction() * (most - least + 1));
    }

    /** Exponentially distributed, the time between events that happen at random. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - fraction());
    }

    <T> T pick(List<T> from) {
        return from.get(between(0, from.size() - 1));
    }
}
