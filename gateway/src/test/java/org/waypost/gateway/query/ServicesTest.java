package org.waypost.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.waypost.itinerary.model.Window;

class ServicesTest {
    @Test
    void countsWholeDaysBeforeToday() {
        // The example of the service description: on 5 March the 14-day window is 20 February 00:00 to 5 March 00:00.
        assertThat(new DaysBack(1, 14).before(LocalDate.of(2020, 3, 5)))
                .isEqualTo(new Window(LocalDate.of(2020, 2, 20), LocalDate.of(2020, 3, 4)));
        assertThat(new DaysBack(1, 14).before(LocalDate.of(2020, 3, 5)).days()).isEqualTo(14);
    }

    @Test
    void countsALeapDay() {
        assertThat(new DaysBack(1, 7).before(LocalDate.of(2020, 3, 1)).last()).isEqualTo(LocalDate.of(2020, 2, 29));
        assertThat(new DaysBack(1, 7).before(LocalDate.of(2021, 3, 1)).last()).isEqualTo(LocalDate.of(2021, 2, 28));
    }

    @Test
    void refusesTheRunningDay() {
        assertThatThrownBy(() -> new DaysBack(0, 14)).hasMessageContaining("window 0-14 (expected 1 to 90 days back");
    }

    @Test
    void isOfferedOnItsDaysOnly() {
        Service.Life life = new Service.Life(LocalDate.of(2020, 2, 13), LocalDate.of(2022, 12, 12), false);
        assertThat(life.includes(LocalDate.of(2020, 2, 12))).isFalse();
        assertThat(life.includes(LocalDate.of(2020, 2, 13))).isTrue();
        assertThat(life.includes(LocalDate.of(2022, 12, 12))).isTrue();
        assertThat(life.includes(LocalDate.of(2022, 12, 13))).isFalse();
        assertThat(new Service.Life(null, null, true).includes(LocalDate.of(2021, 1, 1)))
                .isFalse();
    }

    @Test
    void hidesAnIdEnding() {
        assertThat(new IdEnding("123X")).hasToString("IdEnding[****]"); // P4
        assertThatThrownBy(() -> new IdEnding("12X3"))
                .hasMessageContaining("of 4 characters")
                .hasMessageNotContaining("12X3");
    }
}
