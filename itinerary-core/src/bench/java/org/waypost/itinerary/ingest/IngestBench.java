package org.waypost.itinerary.ingest;

import java.io.ByteArrayInputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.waypost.itinerary.geography.Cell;
import org.waypost.itinerary.geography.CellTable;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.signalling.CsvLine;
import org.waypost.itinerary.signalling.EventColumns;
import org.waypost.itinerary.signalling.EventLine;
import org.waypost.itinerary.store.Database;
import org.waypost.itinerary.store.ItineraryDatabase;
import org.waypost.itinerary.store.TrackStore;

/** Events per second, stage by stage: 2 million lines, 5,000 subscribers with 400 events each, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class IngestBench {
    private static final int EVENTS = 2_000_000;
    private static final int SUBSCRIBERS = EVENTS / 400;

    private byte[] file;
    private Gazetteer gazetteer;
    private CellTable cells;
    private KeyRing keys;

    @Setup
    public void prepare() throws Exception {
        file = EventFile.of(SUBSCRIBERS, EVENTS);
        gazetteer = EventFile.gazetteer();
        cells = EventFile.cells(gazetteer);
        keys = KeyRing.random();
    }

    private Source source() {
        return Source.stream("events.csv", new ByteArrayInputStream(file));
    }

    /** Finding the lines. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long lines() throws BrokenSourceException {
        try (LineReader reader = LineReader.open(source())) {
            while (reader.advance()) {
                continue;
            }
            return reader.number();
        }
    }

    /** And reading the fields. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long fields() throws BrokenSourceException {
        try (LineReader reader = LineReader.open(source())) {
            EventLine event = header(reader);
            long sum = 0;
            while (reader.advance()) {
                LineBlock line = reader.line();
                event.read(line.bytes(), line.from(), line.to());
                sum += event.number() + event.epochMillis();
            }
            return sum;
        }
    }

    private static EventLine header(LineReader reader) throws BrokenSourceException {
        reader.advance();
        return new EventLine(EventColumns.of(CsvLine.split(reader.line().text()).orElseThrow())
                .orElseThrow());
    }

    /** And locating, gathering, pseudonyms and encoded tracks: all but the database. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long tracks() throws Exception {
        return imported(EncodedTracks::merge).accepted();
    }

    private EventReport imported(TrackSink sink) throws Exception {
        EventImport.Setup setup = new EventImport.Setup(
                cells,
                gazetteer,
                keys,
                sink,
                ZoneOffset.ofHours(8),
                32,
                Integer.MAX_VALUE,
                EventImport.BLOCK_BYTES,
                System::nanoTime);
        EventReport report = EventImport.run(setup, EventFile.NOW, List.of(source()), ImportOptions.PLAIN, Runnable::run);
        if (report.accepted() != EVENTS) {
            throw new IllegalStateException("%,d events accepted (expected all)".formatted(report.accepted()));
        }
        return report;
    }

    /** And the database, an empty one each time: 400 events per row written. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 2)
    @Measurement(iterations = 3)
    public long stored() throws Exception {
        Path directory = Files.createTempDirectory("ingest-bench");
        try (ItineraryDatabase database = ItineraryDatabase.open(Database.file(directory.resolve("itinerary")), 2)) {
            EventReport report = imported(new TrackStore(database)::merge);
            database.checkpoint();
            return report.rowsWritten();
        }
    }
}
