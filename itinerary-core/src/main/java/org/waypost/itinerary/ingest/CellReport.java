package org.waypost.itinerary.ingest;

import java.util.List;

/**
 * What an import of cells did.
 *
 * @param accepted lines taken
 * @param rejected lines refused
 * @param faults the first of the refused lines
 * @param unreadable why the source could not be read to its end; empty if it could
 */
public record CellReport(long accepted, long rejected, List<Fault> faults, List<UnreadableSource> unreadable) {
    public CellReport {
        faults = List.copyOf(faults);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * A refused line.
     *
     * @param line number in the file, from 1
     * @param reason what was met and what was expected
     */
    public record Fault(long line, String reason) {}
}
