package org.waypost.itinerary.ingest;

import java.util.OptionalLong;

/** Told now and then how far an import is; called on the importing thread, so it must not take long. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress SILENT = (source, bytes, size, lines) -> {};

    /**
     * @param source name of the source being read
     * @param bytes read of this source, as stored
     * @param size of this source; empty where that is not known
     * @param lines read of all sources
     */
    void at(String source, long bytes, OptionalLong size, long lines);
}
