package org.waypost.gateway.smpp.session;

import java.time.Duration;

/**
 * How long to wait before the next attempt: 1 s, then twice as long each time, at most 60 s. A value.
 *
 * @param delay before the next attempt
 */
record Backoff(Duration delay) {
    static final Backoff FIRST = new Backoff(Duration.ofSeconds(1));

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** After another attempt that came to nothing. */
    Backoff longer() {
        Duration twice = delay.multipliedBy(2);
        return new Backoff(twice.compareTo(LONGEST) > 0 ? LONGEST : twice);
    }

    /** @param jitter 0 to 1; spreads the wait over ±20 %, so that many sessions do not come back at once */
    long millis(double jitter) {
        return Math.round(delay.toMillis() * (0.8 + 0.4 * jitter));
    }
}
