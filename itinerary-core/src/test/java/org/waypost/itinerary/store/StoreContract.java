package org.waypost.itinerary.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.itinerary.geography.Cell;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;
import org.waypost.itinerary.track.Tracks;

/** What every database must do with tracks, cells, days, files and settings; a subclass only says how to connect. */
abstract class StoreContract {
    private final Random random = new Random(23);
    ItineraryDatabase database;
    TrackStore store;

    /** The same place throughout one test, nothing there at its beginning. */
    abstract Database place();

    /** Another place where nothing is. */
    abstract Database earlier();

    @BeforeEach
    void connect() throws Exception {
        database = ItineraryDatabase.open(place(), 8);
        store = new TrackStore(database);
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    static SubscriberKey subscriber(int number) {
        return new SubscriberKey(number * 0x9E3779B97F4A7C15L, number);
    }

    private List<SubscriberDay> randomDays(int count) {
        Map<List<Integer>, SubscriberDay> days = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int number = random.nextInt(300);
            int day = 20_000 + random.nextInt(10);
            Track track = Tracks.random(random, 10).union(Track.of(1, 430100, SightingKind.STRONG));
            days.put(List.of(number, day), new SubscriberDay(subscriber(number), day, track));
        }
        return List.copyOf(days.values());
    }

    private List<SubscriberDay> readAll() throws Exception {
        List<SubscriberKey> subscribers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            subscribers.add(subscriber(i));
        }
        List<SubscriberDay> all = new ArrayList<>();
        store.read(subscribers, 0, 100_000).values().forEach(all::addAll);
        return all;
    }

    @Test
    void mergesByUnionAndCountsWhatIsNew() throws Exception {
        SubscriberDay first = new SubscriberDay(subscriber(1), 20_000, Track.of(5, 430100, SightingKind.STRONG));
        SubscriberDay second = new SubscriberDay(subscriber(1), 20_000, Track.of(6, 430200, SightingKind.BORDER_HOME));
        assertThat(store.isEmpty()).isTrue();
        assertThat(store.merge(List.of(first))).isEqualTo(new MergeCount(1, 1));
        assertThat(store.merge(List.of(second))).isEqualTo(new MergeCount(1, 1));
        assertThat(store.merge(List.of(first))).isEqualTo(MergeCount.NOTHING);
        assertThat(store.isEmpty()).isFalse();
        assertThat(store.read(List.of(subscriber(1)), 20_000, 20_000))
                .isEqualTo(Map.of(
                        subscriber(1),
                        List.of(new SubscriberDay(
                                subscriber(1), 20_000, first.track().union(second.track())))));
    }

    @Test
    void readsTheDaysOfTheRangeInOrderAndOfNobodyElse() throws Exception {
        List<SubscriberDay> days = randomDays(2500);
        store.merge(days);
        List<SubscriberKey> asked = List.of(subscriber(3), subscriber(250), subscriber(999));
        Map<SubscriberKey, List<SubscriberDay>> expected = new HashMap<>();
        days.stream()
                .filter(day -> asked.contains(day.subscriber()) && day.epochDay() >= 20_002 && day.epochDay() <= 20_007)
                .sorted(Comparator.comparing(SubscriberDay::epochDay))
                .forEach(day -> expected.computeIfAbsent(day.subscriber(), key -> new ArrayList<>())
                        .add(day));
        assertThat(store.read(asked, 20_002, 20_007)).isEqualTo(expected);
        assertThat(expected).hasSize(2);
    }

    @Test
    void findsEveryDayOfAWeekFromMondayToSunday() throws Exception {
        LocalDate monday = LocalDate.parse("2026-11-16");
        List<SubscriberDay> days = new ArrayList<>();
        for (int i = -1; i <= 7; i++) {
            Track track = Track.of(100 + i, 430100, SightingKind.STRONG);
            days.add(new SubscriberDay(subscriber(1), (int) monday.plusDays(i).toEpochDay(), track));
        }
        for (SubscriberDay day : days) {
            store.merge(List.of(day));
        }
        int first = days.get(0).epochDay();
        assertThat(store.read(List.of(subscriber(1)), first, first + 8)).isEqualTo(Map.of(subscriber(1), days));
        assertThat(store.read(List.of(subscriber(1)), first + 1, first + 1))
                .isEqualTo(Map.of(subscriber(1), days.subList(1, 2)));
        assertThat(SubscriberWeek.indexOf((int) monday.toEpochDay())).isZero();
    }

    @Test
    void erasesOneSubscriberAndCountsTheDays() throws Exception {
        List<SubscriberDay> days = randomDays(900);
        store.merge(days);
        long theirs = days.stream()
                .filter(day -> day.subscriber().equals(subscriber(7)))
                .count();
        assertThat(theirs).isPositive();
        assertThat(store.erase(subscriber(7))).isEqualTo(theirs);
        assertThat(store.erase(subscriber(7))).isZero();
        assertThat(readAll()).hasSize(days.size() - (int) theirs);
    }

    @Test
    void eraseAndPurgeLoseNothingOfWriters() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            store.merge(List.of(new SubscriberDay(subscriber(2), 20_000, Track.of(1, 430100, SightingKind.STRONG))));
            List<SubscriberDay> later = new ArrayList<>();
            for (int minute = 0; minute < 200; minute++) {
                later.add(new SubscriberDay(subscriber(2), 20_001, Track.of(minute, 430100, SightingKind.STRONG)));
            }
            Future<?> writing = threads.submit(() -> {
                for (SubscriberDay day : later) {
                    store.merge(List.of(day));
                }
                return null;
            });
            Future<?> purging = threads.submit(() -> {
                for (int i = 0; i < 20; i++) {
                    store.deleteBefore(LocalDate.ofEpochDay(20_001));
                }
                return null;
            });
            writing.get();
            purging.get();
            assertThat(readAll())
                    .singleElement()
                    .satisfies(day -> assertThat(day.track().sightings()).isEqualTo(later.size()));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void movesTheDaysOfAnEarlierVersionIntoWeeks() throws Exception {
        database.close();
        Database earlier = earlier();
        ItineraryDatabase.migrate(earlier, MigrationVersion.fromVersion("2"));
        List<SubscriberDay> days = randomDays(400);
        try (Connection connection = DriverManager.getConnection(earlier.url(), earlier.user(), earlier.password());
                PreparedStatement insert = connection.prepareStatement("insert into track values (?, ?, ?)")) {
            for (SubscriberDay day : days) {
                insert.setBytes(1, day.subscriber().bytes());
                insert.setInt(2, day.epochDay());
                insert.setBytes(3, day.track().encode());
                insert.executeUpdate();
            }
        }
        database = ItineraryDatabase.open(earlier, 8);
        store = new TrackStore(database);
        assertThat(readAll()).containsExactlyInAnyOrderElementsOf(days);
    }

    @Test
    void writersAtTheSameTimeLoseNothingOfEachOther() throws Exception {
        int writers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<List<SubscriberDay>> work = new ArrayList<>();
            Map<List<Object>, Track> expected = new HashMap<>();
            for (int i = 0; i < writers * 3; i++) {
                List<SubscriberDay> days = randomDays(400);
                work.add(days);
                days.forEach(
                        day -> expected.merge(List.of(day.subscriber(), day.epochDay()), day.track(), Track::union));
            }
            List<Future<MergeCount>> results = new ArrayList<>();
            work.forEach(days -> results.add(threads.submit(() -> store.merge(days))));
            long added = 0;
            for (Future<MergeCount> result : results) {
                added += result.get().newSightings();
            }
            Map<List<Object>, Track> found = new HashMap<>();
            readAll().forEach(day -> found.put(List.of(day.subscriber(), day.epochDay()), day.track()));
            assertThat(found).isEqualTo(expected);
            assertThat(added)
                    .isEqualTo(expected.values().stream()
                            .mapToLong(Track::sightings)
                            .sum());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void findsTheNewestDayAndDeletesTheOldOnes() throws Exception {
        assertThat(store.newestDay()).isEmpty();
        List<SubscriberDay> days = randomDays(500);
        store.merge(days);
        assertThat(store.newestDay()).contains(LocalDate.ofEpochDay(20_009));
        long old = days.stream().filter(day -> day.epochDay() < 20_004).count();
        assertThat(store.deleteBefore(LocalDate.ofEpochDay(20_004))).isEqualTo(old);
        assertThat(store.deleteBefore(LocalDate.ofEpochDay(20_004))).isZero();
        assertThat(readAll()).hasSize(days.size() - (int) old).allMatch(day -> day.epochDay() >= 20_004);
    }

    @Test
    void deletesWholeWeeksAndTheDaysOfOneThatIsHalfKept() throws Exception { // P7
        LocalDate monday = LocalDate.parse("2026-11-16");
        Track track = Track.of(1, 430100, SightingKind.STRONG);
        List<SubscriberDay> days = new ArrayList<>();
        for (int i = -15; i <= 7; i++) {
            days.add(new SubscriberDay(
                    subscriber(i + 20), (int) monday.plusDays(i).toEpochDay(), track));
        }
        store.merge(days);
        assertThat(store.deleteBefore(monday.minusDays(15))).isZero();
        assertThat(store.deleteBefore(monday.plusDays(2))).isEqualTo(17);
        assertThat(readAll()).containsExactlyInAnyOrderElementsOf(days.subList(17, 23));
        assertThat(store.newestDay()).contains(monday.plusDays(7));
        assertThat(store.deleteBefore(monday.plusDays(8))).isEqualTo(6);
        assertThat(store.newestDay()).isEmpty();
        assertThat(readAll()).isEmpty();
        store.merge(days);
        assertThat(readAll()).containsExactlyInAnyOrderElementsOf(days);
    }

    @Test
    void keepsCellsByNameAndFirstDayInOrder() throws Exception {
        CellStore cells = new CellStore(database);
        LocalDate day = LocalDate.parse("2026-01-01");
        Cell first = new Cell("b", "430100", List.of("430200", "430300"), day, day.plusDays(9));
        Cell moved = new Cell("b", "430200", List.of(), day.plusDays(10), null);
        Cell other = new Cell("a", "430100", List.of(), LocalDate.EPOCH, null);
        cells.put(List.of(moved, first, other));
        cells.put(List.of(new Cell("b", "430300", List.of(), day.plusDays(10), null), first));
        List<Cell> found = new ArrayList<>();
        cells.forEach(found::add);
        assertThat(found).containsExactly(other, first, new Cell("b", "430300", List.of(), day.plusDays(10), null));
    }

    @Test
    void remembersCompleteDays() throws Exception {
        CompleteDays days = new CompleteDays(database);
        LocalDate day = LocalDate.parse("2026-11-20");
        days.add(day);
        days.add(day);
        days.add(day.plusDays(2));
        assertThat(days.between(day, day.plusDays(1))).containsExactly(day);
        assertThat(days.between(day, day.plusDays(2))).containsExactly(day, day.plusDays(2));
        days.forgetBefore(day.plusDays(1));
        assertThat(days.between(day, day.plusDays(2))).containsExactly(day.plusDays(2));
    }

    @Test
    void remembersTakenFilesByTheirNewestSize() throws Exception {
        TakenFiles files = new TakenFiles(database);
        LocalDate day = LocalDate.parse("2026-11-20");
        files.add(Map.of("a", 1L, "b", 5_000_000_000L), day);
        files.add(Map.of("a", 2L), day.plusDays(1));
        assertThat(files.find(List.of("a", "b", "c"))).isEqualTo(Map.of("a", 2L, "b", 5_000_000_000L));
        files.forgetBefore(day.plusDays(1));
        assertThat(files.find(List.of("a", "b", "c"))).isEqualTo(Map.of("a", 2L));
    }

    @Test
    void storesSettings() throws Exception {
        SettingStore settings = new SettingStore(database);
        assertThat(settings.find("zone")).isEmpty();
        settings.put("zone", "+08:00");
        settings.put("zone", "Z");
        assertThat(settings.find("zone")).contains("Z");
    }

    @Test
    void opensAgainWithWhatItHeld() throws Exception {
        new SettingStore(database).put("zone", "Z");
        database.close();
        connect();
        assertThat(new SettingStore(database).find("zone")).contains("Z");
    }
}
