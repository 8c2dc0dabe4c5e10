package org.waypost.itinerary.track;

import java.util.Arrays;

/**
 * The tracks of many subscribers on many days while they are gathered; {@link #track} takes them out. Subscribers are
 * numbers of the caller's choice. Not safe for use by several threads.
 *
 * <p>How it works: each pair of subscriber and day owns a short chain of layers, each a bitmap in one common array; an
 * event finds its pair, walks the chain and sets a bit. Memory grows by {@value #BYTES_PER_LAYER} bytes a layer, and
 * {@link #layers()} tells the caller when to write the book out.
 */
public final class TrackBook {
    /** About what a layer costs, its share of the tables included. */
    public static final int BYTES_PER_LAYER = 256;

    private static final int END = -1;
    private static final int FIRST_CAPACITY = 1 << 10;

    private final LongIndex pairs = new LongIndex();
    private int[] firstLayer = new int[FIRST_CAPACITY];
    private int[] layers = new int[FIRST_CAPACITY];
    private int[] nextLayer = new int[FIRST_CAPACITY];
    private long[] bits = new long[FIRST_CAPACITY * Minutes.WORDS];
    private int chains;
    private int layerCount;

    /**
     * Notes a sighting.
     *
     * @param subscriber not negative
     * @param epochDay days since 1970-01-01
     * @param minute minute of that day, 0 to 1439
     */
    public void add(int subscriber, int epochDay, int minute, int place, SightingKind kind) {
        int pair = pairs.of(((long) subscriber << 32) | (epochDay & 0xFFFF_FFFFL));
        int layer = layerOf(pair, Track.layer(place, kind));
        bits[layer * Minutes.WORDS + (minute >>> 6)] |= 1L << minute;
    }

    private int layerOf(int pair, int key) {
        if (pair == chains) {
            beginChain();
        }
        for (int layer = firstLayer[pair]; layer != END; layer = nextLayer[layer]) {
            if (layers[layer] == key) {
                return layer;
            }
        }
        return append(pair, key);
    }

    private void beginChain() {
        if (chains == firstLayer.length) {
            firstLayer = Arrays.copyOf(firstLayer, chains * 2);
        }
        firstLayer[chains++] = END;
    }

    private int append(int pair, int key) {
        if (layerCount == layers.length) {
            int capacity = layerCount * 2;
            layers = Arrays.copyOf(layers, capacity);
            nextLayer = Arrays.copyOf(nextLayer, capacity);
            bits = Arrays.copyOf(bits, capacity * Minutes.WORDS);
        }
        layers[layerCount] = key;
        nextLayer[layerCount] = firstLayer[pair];
        firstLayer[pair] = layerCount;
        return layerCount++;
    }

    /** Number of tracks: pairs of subscriber and day. */
    public int size() {
        return pairs.size();
    }

    /** Number of layers in all tracks. */
    public int layers() {
        return layerCount;
    }

    public int subscriber(int index) {
        return (int) (pairs.key(index) >>> 32);
    }

    public int epochDay(int index) {
        return (int) pairs.key(index);
    }

    /** The track with a number from 0 to before {@link #size()}. */
    public Track track(int index) {
        int count = 0;
        for (int layer = firstLayer[index]; layer != END; layer = nextLayer[layer]) {
            count++;
        }
        long[] order = new long[count];
        for (int layer = firstLayer[index]; layer != END; layer = nextLayer[layer]) {
            order[--count] = (long) layers[layer] << 32 | layer;
        }
        Arrays.sort(order);
        int[] keys = new int[order.length];
        long[] words = new long[order.length * Minutes.WORDS];
        for (int i = 0; i < order.length; i++) {
            keys[i] = (int) (order[i] >>> 32);
            System.arraycopy(bits, (int) order[i] * Minutes.WORDS, words, i * Minutes.WORDS, Minutes.WORDS);
        }
        return new Track(keys, words);
    }

    /** Forgets all tracks and keeps the memory for the next ones. */
    public void clear() {
        Arrays.fill(bits, 0, layerCount * Minutes.WORDS, 0);
        pairs.clear();
        layerCount = 0;
        chains = 0;
    }
}
