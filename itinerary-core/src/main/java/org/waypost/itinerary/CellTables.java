package org.waypost.itinerary;

import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.geography.CellTable;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.store.CellStore;
import org.waypost.itinerary.store.SettingStore;

/**
 * The cell table of the last import of cells, read from the database once and not again before the next one. The version
 * stands in the database, because another node may have imported.
 */
final class CellTables {
    private static final String VERSION = "cells-version";

    private record Loaded(String version, CellTable table) {}

    private final CellStore cells;
    private final SettingStore settings;
    private final Gazetteer gazetteer;
    private @Nullable Loaded loaded;

    CellTables(CellStore cells, SettingStore settings, Gazetteer gazetteer) {
        this.cells = cells;
        this.settings = settings;
        this.gazetteer = gazetteer;
    }

    /** Tells every node that cells were imported. */
    void changed() throws SQLException {
        settings.put(VERSION, UUID.randomUUID().toString());
    }

    synchronized CellTable current() throws SQLException {
        String version = settings.find(VERSION).orElse("");
        if (loaded == null || !loaded.version().equals(version)) {
            CellTable.Builder builder = new CellTable.Builder(gazetteer);
            cells.forEach(builder::add);
            loaded = new Loaded(version, builder.build());
        }
        return loaded.table();
    }
}
