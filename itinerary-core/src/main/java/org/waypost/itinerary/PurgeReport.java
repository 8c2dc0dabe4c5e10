package org.waypost.itinerary;

import java.time.LocalDate;

/**
 * What a purge of expired tracks did.
 *
 * @param before tracks of days before this one have expired
 * @param tracks number of tracks deleted
 * @param refusal why nothing was deleted; empty if it was done
 */
public record PurgeReport(LocalDate before, long tracks, String refusal) {
    public boolean done() {
        return refusal.isEmpty();
    }
}
