package org.waypost.itinerary.track;

import java.util.Arrays;

/**
 * Numbers long keys in order of their first appearance: 0, 1, 2 …. An open-addressing table of primitives, since a map
 * of objects would cost more than all else that is done with an event. Not safe for use by several threads.
 */
public final class LongIndex {
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int FREE = 0;

    private long[] keys = new long[FIRST_CAPACITY];
    private int[] slots = new int[FIRST_CAPACITY * 2];
    private int size;

    /** The number of a key, a new one if the key is new. */
    public int of(long key) {
        int mask = slots.length - 1;
        int slot = hash(key) & mask;
        while (slots[slot] != FREE) {
            int index = slots[slot] - 1;
            if (keys[index] == key) {
                return index;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = size + 1;
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
        }
        keys[size++] = key;
        if (size * 2 > slots.length) {
            grow();
        }
        return size - 1;
    }

    /** The key with a number. */
    public long key(int index) {
        return keys[index];
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
        Arrays.fill(slots, FREE);
    }

    private void grow() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int index = 0; index < size; index++) {
            int slot = hash(keys[index]) & mask;
            while (slots[slot] != FREE) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = index + 1;
        }
    }

    private static int hash(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }
}
