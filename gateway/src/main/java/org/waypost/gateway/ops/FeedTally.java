package org.waypost.gateway.ops;

import java.util.concurrent.atomic.LongAdder;
import org.waypost.itinerary.ingest.FeedReport;

/** What the watched directory has given since the start, and what lies set aside in it. Safe for use by any thread. */
public final class FeedTally {
    private final LongAdder accepted = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private volatile int setAside;

    /** Counts what one look found. */
    public void add(FeedReport report) {
        setAside = report.unreadable().size();
        if (report.events() != null) {
            accepted.add(report.events().accepted());
            rejected.add(report.events().rejectedLines());
        }
    }

    /** Lines that became sightings, or changed nothing. */
    public long accepted() {
        return accepted.sum();
    }

    /** Lines that are in the quarantine. */
    public long rejected() {
        return rejected.sum();
    }

    /** Files that could not be read and still lie in {@code incoming/}, at the latest look. */
    public int setAside() {
        return setAside;
    }
}
