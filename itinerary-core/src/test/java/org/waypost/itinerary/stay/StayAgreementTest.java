package org.waypost.itinerary.stay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;

/** The detector against the slow and obvious one, over many subscribers of every temper. */
class StayAgreementTest {
    /** More of them: {@code -Dwaypost.stay.subscribers=100000}. */
    private static final int SUBSCRIBERS = Integer.getInteger("waypost.stay.subscribers", 4000);

    private static final int[] CITIES = {430100, 430200, 430300};
    private static final int[] COUNTRIES = {1_000_249, 1_000_280};

    private final Random random = new Random(31);

    private StayRules rules() {
        Duration silence = Duration.ofMinutes(List.of(30, 240, 720).get(random.nextInt(3)));
        return StayRules.anySighting()
                .withToleratedExcursion(Duration.ofMinutes(random.nextInt(3) * 10L))
                .withLongestSilence(silence)
                .withToleratedHop(Duration.ofMinutes(random.nextInt(3) * 15L))
                .withBorderOnly(random.nextBoolean() ? StayRules.BorderOnly.HOME : StayRules.BorderOnly.NOTHING)
                .withBorderPatience(Duration.ofMinutes(random.nextInt(4) * 40L));
    }

    /** A life of steps from a minute to half a day, in three cities and two countries, half of it on borders. */
    private List<DayTrack> life() {
        Map<Integer, Track> days = new TreeMap<>();
        int minute = 20_000 * 1440;
        int end = minute + 3 * 1440;
        int home = city();
        boolean border = random.nextBoolean();
        while (minute < end) {
            if (random.nextInt(4) == 0) {
                home = city();
                border = random.nextInt(3) > 0;
            }
            sight(days, minute, home, border);
            minute += step();
        }
        List<DayTrack> tracks = new ArrayList<>();
        days.forEach((day, track) -> tracks.add(new DayTrack(day, track)));
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

    private void sight(Map<Integer, Track> days, int minute, int home, boolean border) {
        if (random.nextInt(40) == 0) {
            add(days, minute, COUNTRIES[random.nextInt(2)], SightingKind.STRONG);
        } else if (!border) {
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

    private static void add(Map<Integer, Track> days, int minute, int place, SightingKind kind) {
        days.merge(minute / 1440, Track.of(minute % 1440, place, kind), Track::union);
    }

    @Test
    void findsWhatTheObviousWayFinds() {
        long presences = 0;
        for (int subscriber = 0; subscriber < SUBSCRIBERS; subscriber++) {
            List<DayTrack> days = life();
            StayRules rules = rules();
            List<Presence> found = StayDetector.presences(days, rules);
            assertThat(found).as("subscriber %d, %s", subscriber, rules).isEqualTo(ObviousStays.presences(days, rules));
            presences += found.size();
        }
        assertThat(presences).isGreaterThan(10L * SUBSCRIBERS);
    }

    @Test
    void presencesAreInOrderAndDoNotOverlap() {
        for (int subscriber = 0; subscriber < SUBSCRIBERS; subscriber++) {
            List<Presence> found = StayDetector.presences(life(), rules());
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).lastMinute())
                        .isGreaterThanOrEqualTo(found.get(i).firstMinute());
                if (i > 0) {
                    assertThat(found.get(i).firstMinute())
                            .isGreaterThanOrEqualTo(found.get(i - 1).lastMinute());
                }
            }
        }
    }
}
