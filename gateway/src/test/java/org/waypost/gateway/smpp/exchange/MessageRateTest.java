package org.waypost.gateway.smpp.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

// D10
class MessageRateTest {
    private static final long START = -5_000_000_000L;

    private final MessageRate rate = new MessageRate(10, START);

    private int admitted(int tries, long now) {
        int admitted = 0;
        for (int i = 0; i < tries; i++) {
            admitted += rate.admits(now) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void admitsASecondsWorthAtOnceAndNoMore() {
        assertThat(admitted(100, START)).isEqualTo(10);
    }

    @Test
    void admitsTheRateInTheLongRun() {
        int admitted = 0;
        for (int tenth = 0; tenth < 600; tenth++) {
            admitted += admitted(5, START + Duration.ofMillis(100L * tenth).toNanos());
        }
        assertThat(admitted).isBetween(600, 610);
    }

    @Test
    void aLongPauseSavesNoMoreThanASecond() {
        admitted(100, START);

        assertThat(admitted(100, START + Duration.ofHours(1).toNanos())).isEqualTo(10);
    }

    @Test
    void whatPassesUnaskedMakesLaterOnesWait() {
        rate.charge(12, START);

        assertThat(rate.room(START)).isZero();
        assertThat(rate.untilRoom(START)).isEqualTo(Duration.ofMillis(300));
        assertThat(rate.room(START + Duration.ofMillis(299).toNanos())).isZero();
        assertThat(rate.room(START + Duration.ofMillis(300).toNanos())).isEqualTo(1);
    }
}
