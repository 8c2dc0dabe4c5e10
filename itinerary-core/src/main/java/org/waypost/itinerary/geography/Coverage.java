package org.waypost.itinerary.geography;

import java.util.List;

/**
 * The cities a cell covers on some days.
 *
 * @param home {@link PlaceCode} of the cell's own city
 * @param neighbors other cities the cell also covers, ascending, without the own one; empty for a cell that lies inside
 *     its city
 */
public record Coverage(int home, List<Integer> neighbors) {
    public Coverage {
        neighbors = List.copyOf(neighbors);
    }

    /** Whether a phone seen here may be in a neighboring city. */
    public boolean border() {
        return !neighbors.isEmpty();
    }
}
