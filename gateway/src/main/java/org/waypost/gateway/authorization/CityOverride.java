package org.waypost.gateway.authorization;

import java.time.LocalDate;

/**
 * A city that an answer leaves out for some days, because two people of the staff found it wrong.
 *
 * @param id under which it was requested
 * @param city as {@link org.waypost.itinerary.model.Place#code()} spells it
 * @param first day
 * @param last day, not before the first
 */
public record CityOverride(long id, String city, LocalDate first, LocalDate last) {
    /** The longest window there is, with room. */
    private static final int MOST_DAYS = 62;

    public CityOverride {
        if (!city.matches("[1-9][0-9]{5}|[A-Z]{2}")) {
            throw new IllegalArgumentException("city (expected six digits, or two capital letters for a country)");
        }
        if (last.isBefore(first) || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw new IllegalArgumentException(
                    "days %s..%s (expected the earlier one first, and at most %d)".formatted(first, last, MOST_DAYS));
        }
    }

    boolean covers(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
