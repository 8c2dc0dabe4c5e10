package org.waypost.simulator.travel;

/**
 * An unbroken presence in one place, as it really was.
 *
 * @param arrival first second, seconds since the epoch
 * @param departure first second no longer there; after {@code arrival}
 * @param coverage by which cells the phone is served
 */
public record Dwell(Locality where, long arrival, long departure, Coverage coverage) {
    /** Which cells serve a phone. */
    public enum Coverage {
        /** Cells that cover nothing but the place. */
        INNER,
        /** Mostly the place's cells on the border, which cover the neighboring city too; now and then that city's. */
        EDGE,
        /** The place's cells on the border alone, and now and then the neighboring city's. */
        RIM,
        /** Inner cells, and now and then for a moment a cell of the neighboring city, marked as border or not. */
        FLICKER
    }

    public Dwell {
        if (departure <= arrival) {
            throw new IllegalArgumentException(
                    "departure %d (expected after the arrival, %d)".formatted(departure, arrival));
        }
    }

    public long seconds() {
        return departure - arrival;
    }
}
