package org.waypost.gateway.upkeep;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.waypost.gateway.MovingClock;
import org.waypost.gateway.Shipped;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ItinerarySettings;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.store.Database;

/** Both databases of an installation, with one cell of Changsha, on a clock that the test moves. */
final class TwoDatabases implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    final KeyRing keys = KeyRing.random();
    final MovingClock clock = new MovingClock(NOW);
    final JdbcStore store;
    final ItineraryCore core;

    TwoDatabases(Path directory) throws Exception {
        store = new JdbcStore(
                GatewayDatabase.open(DatabaseAddress.file(directory.resolve("gateway")), keys), keys, "desk", 1, 1);
        core = ItineraryCore.open(
                new ItinerarySettings(
                        Database.file(directory.resolve("itinerary")),
                        Shipped.folder().resolve("gazetteer"),
                        ItinerarySettings.DEFAULT_ZONE,
                        ItinerarySettings.DEFAULT_RETENTION_DAYS,
                        2),
                keys,
                clock);
        core.importCells(
                source("cells.csv", "cell,region,border,valid_from,valid_to\n460-00-1-1,430100,,2020-01-01,\n"));
    }

    private static Source source(String name, String text) {
        return Source.stream(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Imports an event at the cell; time as {@code 2026-11-20T08:00:00+08:00}. */
    void seen(String number, String time) throws Exception {
        core.importEvents(
                List.of(source("events.csv", "msisdn,time,cell,kind\n%s,%s,460-00-1-1,tau\n".formatted(number, time))),
                ImportOptions.PLAIN);
    }

    @Override
    public void close() {
        store.close();
        core.close();
    }
}
