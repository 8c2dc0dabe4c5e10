package org.waypost.itinerary.ingest;

import org.waypost.itinerary.store.MergeCount;
import org.waypost.itinerary.store.SubscriberDay;

/** Encodes tracks and keeps nothing: what an import costs without a store. */
final class EncodedTracks {
    private EncodedTracks() {}

    static MergeCount merge(Iterable<SubscriberDay> tracks) {
        long rows = 0;
        long bytes = 0;
        for (SubscriberDay row : tracks) {
            rows++;
            bytes += row.track().encode().length;
        }
        return new MergeCount(rows, bytes);
    }
}
