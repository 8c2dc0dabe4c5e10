package org.waypost.gateway.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

// F18
class AcceptPaceTest {
    private static final long START = Sessions.START;

    @Test
    void pausesForTheRestOfTheSecond() {
        AcceptPace pace = new AcceptPace(START, 0);
        long later = START + TimeUnit.MILLISECONDS.toNanos(300);
        pace = pace.accept(START);
        assertThat(pace.pause(2, START)).isZero();
        pace = pace.accept(later);

        assertThat(pace.pause(2, later)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(700));
    }

    @Test
    void beginsAnewWithTheNextSecond() {
        AcceptPace pace = new AcceptPace(START, 500);
        long next = START + TimeUnit.SECONDS.toNanos(1);

        assertThat(pace.accept(next)).isEqualTo(new AcceptPace(next, 1));
        assertThat(pace.accept(next).pause(500, next)).isZero();
    }
}
