package org.waypost.itinerary.model;

import java.time.LocalDate;

/**
 * One place of an itinerary. Days only: hours and cells never leave the core.
 *
 * @param place a city or a country
 * @param firstDay first day within the window on which a counting stay was seen
 * @param lastDay last such day
 */
public record Visit(Place place, LocalDate firstDay, LocalDate lastDay) {
    public Visit {
        if (lastDay.isBefore(firstDay)) {
            throw new IllegalArgumentException(
                    "visit ends on %s (expected not before %s)".formatted(lastDay, firstDay));
        }
    }
}
