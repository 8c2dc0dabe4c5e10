package org.waypost.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.ops.KeyRotation;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ItinerarySettings;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.store.Database;

/** P3: what a running node does about its keys by itself. */
class KeyWatchIT {
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final Instant EVENING = Instant.parse("2026-11-24T15:00:00Z");

    @TempDir
    private Path directory;

    private final MovingClock clock = new MovingClock(EVENING);
    private final List<Boolean> lacking = new ArrayList<>();

    @Test
    void refusesQuestionsWithoutAVersionInTimeAndDestroysAnOldOneWhenItMay() throws Exception { // P3, P7, D14
        Path file = directory.resolve("keys");
        KeyRing keys = KeyFile.openOrCreate(file);
        Path home = Path.of("../config/gazetteer");
        try (GatewayStore store = new JdbcStore(
                        GatewayDatabase.open(DatabaseAddress.file(directory.resolve("gateway")), keys),
                        keys,
                        "desk",
                        1,
                        1);
                ItineraryCore core = ItineraryCore.open(
                        new ItinerarySettings(Database.file(directory.resolve("itinerary")), home, ZONE, 32, 2),
                        keys,
                        clock)) {
            KeyWatch watch = new KeyWatch(
                    new KeyRotation(file, keys, store, core, ZONE, clock), keys, true, clock, lacking::add);
            watch.look();
            KeyRing elsewhere = keys.withNext(EVENING.plusSeconds(3600));
            store.keys().bind(elsewhere, EVENING);
            clock.set(EVENING.plusSeconds(3299));
            watch.look();
            clock.set(EVENING.plusSeconds(3300));
            watch.look();
            KeyFile.change(file, ring -> elsewhere);
            watch.look();
            assertThat(lacking).containsExactly(false, false, true, false);
            assertThat(keys.versions()).hasSize(2);
            clock.advance(Duration.ofDays(31));
            watch.look();
            assertThat(keys.versions()).hasSize(2);
            clock.advance(Duration.ofDays(2));
            watch.look();
            assertThat(keys.versions()).hasSize(1);
            assertThat(KeyFile.open(file).oldest().number()).isEqualTo(2);
        }
    }
}
