package org.waypost.itinerary.stay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of the stays of anybody, whatever the rules. */
class StayPropertiesTest {
    private static final int SUBSCRIBERS = Integer.getInteger("waypost.stay.subscribers", 4000);

    private final Random random = new Random(37);

    private static Presence later(Presence presence, int minutes) {
        return new Presence(
                presence.place(),
                presence.firstMinute() + minutes,
                presence.lastMinute() + minutes,
                presence.strong(),
                presence.border());
    }

    @Test
    void whoeverLivesLaterStaysLater() {
        for (int subscriber = 0; subscriber < SUBSCRIBERS; subscriber++) {
            StayRules rules = StayAgreementTest.rules(random);
            long seed = random.nextLong();
            int minutes = random.nextInt(3 * 1440);
            List<Presence> now = StayDetector.presences(new RandomLives(new Random(seed)).next(), rules);
            List<DayTrack> shifted = new RandomLives(new Random(seed)).next(minutes);
            assertThat(StayDetector.presences(shifted, rules))
                    .as("subscriber %d, %d minutes, %s", subscriber, minutes, rules)
                    .isEqualTo(now.stream().map(one -> later(one, minutes)).toList());
        }
    }

    /**
     * With border cells it may: which presence one of them prolongs decides what the next sighting meets. With several places in
     * one minute too, where no excursion is tolerated, since their order is a convention.
     */
    @Test
    void aLongerToleratedSilenceNeverYieldsMorePresencesAwayFromBorders() {
        RandomLives lives = RandomLives.inland(random);
        for (int subscriber = 0; subscriber < SUBSCRIBERS; subscriber++) {
            List<DayTrack> life = lives.next();
            StayRules rules = StayAgreementTest.rules(random);
            int before = Integer.MAX_VALUE;
            for (int hours = 1; hours <= 48; hours *= 2) {
                StayRules longer = rules.withLongestSilence(Duration.ofHours(hours));
                int presences = StayDetector.presences(life, longer).size();
                assertThat(presences)
                        .as("subscriber %d, %s", subscriber, longer)
                        .isLessThanOrEqualTo(before);
                before = presences;
            }
        }
    }
}
