package org.waypost.gateway.query;

import java.time.LocalDate;
import org.waypost.itinerary.model.Window;

/**
 * A window relative to the day of the question: {@code 1–14} is yesterday and the thirteen days before it.
 *
 * @param nearest the latest day, in days before today; at least 1, for the running day is never answered
 * @param farthest the earliest day; not less than {@code nearest}
 */
public record DaysBack(int nearest, int farthest) {
    /** No product looks back farther; retention follows from it. */
    public static final int LIMIT = 90;

    public DaysBack {
        if (nearest < 1 || farthest < nearest || farthest > LIMIT) {
            throw new IllegalArgumentException(
                    "window %d-%d (expected 1 to %d days back, the nearer first)".formatted(nearest, farthest, LIMIT));
        }
    }

    /** The window's days as seen on a day. */
    public Window before(LocalDate today) {
        return new Window(today.minusDays(farthest), today.minusDays(nearest));
    }

    /** Whether a day lies in both windows. */
    public boolean overlaps(DaysBack other) {
        return nearest <= other.farthest && other.nearest <= farthest;
    }

    @Override
    public String toString() {
        return nearest + "-" + farthest;
    }
}
