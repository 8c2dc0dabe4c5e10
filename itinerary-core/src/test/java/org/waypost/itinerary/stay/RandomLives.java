package org.waypost.itinerary.stay;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.TrackBook;

/** Tracks of subscribers of every temper, much denser in what is rare than anybody's. */
final class RandomLives {
    private static final int[] CITIES = {430100, 430200, 430300};
    private static final int[] COUNTRIES = {1_000_249, 1_000_280};

    private final Random random;
    private final boolean borders;

    RandomLives(Random random) {
        this(random, true);
    }

    private RandomLives(Random random, boolean borders) {
        this.random = random;
        this.borders = borders;
    }

    /** Of people who never come near a border cell, nor are seen in two places in one minute. */
    static RandomLives inland(Random random) {
        return new RandomLives(random, false);
    }

    /** A life of steps from a minute to half a day, in three cities and two countries, half of it on borders. */
    List<DayTrack> next() {
        return next(0);
    }

    /** The same, so many minutes later. */
    List<DayTrack> next(int later) {
        TrackBook days = new TrackBook();
        int minute = 20_000 * 1440 + later;
        int end = minute + 3 * 1440;
        int home = city();
        boolean border = random.nextBoolean();
        while (minute < end) {
            if (random.nextInt(4) == 0) {
                home = city();
                border = random.nextInt(3) > 0;
            }
            sight(days, minute, home, border);
            minute += borders ? step() : Math.max(1, step());
        }
        List<DayTrack> tracks = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            tracks.add(new DayTrack(days.epochDay(i), days.track(i)));
        }
        return tracks;
    }

    private int city() {
        return CITIES[random.nextInt(CITIES.length)];
    }

    private int step() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> 1 + random.nextInt(5);
            case 3, 4 -> 5 + random.nextInt(20);
            case 5 -> 20 + random.nextInt(40);
            case 6 -> random.nextInt(3) == 0 ? 200 + random.nextInt(700) : 0;
            default -> random.nextInt(2);
        };
    }

    private void sight(TrackBook days, int minute, int home, boolean border) {
        if (random.nextInt(40) == 0) {
            add(days, minute, COUNTRIES[random.nextInt(2)], SightingKind.STRONG);
        } else if (!border || !borders) {
            add(days, minute, home, SightingKind.STRONG);
        } else {
            add(days, minute, home, SightingKind.BORDER_HOME);
            for (int neighbor : CITIES) {
                if (neighbor != home && random.nextInt(3) > 0) {
                    add(days, minute, neighbor, SightingKind.BORDER_NEIGHBOR);
                }
            }
        }
    }

    private static void add(TrackBook days, int minute, int place, SightingKind kind) {
        days.add(0, minute / 1440, minute % 1440, place, kind);
    }
}
