package org.waypost.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.MovingClock;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.ops.KeyRotation.RefusedRotationException;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ItinerarySettings;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.keys.KeyVersion;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.store.Database;

/** P3: versions of the keys from their making to their destruction. */
class KeyRotationIT {
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final Instant EVENING = Instant.parse("2026-11-24T15:00:00Z");
    private static final Msisdn ALICE = Msisdn.ofDigits("8613800138000");

    @TempDir
    private Path directory;

    private final MovingClock clock = new MovingClock(EVENING);
    private Path file;
    private KeyRing keys;
    private GatewayStore store;
    private ItineraryCore core;
    private KeyRotation rotation;

    @BeforeEach
    void open() throws Exception {
        file = directory.resolve("keys");
        keys = KeyFile.openOrCreate(file);
        store = new JdbcStore(
                GatewayDatabase.open(DatabaseAddress.file(directory.resolve("gateway")), keys), keys, "desk", 1, 1);
        core = ItineraryCore.open(
                new ItinerarySettings(
                        Database.file(directory.resolve("itinerary")), Path.of("../config/gazetteer"), ZONE, 32, 2),
                keys,
                clock);
        rotation = new KeyRotation(file, keys, store, core, ZONE, clock);
    }

    @AfterEach
    void close() {
        store.close();
        core.close();
    }

    private static List<Integer> numbers(KeyRing ring) {
        return ring.versions().stream().map(KeyVersion::number).toList();
    }

    private void register() throws Exception {
        KeyVersion version = keys.inForce(clock.instant());
        store.register(
                List.of(new GatewayStore.RegisterLine(
                        keys.pseudonyms(ALICE, clock.instant()),
                        new Registration(
                                version.ending(version.subscriber(ALICE), "123X"),
                                LocalDate.of(2019, 5, 1),
                                true,
                                null,
                                version.number()))),
                clock.instant());
    }

    private void takeEvent(String day) throws Exception {
        String text = "msisdn,time,cell\n+8613800138000,%sT12:00:00+08:00,440-10\n".formatted(day);
        Source source = Source.stream("x", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(core.importEvents(List.of(source), ImportOptions.PLAIN).accepted())
                .isEqualTo(1);
    }

    @Test
    void aVersionBeginsAtTheNextMidnightThatIsHalfAnHourAway() throws Exception {
        clock.set(Instant.parse("2026-11-24T15:29:59Z"));
        KeyVersion made = rotation.rotate("olga");
        assertThat(made.from()).isEqualTo("2026-11-24T16:00:00Z");
        assertThat(numbers(keys)).containsExactly(1, 2);
        assertThat(numbers(KeyFile.open(file))).containsExactly(1, 2);
        assertThat(store.keys().bound().inUse().keySet()).containsExactly(1, 2);
        assertThat(core.boundKeys().inUse().keySet()).containsExactly(1, 2);
        assertThat(store.keys().holders(EVENING)).containsEntry("desk", 2);
        assertThatThrownBy(() -> rotation.rotate("olga"))
                .isInstanceOf(RefusedRotationException.class)
                .hasMessageContaining("key version 2 is not in force before 2026-11-24T16:00:00Z");
        clock.set(Instant.parse("2026-11-25T15:30:01Z"));
        assertThat(rotation.rotate("olga").from()).isEqualTo("2026-11-26T16:00:00Z");
    }

    @Test
    void aRingHoldsEightVersionsAtMost() throws Exception {
        for (int version = 2; version <= KeyRotation.MOST_VERSIONS; version++) {
            rotation.rotate("olga");
            clock.advance(Duration.ofDays(1));
        }
        assertThatThrownBy(() -> rotation.rotate("olga")).hasMessageContaining("the key ring holds 8 versions");
    }

    @Test
    void takesUpWhatWasBroughtAndRefusesAnotherRing() throws Exception { // D14
        KeyFile.change(file, ring -> ring.withNext(EVENING.plusSeconds(3600)));
        rotation.takeUp();
        assertThat(numbers(keys)).containsExactly(1, 2);
        assertThat(store.keys().bound().knows(2)).isTrue();
        assertThat(rotation.lack()).isEmpty();
        byte[] whole = Files.readAllBytes(file);
        Files.delete(file);
        KeyFile.openOrCreate(file);
        assertThatThrownBy(rotation::takeUp)
                .isInstanceOf(RefusedRotationException.class)
                .hasMessageContaining("the databases know key version 1");
        Files.write(file, whole);
        rotation.takeUp();
    }

    @Test
    void knowsWhatItLacksAndFromWhenOn() throws Exception { // D14
        KeyRing elsewhere = keys.withNext(EVENING.plusSeconds(3600));
        store.keys().bind(elsewhere, clock.instant());
        KeyRotation.Lack lack = rotation.lack().orElseThrow();
        assertThat(lack.from()).isEqualTo(EVENING.plusSeconds(3600));
        assertThat(lack.what()).contains("key version 2 with fingerprint");
        assertThatThrownBy(() -> rotation.rotate("olga")).isInstanceOf(RefusedRotationException.class);
        assertThat(numbers(KeyFile.open(file))).containsExactly(1);
    }

    @Test
    void destroysAVersionOnceNothingNeedsIt() throws Exception { // P7
        register();
        takeEvent("2026-11-24");
        assertThat(rotation.obstacle(1).orElseThrow()).contains("is in force");
        rotation.rotate("olga");
        clock.set(Instant.parse("2026-11-25T05:00:00Z"));
        takeEvent("2026-11-25");
        assertThat(rotation.obstacle(1).orElseThrow()).contains("tracks under key version 1 are within retention");
        clock.set(Instant.parse("2026-12-27T01:00:00Z"));
        assertThat(rotation.obstacle(1).orElseThrow()).contains("not purged yet");
        core.purge(true);
        assertThat(rotation.obstacle(1).orElseThrow())
                .contains("1 active lines of the register stand under key version 1");
        assertThatThrownBy(() -> rotation.destroy(1, "olga")).isInstanceOf(RefusedRotationException.class);
        register();
        assertThat(rotation.obstacle(1)).isEmpty();
        assertThat(rotation.obstacle(2)).isPresent();
        rotation.destroy(1, "olga");
        assertThat(numbers(keys)).containsExactly(2);
        assertThat(numbers(KeyFile.open(file))).containsExactly(2);
        assertThat(store.keys().bound().destroyed(1)).isTrue();
        assertThat(core.boundKeys().destroyed(1)).isTrue();
        assertThat(store.file(keys.pseudonyms(ALICE, clock.instant()))).isPresent();
        assertThat(KeyReport.of(rotation)).contains("2026-11-24T16:00:00Z").doesNotContain("1970");
    }

    @Test
    void finishesADestructionThatWasInterruptedOrDoneElsewhere() throws Exception { // D14
        rotation.rotate("olga");
        clock.advance(Duration.ofDays(1));
        core.keysDestroyed(1);
        rotation.takeUp();
        assertThat(store.keys().bound().destroyed(1)).isTrue();
        assertThat(numbers(keys)).containsExactly(2);
        assertThat(numbers(KeyFile.open(file))).containsExactly(2);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        assertThat(lines).noneMatch(line -> line.startsWith("1 SUBSCRIBER"));
    }
}
