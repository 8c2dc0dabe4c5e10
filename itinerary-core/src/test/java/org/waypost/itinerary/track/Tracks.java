package org.waypost.itinerary.track;

import java.util.Random;

/** Tracks for tests, each from its seed. */
public final class Tracks {
    private static final int[] PLACES = {110000, 430100, 430200, 430300, 810000, 1_000_246};

    private Tracks() {}

    /** A track of up to {@code sightings} sightings, in a few places and all kinds. */
    public static Track random(Random random, int sightings) {
        Track track = Track.EMPTY;
        int count = random.nextInt(sightings + 1);
        for (int i = 0; i < count; i++) {
            track = track.union(randomSighting(random));
        }
        return track;
    }

    static Track randomSighting(Random random) {
        return Track.of(
                random.nextInt(Track.MINUTES_PER_DAY),
                PLACES[random.nextInt(PLACES.length)],
                SightingKind.of(random.nextInt(SightingKind.CODES)));
    }

    /**
     * An ordinary day: two cities, events in bursts as real phones have them.
     *
     * @param events number of events; about half of them fall into a minute that is already there
     */
    static Track bursty(Random random, int events) {
        Track track = Track.EMPTY;
        int seen = 0;
        while (seen < events) {
            int start = random.nextInt(Track.MINUTES_PER_DAY);
            int place = start < 480 || start > 1080 ? 430100 : 430200;
            int burst = 1 + random.nextInt(10);
            for (int i = 0; i < burst; i++) {
                int minute = Math.min(Track.MINUTES_PER_DAY - 1, start + random.nextInt(4));
                track = track.union(Track.of(minute, place, SightingKind.STRONG));
                seen++;
            }
        }
        return track;
    }
}
