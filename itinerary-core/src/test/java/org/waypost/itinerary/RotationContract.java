package org.waypost.itinerary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.waypost.itinerary.ingest.EventReport;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.keys.KeyVersion;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Window;
import org.waypost.itinerary.stay.StayRules;
import org.waypost.itinerary.store.Database;
import org.waypost.itinerary.store.ItineraryDatabase;
import org.waypost.itinerary.store.TrackStore;

/** P3: keys are rotated, and nobody is told anything else than before. A subclass only says how to connect. */
abstract class RotationContract {
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final int DAYS = 20;
    private static final int SUBSCRIBERS = 12;
    private static final String[] CELLS = {"460-00-4301-1", "460-00-4302-1", "440-10"};

    /** An empty database, a new one for each call. */
    abstract Database database();

    private static ItineraryCore open(Database database, KeyRing keys, LocalDate day) throws CoreStartException {
        Instant morning = day.atTime(9, 0).toInstant(ZONE);
        return ItineraryCore.open(
                new ItinerarySettings(database, Path.of("../config/gazetteer"), ZONE, 32, 2),
                keys,
                Clock.fixed(morning, ZoneOffset.UTC));
    }

    private static Source source(String text) {
        return Source.stream("x.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void cells(ItineraryCore core) throws SQLException {
        core.importCells(source("""
                cell,region,border,valid_from,valid_to
                460-00-4301-1,430102,,2026-01-01,
                460-00-4302-1,430200,,2026-01-01,
                """));
    }

    private static void take(ItineraryCore core, List<String> events) throws Exception {
        EventReport report = core.importEvents(
                List.of(source("msisdn,time,cell\n" + String.join("\n", events) + "\n")), ImportOptions.PLAIN);
        assertThat(report.rejectedLines()).isZero();
    }

    private static Msisdn number(int subscriber) {
        return Msisdn.ofDigits(Long.toString(8_613_800_000_000L + subscriber));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    /** Events of all days, each subscriber's in an order of their own. */
    private static List<String> events(Random random) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < SUBSCRIBERS * DAYS * 6; i++) {
            Instant at = midnight(TODAY.minusDays(DAYS)).plusSeconds(random.nextInt(DAYS * 86_400));
            events.add("%s,%s,%s"
                    .formatted(
                            "+" + number(random.nextInt(SUBSCRIBERS)).digits(),
                            at,
                            CELLS[random.nextInt(CELLS.length)]));
        }
        return events;
    }

    private static List<Itinerary> ask(ItineraryCore core, LocalDate day) throws Exception {
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < SUBSCRIBERS; i++) {
            grants.add(new Grant(
                    number(i),
                    List.of(new Window(day.minusDays(14), day.minusDays(1))),
                    StayRules.longerThan(Duration.ofHours(4)),
                    null,
                    "city-14",
                    "test"));
        }
        return core.itineraries().read(grants);
    }

    @Test
    void aRotationOnAnyDayChangesNoItinerary() throws Exception { // P3
        Random random = new Random(7);
        List<String> events = events(random);
        KeyRing plain = KeyRing.random();
        KeyRing rotated = KeyRing.random();
        LocalDate first = TODAY.minusDays(1 + random.nextInt(DAYS - 1));
        rotated = rotated.withNext(midnight(first));
        rotated = rotated.withNext(midnight(first).plus(Duration.ofDays(1 + random.nextInt(3))));
        try (ItineraryCore without = open(database(), plain, TODAY);
                ItineraryCore with = open(database(), rotated, TODAY)) {
            cells(without);
            cells(with);
            take(without, events);
            // In two halves that share days: late events join the tracks of their day, under its version.
            Collections.shuffle(events, random);
            take(with, events.subList(0, events.size() / 2));
            take(with, events.subList(events.size() / 3, events.size()));
            assertThat(ask(without, TODAY))
                    .anySatisfy(itinerary ->
                            assertThat(itinerary.periods().get(0).visits()).isNotEmpty());
            for (LocalDate day = TODAY.minusDays(5); !day.isAfter(TODAY); day = day.plusDays(1)) {
                assertThat(ask(with, day)).isEqualTo(ask(without, day));
            }
            assertThat(with.erase(number(0)))
                    .isEqualTo(without.erase(number(0)))
                    .isPositive();
            assertThat(ask(with, TODAY)).isEqualTo(ask(without, TODAY));
        }
    }

    @Test
    void aDayStandsUnderTheVersionThatWasInForceWhenItBegan() throws Exception { // P3
        KeyRing keys = KeyRing.random().withNext(midnight(TODAY.minusDays(3)));
        Database database = database();
        try (ItineraryCore core = open(database, keys, TODAY)) {
            cells(core);
            take(
                    core,
                    List.of(
                            "+8613800000000,2026-11-20T23:59:00+08:00,440-10",
                            "+8613800000000,2026-11-21T00:00:00+08:00,440-10"));
        }
        assertThat(days(database, keys.oldest())).containsExactly("2026-11-20");
        assertThat(days(database, keys.newest())).containsExactly("2026-11-21");
    }

    private static List<String> days(Database database, KeyVersion version) throws Exception {
        try (ItineraryDatabase opened = ItineraryDatabase.open(database, 2)) {
            return new TrackStore(opened)
                    .read(List.of(version.subscriber(number(0))), 0, 100_000).values().stream()
                            .flatMap(List::stream)
                            .map(day -> LocalDate.ofEpochDay(day.epochDay()).toString())
                            .toList();
        }
    }

    @Test
    void anOldVersionIsHeldUntilItsTracksAreGone() throws Exception { // P3, P7
        LocalDate rotated = TODAY.minusDays(3);
        KeyRing keys = KeyRing.random().withNext(midnight(rotated));
        Database database = database();
        try (ItineraryCore core = open(database, keys, TODAY)) {
            cells(core);
            take(
                    core,
                    List.of(
                            "+8613800000000,2026-11-20T12:00:00+08:00,440-10",
                            "+8613800000000,2026-11-21T12:00:00+08:00,440-10"));
            assertThat(core.holdsTracksUnder(keys.oldest())).isTrue();
            assertThat(core.holdsTracksUnder(keys.newest())).isTrue();
        }
        try (ItineraryCore core = open(database, keys, rotated.plusDays(31))) {
            assertThat(core.purge(true).tracks()).isZero();
            assertThat(core.holdsTracksUnder(keys.oldest())).isTrue();
        }
        try (ItineraryCore core = open(database, keys, rotated.plusDays(32))) {
            // Out of retention, and not purged yet.
            assertThat(core.holdsTracksUnder(keys.oldest())).isTrue();
            assertThat(core.purge(true).tracks()).isEqualTo(1);
            assertThat(core.holdsTracksUnder(keys.oldest())).isFalse();
            core.keysDestroyed(1);
        }
        assertThat(days(database, keys.newest())).containsExactly("2026-11-21");
        try (ItineraryCore core = open(database, keys, rotated.plusDays(32))) {
            assertThat(core.boundKeys().left(keys)).containsExactly(1);
        }
    }

    @Test
    void refusesARingThatLacksAVersion() throws Exception { // P3
        KeyRing one = KeyRing.random();
        KeyRing two = one.withNext(midnight(TODAY.minusDays(1)));
        Database database = database();
        try (ItineraryCore core = open(database, two, TODAY)) {
            cells(core);
            take(core, List.of("+8613800000000,2026-11-20T12:00:00+08:00,440-10"));
        }
        assertThatThrownBy(() -> open(database, one, TODAY))
                .isInstanceOfSatisfying(
                        CoreStartException.class,
                        e -> assertThat(e.reason()).isEqualTo(CoreStartException.Reason.OTHER_KEYS))
                .hasMessageContaining(
                        "key version 2 with fingerprint " + two.newest().fingerprint())
                .hasMessageContaining("this key file has none, but version 1 to 1");
    }

    @Test
    void aRunningNodeImportsNothingWithoutAVersionThatOthersHave() throws Exception { // P3, D14
        KeyRing behind = KeyRing.random();
        Database database = database();
        try (ItineraryCore core = open(database, behind, TODAY)) {
            cells(core);
            KeyRing ahead = behind.withNext(midnight(TODAY.plusDays(1)));
            core.bindKeys(ahead);
            assertThatThrownBy(() -> take(core, List.of("+8613800000000,2026-11-20T12:00:00+08:00,440-10")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("key version 2");
            behind.take(ahead);
            take(core, List.of("+8613800000000,2026-11-20T12:00:00+08:00,440-10"));
        }
    }

    @Test
    void refusesAVersionThatComesAfterTracksOfItsDays() throws Exception { // P3
        KeyRing one = KeyRing.random();
        Database database = database();
        try (ItineraryCore core = open(database, one, TODAY)) {
            cells(core);
            take(core, List.of("+8613800000000,2026-11-20T12:00:00+08:00,440-10"));
        }
        KeyRing late = one.withNext(midnight(LocalDate.parse("2026-11-20")));
        assertThatThrownBy(() -> open(database, late, TODAY))
                .hasMessageContaining("tracks of 2026-11-20 were stored before key version 2 was known here");
        KeyRing early = one.withNext(midnight(LocalDate.parse("2026-11-21")));
        open(database, early, TODAY).close();
    }

    @Test
    void tracksOfABackupCannotBeLinkedOnceTheirKeyIsDestroyed() throws Exception { // P3
        KeyRing keys = KeyRing.random().withNext(midnight(TODAY.minusDays(3)));
        Database backup = database();
        try (ItineraryCore core = open(backup, keys, TODAY)) {
            cells(core);
            take(core, List.of("+8613800000000,2026-11-20T12:00:00+08:00,440-10"));
            assertThat(ask(core, TODAY).get(0).periods().get(0).anySighting()).isTrue();
        }
        KeyRing left = keys.without(1);
        assertThat(left.versions()).extracting(KeyVersion::number).containsExactly(2);
        assertThatThrownBy(() -> open(backup, left, TODAY)).hasMessageContaining("key version 1");
        // Nor by reading the tables with whatever the ring still derives.
        try (ItineraryDatabase opened = ItineraryDatabase.open(backup, 2)) {
            TrackStore tracks = new TrackStore(opened);
            assertThat(tracks.isEmpty()).isFalse();
            for (int i = 0; i < SUBSCRIBERS; i++) {
                assertThat(tracks.read(
                                left.pseudonyms(number(i), midnight(TODAY)).keys(), 0, 100_000))
                        .isEmpty();
            }
        }
    }
}
