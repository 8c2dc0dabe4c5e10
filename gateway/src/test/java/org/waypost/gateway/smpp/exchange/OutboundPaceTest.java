package org.waypost.gateway.smpp.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

// D7
class OutboundPaceTest {
    private static final long START = -5_000_000_000L;

    @Test
    void halvesTheLimitAndPausesWhenThrottled() {
        OutboundPace pace = OutboundPace.unhindered(10, START).throttled(START);
        assertThat(pace.limit()).isEqualTo(5);
        assertThat(pace.pausedUntil() - START).isEqualTo(Duration.ofMillis(100).toNanos());
    }

    @Test
    void aBurstOfRefusalsCountsOnce() {
        OutboundPace pace = OutboundPace.unhindered(10, START).throttled(START);

        assertThat(pace.throttled(START + 1)).isEqualTo(pace);
    }

    @Test
    void goesDownToOnePlaceAndTenSecondsAndNoFurther() {
        OutboundPace pace = OutboundPace.unhindered(10, START);
        for (int i = 0; i < 20; i++) {
            pace = pace.throttled(pace.pausedUntil());
        }
        assertThat(pace.limit()).isEqualTo(1);
        assertThat(pace.pause()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void recoversPlaceByPlace() {
        OutboundPace pace = OutboundPace.unhindered(4, START).throttled(START);
        assertThat(pace.limit()).isEqualTo(2);
        pace = pace.delivered(0, START);
        assertThat(pace.limit()).isEqualTo(2);
        pace = pace.delivered(0, START);
        assertThat(pace.limit()).isEqualTo(3);
        for (int i = 0; i < 20; i++) {
            pace = pace.delivered(0, START);
        }
        assertThat(pace.limit()).isEqualTo(4);
        assertThat(pace.pause()).isEqualTo(Duration.ZERO);
    }

    @Test
    void givesAPlaceUpForEachMessageThatANearlyCongestedPeerTakes() {
        OutboundPace pace = OutboundPace.unhindered(4, START).delivered(90, START);
        assertThat(pace.limit()).isEqualTo(3);
        for (int i = 0; i < 5; i++) {
            pace = pace.delivered(99, START);
        }
        assertThat(pace.limit()).isEqualTo(1);
        assertThat(pace.pausedUntil()).isEqualTo(START);
    }

    @Test
    void takesACongestedPeerForOneThatThrottles() {
        OutboundPace pace = OutboundPace.unhindered(10, START);

        assertThat(pace.delivered(100, START)).isEqualTo(pace.throttled(START));
        assertThat(pace.delivered(89, START).limit()).isEqualTo(10);
    }
}
