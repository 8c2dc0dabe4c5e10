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
import java.util.function.LongSupplier;
import org.waypost.itinerary.geography.CellTable;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.keys.KeyRing;
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
        try (LineReader reader = LineReader.open(source)) {
            EventForm.Header header = EventForm.read(reader, options.mapping());
            if (header instanceof EventForm.Header.Known known) {
                readEvents(source, reader, known.form());
            } else if (header instanceof EventForm.Header.Unknown unknown) {
                unreadable.add(new UnreadableSource(source.name(), unknown.reason()));
            }
        } catch (BrokenSourceException e) {
            unreadable.add(e.of(source));
        }
    }

    private void readEvents(Source source, LineReader reader, EventForm form)
            throws BrokenSourceException, IOException, SQLException {
        EventLine event = new EventLine(form.columns());
        while (reader.advance()) {
            if (reader.isBlank()) {
                continue;
            }
            Rejection reason = reader.tooLong() ? Rejection.MALFORMED_LINE : form.read(reader, event);
            if (reason == null) {
                reason = batch.add(event);
            }
            if (reason != null) {
                reject(source, reader, form, event, reason);
            }
            if (batch.full()) {
                batch.flush();
            }
            if (++lines % LINES_BETWEEN_PROGRESS == 0) {
                tell(source, reader);
            }
        }
        tell(source, reader);
    }

    private void tell(Source source, LineReader reader) {
        options.progress().at(source.name(), reader.bytesRead(), source.size(), lines);
    }

    private void reject(Source source, LineReader reader, EventForm form, EventLine event, Rejection reason)
            throws IOException {
        rejected.merge(reason, 1L, Long::sum);
        boolean anonymous = reader.tooLong() || event.number() == EventLine.NO_NUMBER;
        String text = anonymous
                ? ""
                : QuarantinedText.of(form.text(reader), form.columns(), batch.pseudonymOf(event.number()));
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
