package org.waypost.gateway.smpp.session;

import java.util.concurrent.TimeUnit;

/**
 * How fast connections are accepted: so many a second, then none until the second is over. A value fed with the time.
 *
 * @param since when the second began, in nanoseconds
 * @param accepted since then
 */
record AcceptPace(long since, int accepted) {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    AcceptPace accept(long now) {
        return now - since >= SECOND ? new AcceptPace(now, 1) : new AcceptPace(since, accepted + 1);
    }

    /** Nanoseconds to pause before the next one; 0 for none. */
    long pause(int mostPerSecond, long now) {
        return accepted < mostPerSecond ? 0 : Math.max(0, SECOND - (now - since));
    }
}
