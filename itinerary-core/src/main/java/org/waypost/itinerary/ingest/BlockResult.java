package org.waypost.itinerary.ingest;

import java.util.List;
import org.waypost.itinerary.signalling.Rejection;

/**
 * What came of a block.
 *
 * @param lines in it, a header line and blank ones included
 * @param events lines that were taken or rejected
 * @param layers of tracks by which the memory in use has grown
 */
record BlockResult(int lines, int events, int layers, List<Rejected> rejected) {
    /**
     * A line that was not taken.
     *
     * @param line in the block, from 1
     * @param text what may be kept of it; empty for nothing
     */
    record Rejected(int line, Rejection reason, String text) {}
}
