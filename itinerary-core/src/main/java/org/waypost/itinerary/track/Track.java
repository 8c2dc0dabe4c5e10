package org.waypost.itinerary.track;

import java.util.Arrays;
import org.waypost.itinerary.geography.PlaceCode;

/**
 * The set of (minute of day, place, kind) in which one subscriber was seen on one day. Immutable; union is commutative,
 * associative and idempotent, so feeds may repeat, delay and reorder events as they like.
 *
 * <p>How it works: a layer holds the minutes of one place and kind as a bitmap; layers stand in ascending order of place,
 * then kind, and none is empty. Two equal sets therefore have equal layers, and {@link #encode} gives equal bytes.
 */
public final class Track {
    /** A day on which nothing was seen. */
    public static final Track EMPTY = new Track(new int[0], new long[0]);

    /** Minutes in a day; a minute of day is below it. */
    public static final int MINUTES_PER_DAY = Minutes.PER_DAY;

    private final int[] layers;
    private final long[] bits;

    Track(int[] layers, long[] bits) {
        this.layers = layers;
        this.bits = bits;
    }

    /** The one number by which layers are ordered and stored. */
    static int layer(int place, SightingKind kind) {
        return place * SightingKind.CODES + kind.code();
    }

    /** A track of one sighting. */
    public static Track of(int minute, int place, SightingKind kind) {
        if (minute < 0 || minute >= MINUTES_PER_DAY) {
            throw new IllegalArgumentException("minute %d (expected 0 to 1439)".formatted(minute));
        }
        long[] bits = new long[Minutes.WORDS];
        bits[minute >>> 6] = 1L << minute;
        return new Track(new int[] {layer(place, kind)}, bits);
    }

    /** Everything seen in either. */
    public Track union(Track other) {
        int[] merged = new int[layers.length + other.layers.length];
        long[] mergedBits = new long[merged.length * Minutes.WORDS];
        int count = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < layers.length || theirs < other.layers.length) {
            int left = mine < layers.length ? layers[mine] : Integer.MAX_VALUE;
            int right = theirs < other.layers.length ? other.layers[theirs] : Integer.MAX_VALUE;
            merged[count] = Math.min(left, right);
            if (left <= right) {
                or(bits, mine++, mergedBits, count);
            }
            if (right <= left) {
                or(other.bits, theirs++, mergedBits, count);
            }
            count++;
        }
        return new Track(Arrays.copyOf(merged, count), Arrays.copyOf(mergedBits, count * Minutes.WORDS));
    }

    private static void or(long[] from, int fromLayer, long[] to, int toLayer) {
        for (int i = 0; i < Minutes.WORDS; i++) {
            to[toLayer * Minutes.WORDS + i] |= from[fromLayer * Minutes.WORDS + i];
        }
    }

    /** Number of layers: pairs of place and kind. */
    public int layerCount() {
        return layers.length;
    }

    /** {@link PlaceCode} of a layer; layers ascend by place, then kind. */
    public int place(int layer) {
        return layers[layer] / SightingKind.CODES;
    }

    public SightingKind kind(int layer) {
        return SightingKind.of(layers[layer] % SightingKind.CODES);
    }

    /** Whether the layer holds this minute of day. */
    public boolean contains(int layer, int minute) {
        return (bits[layer * Minutes.WORDS + (minute >>> 6)] & 1L << minute) != 0;
    }

    /** The first minute at or after {@code from} that any layer holds; {@link #MINUTES_PER_DAY} if there is none. */
    public int nextMinute(int from) {
        int next = MINUTES_PER_DAY;
        for (int layer = 0; layer < layers.length; layer++) {
            next = Math.min(next, Minutes.next(bits, layer * Minutes.WORDS, from));
        }
        return next;
    }

    /** The layer of a place and kind; -1 if there is none. */
    public int layerOf(int place, SightingKind kind) {
        int found = Arrays.binarySearch(layers, layer(place, kind));
        return found < 0 ? -1 : found;
    }

    /** The first minute at or after {@code from} that this layer holds; {@link #MINUTES_PER_DAY} if there is none. */
    public int nextMinute(int layer, int from) {
        return Minutes.next(bits, layer * Minutes.WORDS, from);
    }

    /**
     * The first minute at or after {@code from} that any layer but this one holds; {@link #MINUTES_PER_DAY} if there is
     * none.
     */
    public int nextMinuteOfOthers(int layer, int from) {
        int next = MINUTES_PER_DAY;
        for (int other = 0; other < layers.length; other++) {
            if (other != layer) {
                next = Math.min(next, Minutes.next(bits, other * Minutes.WORDS, from));
            }
        }
        return next;
    }

    /**
     * The last minute of a layer before {@code to} that can be reached from {@code from} in steps of at most
     * {@code longest} minutes from one to the next; {@code from} itself if there is none.
     */
    public int reach(int layer, int from, int to, int longest) {
        return Minutes.reach(bits, layer * Minutes.WORDS, from, to, longest);
    }

    /** Number of minutes that a layer holds from {@code from}, inclusive, to {@code to}, exclusive. */
    public int count(int layer, int from, int to) {
        return Minutes.count(bits, layer * Minutes.WORDS, from, to);
    }

    public boolean isEmpty() {
        return layers.length == 0;
    }

    /** Number of sightings: distinct minutes by place and kind, a border cell's neighbors not counted. */
    public int sightings() {
        int count = 0;
        for (int layer = 0; layer < layers.length; layer++) {
            if (kind(layer) != SightingKind.BORDER_NEIGHBOR) {
                count += Minutes.count(bits, layer * Minutes.WORDS);
            }
        }
        return count;
    }

    /** The stored form; equal tracks give equal bytes. */
    public byte[] encode() {
        return TrackBytes.encode(layers, bits);
    }

    /** @throws IllegalArgumentException if the bytes are no encoded track of a known version */
    public static Track decode(byte[] bytes) {
        return TrackBytes.decode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Track that && Arrays.equals(layers, that.layers) && Arrays.equals(bits, that.bits);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(layers) + Arrays.hashCode(bits);
    }

    /** Says nothing about where and when. */
    @Override
    public String toString() {
        return "Track[%d sightings]".formatted(sightings());
    }
}
