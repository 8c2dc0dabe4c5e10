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
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.geography.CellTable;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.signalling.Rejection;

/**
 * One import of event files: every line becomes part of a track, or is counted and quarantined with its reason. The
 * sources are merged in memory and written back together. A file read twice, or again after a crash, changes nothing.
 *
 * <p>How it works: the importing thread cuts a source into blocks of whole lines; each of the import's threads turns blocks into
 * tracks of its own; whoever is asked for the results gets them in the order of the blocks, and so the quarantine has its lines
 * in the order of the file. When memory is full, what all threads gathered is united and written.
 */
public final class EventImport {
    /** As much of a source as one thread reads at a time, in bytes; also the length of the longest line. */
    public static final int BLOCK_BYTES = BlockReader.BLOCK_BYTES;

    private static final int LINES_BETWEEN_PROGRESS = 1 << 16;

    private final Setup setup;
    private final EventBatches batches;
    private final Quarantine quarantine;
    private final ImportOptions options;
    private final Map<Rejection, Long> rejected = new EnumMap<>(Rejection.class);
    private final List<UnreadableSource> unreadable = new ArrayList<>();
    private long lines;
    private long told;
    private long linesOfSource;

    private EventImport(Setup setup, EventBatches batches, Quarantine quarantine, ImportOptions options) {
        this.setup = setup;
        this.batches = batches;
        this.quarantine = quarantine;
        this.options = options;
    }

    /**
     * What every import of one installation shares.
     *
     * @param retentionDays events of days before today minus so many are refused
     * @param mostLayers layers of tracks held in memory, about, before they are written back
     * @param blockBytes how much of a source one thread reads at a time, {@value #BLOCK_BYTES} but in tests
     * @param nanoTime a monotonic clock, for the report's speed
     */
    public record Setup(
            CellTable cells,
            Gazetteer gazetteer,
            KeyRing keys,
            TrackSink sink,
            ZoneOffset zone,
            int retentionDays,
            int mostLayers,
            int blockBytes,
            LongSupplier nanoTime) {
        private EventBatch batch(Instant now) {
            return new EventBatch(AcceptedDays.at(now, zone, retentionDays), new Locator(cells, gazetteer), keys);
        }
    }

    /**
     * Imports sources.
     *
     * @param now events much later than this are refused
     * @param threads executes what {@link ImportOptions#threads} threads can do at the same time
     * @throws IOException if the quarantine cannot be written; a source that cannot be read is in the report
     * @throws SQLException if the store refuses; nothing is lost by importing again
     */
    public static EventReport run(
            Setup setup, Instant now, List<Source> sources, ImportOptions options, Executor threads)
            throws IOException, SQLException {
        List<EventBatch> each =
                Stream.generate(() -> setup.batch(now)).limit(options.threads()).toList();
        EventBatches batches = new EventBatches(each, threads, setup.sink(), setup.mostLayers());
        try (Quarantine quarantine = new Quarantine(options.quarantine(), "events", now)) {
            return new EventImport(setup, batches, quarantine, options).run(sources);
        }
    }

    private EventReport run(List<Source> sources) throws IOException, SQLException {
        long start = setup.nanoTime().getAsLong();
        for (Source source : sources) {
            linesOfSource = 0;
            try {
                read(source);
            } catch (BrokenSourceException e) {
                unreadable.add(e.of(source));
            }
        }
        batches.flush();
        return report(Duration.ofNanos(setup.nanoTime().getAsLong() - start));
    }

    private void read(Source source) throws BrokenSourceException, IOException, SQLException {
        try (BlockReader reader = open(source)) {
            LineBlock first = next(source, reader);
            EventForm.Header header = EventForm.read(first, options.mapping());
            if (header instanceof EventForm.Header.Known known) {
                for (LineBlock block = first; block != null; block = next(source, reader)) {
                    add(source, reader, block, known.form());
                }
                takeResults(source, reader);
                tell(source, reader);
            } else if (header instanceof EventForm.Header.Unknown unknown) {
                unreadable.add(new UnreadableSource(source.name(), unknown.reason()));
            }
        }
    }

    private BlockReader open(Source source) throws BrokenSourceException {
        try {
            return BlockReader.open(source, setup.blockBytes());
        } catch (IOException e) {
            throw new BrokenSourceException(1, e);
        }
    }

    private @Nullable LineBlock next(Source source, BlockReader reader) throws BrokenSourceException, IOException {
        try {
            return reader.next();
        } catch (IOException e) {
            takeResults(source, reader);
            throw new BrokenSourceException(linesOfSource + 1, e);
        }
    }

    private void add(Source source, BlockReader reader, LineBlock block, EventForm form)
            throws IOException, SQLException {
        batches.add(block, form);
        if (batches.enough()) {
            take(source, reader, batches.result());
        }
        if (batches.full()) {
            takeResults(source, reader);
            batches.flush();
        }
    }

    private void takeResults(Source source, BlockReader reader) throws IOException {
        for (BlockResult result = batches.result(); result != null; result = batches.result()) {
            take(source, reader, result);
        }
    }

    private void take(Source source, BlockReader reader, @Nullable BlockResult result) throws IOException {
        if (result == null) {
            return;
        }
        for (BlockResult.Rejected line : result.rejected()) {
            rejected.merge(line.reason(), 1L, Long::sum);
            quarantine.add(
                    source.name(), linesOfSource + line.line(), line.reason().word(), line.text());
        }
        linesOfSource += result.lines();
        lines += result.events();
        if (lines - told >= LINES_BETWEEN_PROGRESS) {
            tell(source, reader);
        }
    }

    private void tell(Source source, BlockReader reader) {
        told = lines;
        options.progress().at(source.name(), reader.bytesRead(), source.size(), lines);
    }

    private EventReport report(Duration elapsed) {
        for (Rejection reason : Rejection.values()) {
            rejected.putIfAbsent(reason, 0L);
        }
        long accepted = batches.sum(EventBatch::accepted);
        return new EventReport(
                accepted,
                accepted - batches.merged().newSightings(),
                rejected,
                batches.subscribers(),
                batches.sum(EventBatch::border),
                batches.merged().rowsWritten(),
                batches.unlocatedCells(),
                elapsed,
                unreadable,
                quarantine.file(),
                null);
    }
}
