package org.waypost.itinerary.geography;

import java.util.Optional;
import java.util.TreeSet;
import org.waypost.itinerary.model.Place;

/** From the region codes of a cell to the cities it covers. */
public final class CellRegions {
    private CellRegions() {}

    /**
     * Names each region's city. A border with another district of the same city is no border.
     *
     * @return empty if the gazetteer does not know one of the regions
     */
    public static Optional<Coverage> resolve(Cell cell, Gazetteer gazetteer) {
        Optional<Place> home = gazetteer.city(cell.region());
        if (home.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<Integer> neighbors = new TreeSet<>();
        for (String region : cell.border()) {
            Optional<Place> neighbor = gazetteer.city(region);
            if (neighbor.isEmpty()) {
                return Optional.empty();
            }
            neighbors.add(PlaceCode.of(neighbor.get()));
        }
        int own = PlaceCode.of(home.get());
        neighbors.remove(own);
        return Optional.of(new Coverage(own, neighbors.stream().toList()));
    }
}
