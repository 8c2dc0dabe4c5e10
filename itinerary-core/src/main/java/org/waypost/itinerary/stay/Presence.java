package org.waypost.itinerary.stay;

import java.time.Duration;
import java.time.LocalDate;
import org.waypost.itinerary.geography.PlaceCode;
import org.waypost.itinerary.model.Window;
import org.waypost.itinerary.track.Track;

/**
 * An unbroken time in one place, before it is asked whether it is long enough to count.
 *
 * @param place {@link PlaceCode} of the city or country
 * @param firstMinute minute of the first sighting, counted from 1970-01-01T00:00 in the service's time zone
 * @param lastMinute minute of the last sighting, likewise
 * @param strong number of distinct minutes with a strong sighting
 * @param border number of distinct minutes with border sightings alone
 */
public record Presence(int place, int firstMinute, int lastMinute, int strong, int border) {
    /** From the first to the last sighting; zero for a single one. */
    public Duration length() {
        return Duration.ofMinutes(lastMinute - firstMinute);
    }

    public LocalDate firstDay() {
        return LocalDate.ofEpochDay(Math.floorDiv(firstMinute, Track.MINUTES_PER_DAY));
    }

    public LocalDate lastDay() {
        return LocalDate.ofEpochDay(Math.floorDiv(lastMinute, Track.MINUTES_PER_DAY));
    }

    /** Whether any part of it lies in the window. */
    public boolean reachesInto(Window window) {
        return !lastDay().isBefore(window.first()) && !firstDay().isAfter(window.last());
    }

    /** Whether it is a stay: long enough by the rules, or abroad, where any sighting counts. */
    public boolean counts(StayRules rules) {
        return PlaceCode.abroad(place) || rules.passes(length());
    }
}
