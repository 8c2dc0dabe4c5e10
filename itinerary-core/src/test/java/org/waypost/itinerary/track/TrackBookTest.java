package org.waypost.itinerary.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackBookTest {
    private record Sighting(int subscriber, int day, int minute, int place, SightingKind kind) {}

    private final Random random = new Random(7);

    private Sighting sighting() {
        return new Sighting(
                random.nextInt(3000),
                20_000 + random.nextInt(3),
                random.nextInt(Track.MINUTES_PER_DAY),
                430_000 + random.nextInt(4),
                SightingKind.of(random.nextInt(3)));
    }

    private static void fill(TrackBook book, List<Sighting> sightings) {
        for (Sighting one : sightings) {
            book.add(one.subscriber(), one.day(), one.minute(), one.place(), one.kind());
        }
    }

    private static Map<String, Track> read(TrackBook book) {
        Map<String, Track> tracks = new HashMap<>();
        for (int i = 0; i < book.size(); i++) {
            tracks.put(book.subscriber(i) + " " + book.epochDay(i), book.track(i));
        }
        return tracks;
    }

    @Test
    void gathersTheUnionOfAllSightingsInAnyOrderAndRepetition() {
        List<Sighting> sightings = new ArrayList<>();
        Map<String, Track> expected = new HashMap<>();
        for (int i = 0; i < 30_000; i++) {
            Sighting one = sighting();
            sightings.add(one);
            expected.merge(
                    one.subscriber() + " " + one.day(), Track.of(one.minute(), one.place(), one.kind()), Track::union);
        }
        TrackBook book = new TrackBook();
        fill(book, sightings);
        assertThat(read(book)).isEqualTo(expected);
        Collections.shuffle(sightings, random);
        fill(book, sightings);
        assertThat(read(book)).isEqualTo(expected);
    }

    @Test
    void isEmptyAfterClearingAndHoldsOnlyWhatCameSince() {
        TrackBook book = new TrackBook();
        for (int i = 0; i < 5000; i++) {
            Sighting one = sighting();
            book.add(one.subscriber(), one.day(), one.minute(), one.place(), one.kind());
        }
        book.clear();
        assertThat(book.size()).isZero();
        assertThat(book.layers()).isZero();
        book.add(5, 20_001, 60, 430_100, SightingKind.STRONG);
        assertThat(read(book)).isEqualTo(Map.of("5 20001", Track.of(60, 430_100, SightingKind.STRONG)));
    }
}
