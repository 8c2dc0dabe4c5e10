package org.waypost.itinerary;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.waypost.itinerary.model.Window;
import org.waypost.itinerary.stay.DayTrack;
import org.waypost.itinerary.stay.StayRules;
import org.waypost.itinerary.store.SubscriberDay;

/**
 * The days whose tracks decide about the windows of a grant.
 *
 * <p>Before the first window: as many days as it takes for a stay that reaches into the window to show that it is long
 * enough, at least one. After a window: up to the end of the grant's last window and no further, so that the same
 * question asked again later, as of the same day, has the same answer. Never today, and never before the number belonged to its owner.
 *
 * @param first first day, inclusive
 * @param last last day, inclusive; before {@code first} if nothing may be read
 */
record ReadingSpan(LocalDate first, LocalDate last) {
    static ReadingSpan of(Grant grant, LocalDate yesterday) {
        LocalDate first = LocalDate.MAX;
        LocalDate last = LocalDate.MIN;
        for (Window window : grant.windows()) {
            first = window.first().isBefore(first) ? window.first() : first;
            last = window.last().isAfter(last) ? window.last() : last;
        }
        first = first.minusDays(daysBefore(grant.rules()));
        if (grant.notBefore() != null && grant.notBefore().isAfter(first)) {
            first = grant.notBefore();
        }
        return new ReadingSpan(first, last.isAfter(yesterday) ? yesterday : last);
    }

    /** After so many days without leaving, what is left of a stay is longer than any threshold. */
    private static long daysBefore(StayRules rules) {
        Duration needed = rules.shortestStay().plus(rules.longestSilence());
        return Math.max(1, needed.plusDays(1).minusNanos(1).toDays());
    }

    /** The days from the earlier beginning to the later end. */
    ReadingSpan hull(ReadingSpan other) {
        return new ReadingSpan(
                first.isBefore(other.first) ? first : other.first, last.isAfter(other.last) ? last : other.last);
    }

    /** Without the days before one: what retention no longer allows is not read, also where it is not deleted yet. */
    ReadingSpan notBefore(LocalDate day) {
        return first.isBefore(day) ? new ReadingSpan(day, last) : this;
    }

    int firstEpochDay() {
        return (int) first.toEpochDay();
    }

    int lastEpochDay() {
        return (int) last.toEpochDay();
    }

    /** Those of the days that may be read. */
    List<DayTrack> of(List<SubscriberDay> days) {
        return days.stream()
                .filter(day -> day.epochDay() >= firstEpochDay() && day.epochDay() <= lastEpochDay())
                .map(day -> new DayTrack(day.epochDay(), day.track()))
                .toList();
    }
}
