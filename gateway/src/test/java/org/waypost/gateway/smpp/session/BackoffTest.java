package org.waypost.gateway.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

// D7
class BackoffTest {
    @Test
    void doublesFromOneSecondToAMinute() {
        assertThat(Stream.iterate(Backoff.FIRST, Backoff::longer)
                        .limit(8)
                        .map(each -> each.delay().toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void isSpreadByAFifth() {
        Backoff backoff = new Backoff(Duration.ofSeconds(10));

        assertThat(backoff.millis(0)).isEqualTo(8_000);
        assertThat(backoff.millis(0.5)).isEqualTo(10_000);
        assertThat(backoff.millis(1)).isEqualTo(12_000);
    }
}
