package org.waypost.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BacklogTest { // D12
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Backlog backlog = new Backlog(10, Duration.ofMinutes(15), Duration.ofSeconds(60), 0);

    @Test
    void takesOnWhatItsPeerCanHaveInHalfTheTimeToLive() {
        backlog.added(4500);
        assertThat(backlog.keepsUp(0)).isTrue();
        backlog.added(1);
        assertThat(backlog.keepsUp(0)).isFalse();
        backlog.ended(1);
        assertThat(backlog.keepsUp(0)).isTrue();
    }

    @Test
    void refusesWhenNobodyHasReceivedForAMinute() {
        assertThat(backlog.keepsUp(60 * SECOND)).isTrue();
        assertThat(backlog.keepsUp(60 * SECOND + 1)).isFalse();
        backlog.receiving(61 * SECOND);
        assertThat(backlog.keepsUp(61 * SECOND)).isTrue();
    }

    @Test
    void learnsHowFastAPeerIsWhileRepliesWaitForIt() {
        backlog.added(100_000);
        for (int second = 0; second <= 60; second++) {
            backlog.receiving(second * SECOND);
            backlog.measure(second * SECOND);
            backlog.ended(200);
        }
        assertThat(backlog.perSecond()).isBetween(190.0, 201.0);
    }

    @Test
    void doesNotTakeAnIdleOrAbsentPeerForASlowOne() {
        for (int second = 0; second <= 60; second++) {
            backlog.receiving(second * SECOND);
            backlog.measure(second * SECOND);
        }
        assertThat(backlog.perSecond()).isEqualTo(10);
        backlog.added(5);
        for (int second = 61; second <= 120; second++) {
            backlog.measure(second * SECOND);
        }
        assertThat(backlog.perSecond()).isGreaterThan(5);
    }

    @Test
    void believesInALittleHoweverSlowAPeerIs() {
        backlog.added(1000);
        for (int second = 0; second <= 600; second++) {
            backlog.receiving(second * SECOND);
            backlog.measure(second * SECOND);
        }
        assertThat(backlog.perSecond()).isEqualTo(0.1);
    }
}
