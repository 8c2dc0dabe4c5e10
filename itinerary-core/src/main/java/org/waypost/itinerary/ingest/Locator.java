package org.waypost.itinerary.ingest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.geography.CellTable;
import org.waypost.itinerary.geography.Coverage;
import org.waypost.itinerary.geography.ForeignNetwork;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.geography.PlaceCode;
import org.waypost.itinerary.signalling.EventLine;
import org.waypost.itinerary.signalling.Rejection;

/** Where an event took place: by the cell table, or by the country of a foreign network. Not thread-safe. */
final class Locator {
    /** So many names of unknown cells are told apart; a feed of garbage must not fill the memory. */
    static final int NAMES = 10_000;

    private final CellTable cells;
    private final Gazetteer gazetteer;
    private final Map<ForeignNetwork, Coverage> networks = new HashMap<>();
    private final Set<String> unlocated = new HashSet<>();
    private Rejection reason = Rejection.UNKNOWN_CELL;

    Locator(CellTable cells, Gazetteer gazetteer) {
        this.cells = cells;
        this.gazetteer = gazetteer;
    }

    /** @return null if that is not known, {@link #reason()} then saying why */
    @Nullable
    Coverage locate(EventLine event, int epochDay) {
        int cell = cells.find(event.cellBytes(), event.cellFrom(), event.cellTo());
        if (cell == CellTable.UNKNOWN) {
            reason = Rejection.UNKNOWN_CELL;
            return locateForeign(event.cell());
        }
        reason = Rejection.CELL_NOT_VALID;
        return cells.coverage(cell, epochDay);
    }

    private @Nullable Coverage locateForeign(String cell) {
        Optional<ForeignNetwork> network = ForeignNetwork.of(cell);
        Coverage country = network.isEmpty() ? null : networks.computeIfAbsent(network.get(), this::countryOf);
        if (country == null && unlocated.size() < NAMES) {
            unlocated.add(cell);
        }
        return country;
    }

    private @Nullable Coverage countryOf(ForeignNetwork network) {
        return gazetteer
                .country(network.mcc(), network.mnc())
                .map(place -> new Coverage(PlaceCode.of(place), List.of()))
                .orElse(null);
    }

    /** Why the last event lies nowhere. */
    Rejection reason() {
        return reason;
    }

    /** Distinct names of cells that lie nowhere, at most {@value #NAMES}. */
    Set<String> unlocatedCells() {
        return unlocated;
    }
}
