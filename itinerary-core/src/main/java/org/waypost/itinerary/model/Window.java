package org.waypost.itinerary.model;

import java.time.LocalDate;

/**
 * A run of whole calendar days in the service's time zone.
 *
 * @param first first day, inclusive
 * @param last last day, inclusive; not before {@code first}
 */
public record Window(LocalDate first, LocalDate last) {
    public Window {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("window ends on %s (expected not before %s)".formatted(last, first));
        }
    }

    /** Number of days, at least 1. */
    public int days() {
        return (int) (last.toEpochDay() - first.toEpochDay()) + 1;
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
