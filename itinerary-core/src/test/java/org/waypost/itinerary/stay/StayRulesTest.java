package org.waypost.itinerary.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StayRulesTest {
    private static final Duration FOUR_HOURS = Duration.ofHours(4);

    @Test
    void exactlyTheThresholdPassesOnlyWhereItIsIncluded() {
        assertThat(StayRules.longerThan(FOUR_HOURS).passes(FOUR_HOURS)).isFalse();
        assertThat(StayRules.longerThan(FOUR_HOURS).passes(FOUR_HOURS.plusMinutes(1)))
                .isTrue();
        assertThat(StayRules.atLeast(FOUR_HOURS).passes(FOUR_HOURS)).isTrue();
        assertThat(StayRules.atLeast(FOUR_HOURS).passes(FOUR_HOURS.minusMinutes(1)))
                .isFalse();
        assertThat(StayRules.anySighting().passes(Duration.ZERO)).isTrue();
    }

    @Test
    void aSilenceShorterThanTheUsualExcursionLimitsIt() {
        StayRules rules = new StayRules(FOUR_HOURS, true, Duration.ofMinutes(5));
        assertThat(rules.toleratedExcursion()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void refusesWhatMakesNoSenseAndSaysWhatWouldDo() {
        StayRules rules = StayRules.longerThan(FOUR_HOURS);
        assertThatThrownBy(() -> StayRules.longerThan(Duration.ofHours(25)))
                .hasMessage("shortest stay PT25H (expected whole minutes, PT0S to PT24H)");
        assertThatThrownBy(() -> rules.withLongestSilence(Duration.ZERO))
                .hasMessageStartingWith("longest silence PT0S");
        assertThatThrownBy(() -> rules.withLongestSilence(Duration.ofHours(49))).hasMessageContaining("PT48H");
        assertThatThrownBy(() -> rules.withToleratedExcursion(Duration.ofHours(13)))
                .hasMessage("tolerated excursion PT13H (expected whole minutes, PT0S to PT12H)");
        assertThatThrownBy(() -> rules.withBorderPatience(Duration.ofMinutes(-1)))
                .hasMessageContaining("PT-1M");
        assertThatThrownBy(() -> rules.withBorderPatience(Duration.ofSeconds(90)))
                .hasMessageContaining("expected whole minutes");
    }
}
