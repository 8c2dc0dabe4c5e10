package org.waypost.itinerary.ingest;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.geography.CellTable;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.signalling.CsvLine;
import org.waypost.itinerary.signalling.EventColumns;
import org.waypost.itinerary.signalling.EventLine;
import org.waypost.itinerary.signalling.Rejection;
import org.waypost.itinerary.store.TrackStore;

/**
 * One import of event files: every line becomes part of a track, or is counted and quarantined with its reason. The
 * sources are merged in memory and written back together. A file read twice, or again after a crash, changes nothing.
 */
public final class EventImport {
    private static final int LINES_BETWEEN_PROGRESS = 1 << 16;

    private final EventBatch batch;
    private final Locator locator;
    private final Quarantine quarantine;
    private final ImportOptions options;
    private final LongSupplier nanoTime;
    private final Map<Rejection, Long> rejected = new EnumMap<>(Rejection.class);
    private final List<UnreadableSource> unreadable = new ArrayList<>();
    private long lines;

    private EventImport(
            EventBatch batch, Locator locator, Quarantine quarantine, ImportOptions options, LongSupplier nanoTime) {
        this.batch = batch;
        this.locator = locator;
        this.quarantine = quarantine;
        this.options = options;
        this.nanoTime = nanoTime;
    }

    /**
     * What every import of one installation shares.
     *
     * @param retentionDays events of days before today minus so many are refused
     * @param mostLayers layers of tracks held in memory before they are written back
     * @param nanoTime a monotonic clock, for the report's speed
     */
    public record Setup(
            CellTable cells,
            Gazetteer gazetteer,
            KeyRing keys,
            TrackStore store,
            ZoneOffset zone,
            int retentionDays,
            int mostLayers,
            LongSupplier nanoTime) {}

    /**
     * Imports sources.
     *
     * @param now events much later than this are refused
     * @throws IOException if the quarantine cannot be written; a source that cannot be read is in the report
     * @throws SQLException if the store refuses; nothing is lost by importing again
     */
    public static EventReport run(Setup setup, Instant now, List<Source> sources, ImportOptions options)
            throws IOException, SQLException {
        AcceptedDays days = AcceptedDays.at(now, setup.zone(), setup.retentionDays());
        Locator locator = new Locator(setup.cells(), setup.gazetteer());
        EventBatch batch = new EventBatch(days, locator, setup.keys(), setup.store(), setup.mostLayers());
        try (Quarantine quarantine = new Quarantine(options.quarantine(), "events", now)) {
            return new EventImport(batch, locator, quarantine, options, setup.nanoTime()).run(sources);
        }
    }

    private EventReport run(List<Source> sources) throws IOException, SQLException {
        long start = nanoTime.getAsLong();
        for (Source source : sources) {
            read(source);
        }
        batch.flush();
        return report(Duration.ofNanos(nanoTime.getAsLong() - start));
    }

    private void read(Source source) throws IOException, SQLException {
        LineReader reader;
        try {
            reader = LineReader.open(source);
        } catch (IOException e) {
            unreadable.add(new UnreadableSource(source.name(), reason(e)));
            return;
        }
        try (reader) {
            EventColumns columns = readHeader(source, reader);
            if (columns != null) {
                readEvents(source, reader, columns);
            }
        }
    }

    private @Nullable EventColumns readHeader(Source source, LineReader reader) {
        int before = unreadable.size();
        if (!advance(source, reader)) {
            if (unreadable.size() == before) {
                unreadable.add(new UnreadableSource(source.name(), "empty (expected a header line)"));
            }
            return null;
        }
        List<String> header = CsvLine.split(reader.text()).orElse(List.of());
        Optional<EventColumns> columns = EventColumns.of(header);
        if (columns.isEmpty()) {
            unreadable.add(new UnreadableSource(
                    source.name(),
                    "header line without %s".formatted(String.join(", ", EventColumns.missing(header)))));
        }
        return columns.orElse(null);
    }

    private void readEvents(Source source, LineReader reader, EventColumns columns) throws IOException, SQLException {
        EventLine event = new EventLine(columns);
        while (advance(source, reader)) {
            if (reader.isBlank()) {
                continue;
            }
            Rejection reason = reader.tooLong()
                    ? Rejection.MALFORMED_LINE
                    : event.read(reader.bytes(), reader.from(), reader.to());
            if (reason == null) {
                reason = batch.add(event);
            }
            if (reason != null) {
                reject(source, reader, columns, event, reason);
            }
            if (batch.full()) {
                batch.flush();
            }
            if (++lines % LINES_BETWEEN_PROGRESS == 0) {
                options.progress().at(source.name(), reader.bytesRead(), source.size(), lines);
            }
        }
        options.progress().at(source.name(), reader.bytesRead(), source.size(), lines);
    }

    /** A source that breaks off is a fact about the source, not a failure of the import. */
    private boolean advance(Source source, LineReader reader) {
        try {
            return reader.advance();
        } catch (IOException e) {
            unreadable.add(
                    new UnreadableSource(source.name(), "line %d: %s".formatted(reader.number() + 1, reason(e))));
            return false;
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private void reject(Source source, LineReader reader, EventColumns columns, EventLine event, Rejection reason)
            throws IOException {
        rejected.merge(reason, 1L, Long::sum);
        boolean anonymous = reader.tooLong() || event.number() == EventLine.NO_NUMBER;
        String text = anonymous ? "" : QuarantinedText.of(reader.text(), columns, batch.pseudonymOf(event.number()));
        quarantine.add(source.name(), reader.number(), reason.word(), text);
    }

    private EventReport report(Duration elapsed) {
        for (Rejection reason : Rejection.values()) {
            rejected.putIfAbsent(reason, 0L);
        }
        return new EventReport(
                batch.accepted(),
                batch.accepted() - batch.merged().newSightings(),
                rejected,
                batch.subscribers(),
                batch.border(),
                batch.merged().rowsWritten(),
                locator.unlocatedCells(),
                elapsed,
                unreadable,
                quarantine.file(),
                null);
    }
}
