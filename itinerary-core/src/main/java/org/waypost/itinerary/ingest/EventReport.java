package org.waypost.itinerary.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.signalling.Rejection;

/**
 * What an import of events did.
 *
 * @param accepted events that were well-formed and located
 * @param duplicates accepted events that changed nothing, because that minute in that city was known
 * @param rejected number of events refused, by reason; every reason is there
 * @param subscribers distinct numbers among the accepted events
 * @param border accepted events of cells on a border
 * @param rowsWritten tracks that were new or grew
 * @param unlocatedCells distinct names of cells that lie nowhere, counted up to a limit
 * @param elapsed from the first byte to the commit
 * @param unreadable sources that could not be read to their end; what came before the damage was taken
 * @param quarantine the file of rejected lines; null if none was asked for or nothing rejected
 * @param completed the day marked as complete; null if none was asked for, or a source was unreadable
 */
public record EventReport(
        long accepted,
        long duplicates,
        Map<Rejection, Long> rejected,
        long subscribers,
        long border,
        long rowsWritten,
        long unlocatedCells,
        Duration elapsed,
        List<UnreadableSource> unreadable,
        @Nullable Path quarantine,
        @Nullable LocalDate completed) {
    public EventReport {
        rejected = Collections.unmodifiableMap(new EnumMap<>(rejected));
        unreadable = List.copyOf(unreadable);
    }

    /** This report, with a day marked as complete. */
    public EventReport withCompleted(LocalDate day) {
        return new EventReport(
                accepted,
                duplicates,
                rejected,
                subscribers,
                border,
                rowsWritten,
                unlocatedCells,
                elapsed,
                unreadable,
                quarantine,
                day);
    }

    /** Events in all. */
    public long lines() {
        return accepted + rejectedLines();
    }

    public long rejectedLines() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    public double eventsPerSecond() {
        return lines() / Math.max(1e-9, elapsed.toNanos() / 1e9);
    }

    /** Part of the accepted events that came from cells on a border, 0 to 1. */
    public double borderShare() {
        return accepted == 0 ? 0 : (double) border / accepted;
    }
}
