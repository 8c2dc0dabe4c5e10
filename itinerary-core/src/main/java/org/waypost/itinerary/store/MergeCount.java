package org.waypost.itinerary.store;

/**
 * What a merge did.
 *
 * @param rowsWritten tracks that were new or grew
 * @param newSightings sightings the store did not have before
 */
public record MergeCount(long rowsWritten, long newSightings) {
    public static final MergeCount NOTHING = new MergeCount(0, 0);

    public MergeCount plus(MergeCount other) {
        return new MergeCount(rowsWritten + other.rowsWritten, newSightings + other.newSightings);
    }
}
