package org.waypost.itinerary.geography;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which cities a cell covers on a day, found by the bytes of the cell's name. Immutable; safe for use by any thread.
 *
 * <p>How it works: all names stand one after the other in one array, found through an open-addressing table of their
 * numbers; each cell owns a run of versions in order of their first day. A table of a million cells then is a handful
 * of arrays, and a look-up makes no object.
 */
public final class CellTable {
    /** What {@link #find} returns for a cell that is not in the table. */
    public static final int UNKNOWN = -1;

    private final byte[] names;
    private final int[] nameStart;
    private final int[] slots;
    private final int[] versionStart;
    private final int[] firstDay;
    private final int[] lastDay;
    private final Coverage[] coverage;

    private CellTable(Builder builder) {
        names = Arrays.copyOf(builder.names, builder.namesLength);
        nameStart = builder.nameStart.toArray();
        versionStart = builder.versionStart.toArray();
        firstDay = builder.firstDay.toArray();
        lastDay = builder.lastDay.toArray();
        coverage = builder.coverage.toArray(new Coverage[0]);
        slots = new int[Integer.highestOneBit(Math.max(8, size() * 2)) * 2];
        Arrays.fill(slots, UNKNOWN);
        for (int cell = 0; cell < size(); cell++) {
            int slot = hash(names, nameStart[cell], nameStart[cell + 1]) & (slots.length - 1);
            while (slots[slot] != UNKNOWN) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = cell;
        }
    }

    /** Number of cells, each counted once however often it was moved. */
    public int size() {
        return nameStart.length - 1;
    }

    /** @return the number of the cell whose name stands in {@code bytes}, or {@link #UNKNOWN} */
    public int find(byte[] bytes, int from, int to) {
        int slot = hash(bytes, from, to) & (slots.length - 1);
        while (slots[slot] != UNKNOWN) {
            int cell = slots[slot];
            if (Arrays.equals(names, nameStart[cell], nameStart[cell + 1], bytes, from, to)) {
                return cell;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return UNKNOWN;
    }

    /**
     * What a cell covers on a day.
     *
     * @param cell as {@link #find} gave it
     * @param epochDay days since 1970-01-01
     * @return null if the table has no region for that day
     */
    public @Nullable Coverage coverage(int cell, int epochDay) {
        for (int version = versionStart[cell + 1] - 1; version >= versionStart[cell]; version--) {
            if (firstDay[version] <= epochDay) {
                return epochDay <= lastDay[version] ? coverage[version] : null;
            }
        }
        return null;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    /** Gathers the versions of all cells; those of one cell must follow each other, in order of their first day. */
    public static final class Builder {
        private static final int NO_LAST_DAY = Integer.MAX_VALUE;

        private final Gazetteer gazetteer;
        private final Map<Coverage, Coverage> known = new HashMap<>();
        private byte[] names = new byte[1024];
        private int namesLength;
        private String lastName = "";
        private final IntList nameStart = new IntList();
        private final IntList versionStart = new IntList();
        private final IntList firstDay = new IntList();
        private final IntList lastDay = new IntList();
        private final List<Coverage> coverage = new ArrayList<>();

        public Builder(Gazetteer gazetteer) {
            this.gazetteer = gazetteer;
        }

        /**
         * Adds a version.
         *
         * @return whether the gazetteer knows its region; otherwise it is left out
         */
        public boolean add(Cell cell) {
            Coverage covered = CellRegions.resolve(cell, gazetteer).orElse(null);
            if (covered == null) {
                return false;
            }
            if (!cell.id().equals(lastName) || nameStart.size() == 0) {
                begin(cell.id());
            }
            firstDay.add((int) cell.validFrom().toEpochDay());
            lastDay.add(
                    cell.validTo() == null ? NO_LAST_DAY : (int) cell.validTo().toEpochDay());
            coverage.add(known.computeIfAbsent(covered, one -> one));
            return true;
        }

        private void begin(String name) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            if (namesLength + bytes.length > names.length) {
                names = Arrays.copyOf(names, Math.max(names.length * 2, namesLength + bytes.length));
            }
            nameStart.add(namesLength);
            versionStart.add(firstDay.size());
            System.arraycopy(bytes, 0, names, namesLength, bytes.length);
            namesLength += bytes.length;
            lastName = name;
        }

        public CellTable build() {
            nameStart.add(namesLength);
            versionStart.add(firstDay.size());
            return new CellTable(this);
        }
    }

    private static final class IntList {
        private int[] values = new int[64];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        int size() {
            return size;
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
