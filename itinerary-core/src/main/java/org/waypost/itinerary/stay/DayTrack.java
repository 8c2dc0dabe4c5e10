package org.waypost.itinerary.stay;

import java.time.LocalDate;
import org.waypost.itinerary.track.Track;

/**
 * What was seen of a subscriber on one day.
 *
 * @param epochDay days since 1970-01-01 in the service's time zone
 */
public record DayTrack(int epochDay, Track track) {
    public LocalDate day() {
        return LocalDate.ofEpochDay(epochDay);
    }
}
