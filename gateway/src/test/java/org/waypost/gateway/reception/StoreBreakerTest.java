package org.waypost.gateway.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoreBreakerTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final StoreBreaker breaker = new StoreBreaker();

    @Test
    void opensAfterThreeFailuresInARowAndTriesAgainAfterASecond() { // D11, F6
        breaker.failed(0);
        breaker.failed(0);
        assertThat(breaker.takes(0)).isTrue();
        breaker.failed(0);
        assertThat(breaker.takes(SECOND - 1)).isFalse();
        assertThat(breaker.takes(SECOND)).isTrue();
        breaker.failed(SECOND);
        assertThat(breaker.takes(SECOND)).isFalse();
        breaker.worked();
        assertThat(breaker.takes(SECOND)).isTrue();
    }

    @Test
    void staysClosedWhenSomethingWorksBetweenTheFailures() {
        for (int i = 0; i < 10; i++) {
            breaker.failed(i);
            breaker.failed(i);
            breaker.worked();
        }
        assertThat(breaker.open(10)).isFalse();
    }

    @Test
    void isOpenWhileTheDiskIsLow() { // F3
        breaker.diskLow(true);
        assertThat(breaker.open(0)).isTrue();
        breaker.diskLow(false);
        assertThat(breaker.open(0)).isFalse();
    }
}
