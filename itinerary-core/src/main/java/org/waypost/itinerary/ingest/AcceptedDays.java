package org.waypost.itinerary.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.signalling.Rejection;

/**
 * The instants of which events are taken, and the service's days.
 *
 * @param zone the service's time zone
 * @param earliest first instant, inclusive, in milliseconds since 1970
 * @param latest last instant, inclusive
 */
record AcceptedDays(ZoneOffset zone, long earliest, long latest) {
    /** Network elements' clocks may be so much ahead of ours. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final long MILLIS_PER_MINUTE = 60_000;

    /** From the first day that retention keeps to now. */
    static AcceptedDays at(Instant now, ZoneOffset zone, int retentionDays) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant first = today.minusDays(retentionDays).atStartOfDay(zone).toInstant();
        return new AcceptedDays(zone, first.toEpochMilli(), now.plus(CLOCK_SKEW).toEpochMilli());
    }

    /** @return null if an event of this instant is taken */
    @Nullable
    Rejection judge(long epochMillis) {
        if (epochMillis < earliest) {
            return Rejection.OLDER_THAN_RETENTION;
        }
        return epochMillis > latest ? Rejection.TIME_IN_FUTURE : null;
    }

    /** The instant at which a day begins. */
    Instant start(int epochDay) {
        return LocalDate.ofEpochDay(epochDay).atStartOfDay(zone).toInstant();
    }

    /** Minutes since 1970-01-01T00:00 by the clocks of the zone. */
    int minute(long epochMillis) {
        return (int) Math.floorDiv(epochMillis + zone.getTotalSeconds() * 1000L, MILLIS_PER_MINUTE);
    }
}
