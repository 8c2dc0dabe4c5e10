package org.waypost.itinerary.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;
import org.waypost.itinerary.track.Tracks;

/** What every database must do with tracks; a subclass only says how to connect. */
abstract class TrackStoreContract {
    private final Random random = new Random(23);
    private ItineraryDatabase database;
    private TrackStore store;

    /** An empty database, its tables made. */
    abstract ItineraryDatabase open() throws Exception;

    @BeforeEach
    void connect() throws Exception {
        database = open();
        store = new TrackStore(database);
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    private static SubscriberKey subscriber(int number) {
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
                .sorted(java.util.Comparator.comparing(SubscriberDay::epochDay))
                .forEach(day -> expected.computeIfAbsent(day.subscriber(), key -> new ArrayList<>())
                        .add(day));
        assertThat(store.read(asked, 20_002, 20_007)).isEqualTo(expected);
        assertThat(expected).hasSize(2);
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
}
