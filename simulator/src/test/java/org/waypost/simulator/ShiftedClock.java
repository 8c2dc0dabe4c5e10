package org.waypost.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The system's clock, set to another time, and put forward when a test says so. */
final class ShiftedClock extends Clock {
    private final AtomicReference<Duration> shift;

    /** @param now what it shows at first */
    ShiftedClock(Instant now) {
        shift = new AtomicReference<>(Duration.between(Instant.now(), now));
    }

    void advance(Duration by) {
        shift.accumulateAndGet(by, Duration::plus);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(shift.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), shift.get());
    }
}
