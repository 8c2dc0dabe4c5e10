package org.waypost.gateway.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Place;
import org.waypost.itinerary.model.Visit;
import org.waypost.itinerary.model.Window;

class CityOverridesTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 10);
    private static final Place CHANGSHA = new Place("430100", Place.Kind.CITY, "长沙", "Changsha", null);
    private static final Place ZHUZHOU = new Place("430200", Place.Kind.CITY, "株洲", "Zhuzhou", null);

    private static LocalDate day(int number) {
        return FIRST.plusDays(number - 1);
    }

    private static CityOverride changsha(long id, int first, int last) {
        return new CityOverride(id, "430100", day(first), day(last));
    }

    /** What is told of a stay in Changsha from day 1 to 5 and one in Zhuzhou on day 2. */
    private static List<Visit> told(CityOverrides overrides) {
        Itinerary whole = new Itinerary(List.of(new Itinerary.Period(
                new Window(day(1), day(14)),
                List.of(new Visit(CHANGSHA, day(1), day(5)), new Visit(ZHUZHOU, day(2), day(2))),
                true,
                day(14))));
        Itinerary.Period period = overrides.applied(whole).periods().get(0);
        assertThat(period.anySighting()).isTrue();
        assertThat(period.complete()).isTrue();
        return period.visits();
    }

    @Test
    void leavesACityOutOfWhichNoDayIsLeft() {
        assertThat(told(CityOverrides.NONE.with(changsha(1, 1, 5))))
                .extracting(Visit::place)
                .containsExactly(ZHUZHOU);
    }

    @Test
    void leavesACityOutThatSeveralCoverTogether() {
        assertThat(told(CityOverrides.NONE.with(changsha(1, 4, 9)).with(changsha(2, 1, 3))))
                .extracting(Visit::place)
                .containsExactly(ZHUZHOU);
    }

    @Test
    void goesOnListingACityForItsOtherDays() {
        assertThat(told(CityOverrides.NONE.with(changsha(1, 1, 2)))).contains(new Visit(CHANGSHA, day(3), day(5)));
        assertThat(told(CityOverrides.NONE.with(changsha(1, 5, 8)))).contains(new Visit(CHANGSHA, day(1), day(4)));
        assertThat(told(CityOverrides.NONE.with(changsha(1, 2, 4)))).contains(new Visit(CHANGSHA, day(1), day(5)));
    }

    @Test
    void leavesOthersAlone() {
        CityOverride other = new CityOverride(1, "430300", day(1), day(14));
        assertThat(told(CityOverrides.NONE.with(other))).hasSize(2);
        CityOverride before = new CityOverride(1, "430100", day(1).minusDays(9), day(1).minusDays(1));
        assertThat(told(CityOverrides.NONE.with(before))).contains(new Visit(CHANGSHA, day(1), day(5)));
    }

    @Test
    void endsWhenItIsWithdrawn() {
        assertThat(told(CityOverrides.NONE.with(changsha(1, 1, 5)).without(1))).hasSize(2);
    }

    @Test
    void refusesWhatIsNoCityAndNoDays() {
        assertThatThrownBy(() -> new CityOverride(1, "长沙", day(1), day(1))).hasMessageContaining("expected six digits");
        assertThatThrownBy(() -> changsha(1, 2, 1)).hasMessageContaining("expected the earlier one first");
        assertThatThrownBy(() -> changsha(1, 1, 80)).hasMessageContaining("at most 62");
    }
}
