package org.waypost.itinerary.ingest;

import java.io.IOException;

/** A source that cannot be opened or breaks off: a fact about the source, which ends up in a report. */
final class BrokenSourceException extends Exception {
    /** @param line number of the line that could not be read, from 1 */
    BrokenSourceException(long line, IOException cause) {
        super(
                "line %d: %s%s"
                        .formatted(
                                line,
                                cause.getClass().getSimpleName(),
                                cause.getMessage() == null ? "" : ": " + cause.getMessage()),
                cause);
    }

    UnreadableSource of(Source source) {
        return new UnreadableSource(source.name(), String.valueOf(getMessage()));
    }
}
