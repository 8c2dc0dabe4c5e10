package org.waypost.itinerary.geography;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The region of one cell from a day to a day, as the network's planning data says it. A cell that was moved has several,
 * and on a day the one that began last decides.
 *
 * @param id opaque text; equal text is the same cell
 * @param region GB/T 2260 code of the city or district in which the cell stands
 * @param border codes of the other regions it covers; empty for most cells
 * @param validFrom first day, inclusive
 * @param validTo last day, inclusive; null if not known yet
 */
public record Cell(
        String id,
        String region,
        List<String> border,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {
    public Cell {
        border = List.copyOf(border);
    }
}
