package org.waypost.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.ops.FeedTally;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.gateway.upkeep.Purge;
import org.waypost.gateway.upkeep.RetentionDays;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ItinerarySettings;
import org.waypost.itinerary.ingest.FeedDirectory;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.store.Database;

class FeedWatchIT {
    private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");

    @TempDir
    private Path directory;

    private final FeedTally tally = new FeedTally();
    private FeedDirectory feed;
    private ItineraryCore core;
    private GatewayStore store;

    @BeforeEach
    void open() throws Exception {
        feed = new FeedDirectory(directory.resolve("feed"), 0);
        Files.createDirectories(feed.incoming());
        ItinerarySettings settings = new ItinerarySettings(
                Database.file(directory.resolve("itinerary")),
                Path.of("../config/gazetteer"),
                ItinerarySettings.DEFAULT_ZONE,
                32,
                2);
        KeyRing keys = KeyFile.openOrCreate(directory.resolve("keys"));
        core = ItineraryCore.open(settings, keys, Clock.fixed(NOW, ZoneOffset.UTC));
        store = new JdbcStore(
                GatewayDatabase.open(DatabaseAddress.file(directory.resolve("gateway")), keys), keys, "node", 16, 1);
        core.importCells(Source.stream(
                "cells.csv", new ByteArrayInputStream("cell,region\na,430100\n".getBytes(StandardCharsets.UTF_8))));
    }

    @AfterEach
    void close() {
        store.close();
        core.close();
    }

    private void put(String name, String... lines) throws IOException {
        Files.writeString(feed.incoming().resolve(name), String.join("\n", lines) + "\n");
    }

    /** Told to stop before it begins, a watch looks once. */
    private void look() {
        Purge purge = new Purge(
                store,
                core,
                RetentionDays.DEFAULT,
                185,
                List.of(),
                ItinerarySettings.DEFAULT_ZONE,
                Clock.fixed(NOW, ZoneOffset.UTC));
        FeedWatch watch = new FeedWatch(core, purge, feed, Duration.ofSeconds(1), System::nanoTime, tally);
        watch.stop();
        watch.run();
    }

    @Test
    void countsLinesAndWhatWaitsForAPerson() throws Exception { // F21, P4
        put(
                "a.csv",
                "msisdn,time,cell",
                "+8613800138000,2026-11-20T08:00:00+08:00,a",
                "+8613800138000,2026-11-20T09:00:00+08:00,nowhere");
        put("b.csv", "number;when;where");
        look();
        assertThat(tally.accepted()).isEqualTo(1);
        assertThat(tally.rejected()).isEqualTo(1);
        assertThat(tally.setAside()).isEqualTo(1);
        look();
        assertThat(tally.accepted()).isEqualTo(1);
        assertThat(tally.setAside()).isEqualTo(1);
        Files.delete(feed.incoming().resolve("b.csv.unreadable"));
        look();
        assertThat(tally.setAside()).isZero();
    }
}
