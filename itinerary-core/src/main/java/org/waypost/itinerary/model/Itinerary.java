package org.waypost.itinerary.model;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one grant yields: a period for each of its windows, in the same order.
 *
 * @param periods at least one
 */
public record Itinerary(List<Period> periods) {
    public Itinerary {
        periods = List.copyOf(periods);
    }

    /**
     * The places of one window.
     *
     * @param window the days asked for
     * @param visits one per place, in order of the last day, the latest first; empty if no stay counted
     * @param anySighting whether the network saw the subscriber at all in the window; an empty list means "no stay long
     *     enough" if true and "no data" if false
     * @param completeThrough the last day of the unbroken run of complete days from the window's first; null if the first
     *     day is not complete
     */
    public record Period(
            Window window,
            List<Visit> visits,
            boolean anySighting,
            @Nullable LocalDate completeThrough) {
        public Period {
            visits = List.copyOf(visits);
        }

        /** Whether every day of the window is complete, so that what is not listed did not happen. */
        public boolean complete() {
            return window.last().equals(completeThrough);
        }
    }
}
