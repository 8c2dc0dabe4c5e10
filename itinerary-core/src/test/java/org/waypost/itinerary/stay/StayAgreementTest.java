package org.waypost.itinerary.stay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The detector against the slow and obvious one, over many subscribers of every temper. */
class StayAgreementTest {
    /** More of them: {@code -Dwaypost.stay.subscribers=100000}. */
    private static final int SUBSCRIBERS = Integer.getInteger("waypost.stay.subscribers", 4000);

    private final Random random = new Random(31);
    private final RandomLives lives = new RandomLives(random);

    static StayRules rules(Random random) {
        Duration silence = Duration.ofMinutes(List.of(30, 240, 720).get(random.nextInt(3)));
        return StayRules.anySighting()
                .withToleratedExcursion(Duration.ofMinutes(random.nextInt(3) * 10L))
                .withLongestSilence(silence)
                .withToleratedHop(Duration.ofMinutes(random.nextInt(3) * 15L))
                .withBorderOnly(random.nextBoolean() ? StayRules.BorderOnly.HOME : StayRules.BorderOnly.NOTHING)
                .withBorderPatience(Duration.ofMinutes(random.nextInt(4) * 40L));
    }

    @Test
    void findsWhatTheObviousWayFinds() {
        long presences = 0;
        for (int subscriber = 0; subscriber < SUBSCRIBERS; subscriber++) {
            List<DayTrack> days = lives.next();
            StayRules rules = rules(random);
            List<Presence> found = StayDetector.presences(days, rules);
            assertThat(found).as("subscriber %d, %s", subscriber, rules).isEqualTo(ObviousStays.presences(days, rules));
            presences += found.size();
        }
        assertThat(presences).isGreaterThan(10L * SUBSCRIBERS);
    }

    @Test
    void presencesAreInOrderAndDoNotOverlap() {
        for (int subscriber = 0; subscriber < SUBSCRIBERS; subscriber++) {
            List<Presence> found = StayDetector.presences(lives.next(), rules(random));
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
