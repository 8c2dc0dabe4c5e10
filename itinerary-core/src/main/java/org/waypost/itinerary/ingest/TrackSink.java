package org.waypost.itinerary.ingest;

import java.sql.SQLException;
import org.waypost.itinerary.store.MergeCount;
import org.waypost.itinerary.store.SubscriberDay;

/** Where tracks go. */
@FunctionalInterface
public interface TrackSink {
    /**
     * Adds tracks to those that are there, all or none of them.
     *
     * @param tracks at most one per subscriber and day, in order of subscriber and day
     */
    MergeCount merge(Iterable<SubscriberDay> tracks) throws SQLException;
}
