package org.waypost.itinerary;

import java.time.LocalDateTime;
import java.util.List;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Place;
import org.waypost.itinerary.model.Window;

/**
 * Why an itinerary says what it says, for staff who settle a dispute: what was found, and what came of it.
 *
 * @param itinerary as the subscriber would be told
 * @param periods one for each window of the grant, in the same order
 */
public record Explanation(Itinerary itinerary, List<Period> periods) {
    public Explanation {
        periods = List.copyOf(periods);
    }

    /**
     * What was found in one window.
     *
     * @param findings every presence that reaches into the window, in order of time
     */
    public record Period(Window window, List<Finding> findings) {
        public Period {
            findings = List.copyOf(findings);
        }
    }

    /**
     * One presence.
     *
     * @param first minute of the first sighting, in the service's time zone
     * @param last minute of the last sighting
     * @param strong minutes with a sighting by a cell inside the city
     * @param border minutes with sightings by cells on the border alone
     * @param counts whether it is long enough to be listed
     */
    public record Finding(
            Place place, LocalDateTime first, LocalDateTime last, int strong, int border, boolean counts) {}
}
