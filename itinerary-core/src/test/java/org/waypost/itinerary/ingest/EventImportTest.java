package org.waypost.itinerary.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.itinerary.geography.Cell;
import org.waypost.itinerary.geography.CellTable;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.geography.Gazetteers;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.store.MergeCount;
import org.waypost.itinerary.store.SubscriberDay;
import org.waypost.itinerary.track.Track;

/** However many threads an import has and wherever its blocks end, it reports what one thread does. */
class EventImportTest {
    private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");
    private static final int LINES = 5000;
    private static final String HEADER = "msisdn,time,cell\n";

    @TempDir
    private Path directory;

    private final Gazetteer gazetteer = Gazetteers.small();
    private final KeyRing keys = KeyRing.random();
    private final Random random = new Random(11);
    private final Map<String, Track> tracks = new TreeMap<>();

    private MergeCount keep(Iterable<SubscriberDay> rows) {
        long sightings = 0;
        SubscriberDay before = null;
        for (SubscriberDay row : rows) {
            assertThat(before == null || before.subscriber().compareTo(row.subscriber()) <= 0)
                    .isTrue();
            assertThat(row).isNotEqualTo(before);
            String key = row.epochDay() + " " + row.subscriber();
            Track known = tracks.getOrDefault(key, Track.EMPTY);
            Track grown = known.union(row.track());
            sightings += grown.sightings() - known.sightings();
            tracks.put(key, grown);
            before = row;
        }
        return new MergeCount(tracks.size(), sightings);
    }

    private EventImport.Setup setup(TrackSink sink, int blockBytes) {
        CellTable.Builder cells = new CellTable.Builder(gazetteer);
        cells.add(new Cell("a", "430100", List.of(), LocalDate.EPOCH, null));
        cells.add(new Cell("b", "430200", List.of("430100"), LocalDate.EPOCH, null));
        return new EventImport.Setup(
                cells.build(), gazetteer, keys, sink, ZoneOffset.ofHours(8), 32, 2000, blockBytes, () -> 0);
    }

    /** A third of the lines cannot be taken, for several reasons; some are blank, and one is longer than small blocks. */
    private String file() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < LINES; i++) {
            String number = "+86138%08d".formatted(random.nextInt(300));
            Instant time = NOW.minusSeconds(1 + random.nextInt(20 * 86_400));
            switch (random.nextInt(9)) {
                case 0 ->
                    text.append(number)
                            .append(',')
                            .append(time)
                            .append(",nowhere-")
                            .append(i % 50);
                case 1 -> text.append(number).append(",yesterday,a");
                case 2 -> text.append(i == LINES / 2 ? "" : "\r");
                default -> text.append(number).append(',').append(time).append(random.nextInt(3) == 0 ? ",b" : ",a");
            }
            text.append('\n');
        }
        return text.append("x".repeat(3000))
                .append('\n')
                .append("the last line, without an end")
                .toString();
    }

    private static Source source(String text) {
        return Source.stream("feed.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private EventReport run(List<Source> sources, Path quarantine, int blockBytes, int threads) throws Exception {
        ImportOptions options = ImportOptions.PLAIN.withQuarantine(quarantine).withThreads(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            return EventImport.run(setup(this::keep, blockBytes), NOW, sources, options, pool);
        } finally {
            pool.shutdownNow();
        }
    }

    /** A disk that fails. */
    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the disk is gone");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }
    }

    private static List<String> lines(EventReport report) throws IOException {
        return Files.readAllLines(report.quarantine());
    }

    @ParameterizedTest
    @CsvSource({"2000, 1", "2000, 4", "262144, 2", "2500, 3"})
    void reportsAndQuarantinesWhatOneThreadDoes(int blockBytes, int threads) throws Exception {
        List<String> files = List.of(file(), file());
        EventReport expected =
                run(files.stream().map(EventImportTest::source).toList(), directory, EventImport.BLOCK_BYTES, 1);
        Map<String, Track> expectedTracks = new TreeMap<>(tracks);
        tracks.clear();

        EventReport report = run(files.stream().map(EventImportTest::source).toList(), directory, blockBytes, threads);

        assertThat(tracks).isEqualTo(expectedTracks);
        assertThat(report)
                .usingRecursiveComparison()
                .ignoringFields("quarantine", "rowsWritten")
                .isEqualTo(expected);
        assertThat(report.subscribers()).isEqualTo(300);
        assertThat(report.rejectedLines()).isBetween(LINES / 4L, (long) LINES);
        assertThat(lines(report)).isEqualTo(lines(expected));
    }

    @Test
    void refusesToRunOnNoThread() {
        assertThatThrownBy(() -> ImportOptions.PLAIN.withThreads(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads 0 (expected at least 1)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void tellsTheLineAtWhichASourceBreaksOff(int threads) throws Exception {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 100; i++) {
            text.append("+8613800000000,").append(NOW.minusSeconds(60L * i + 1)).append(",a\n");
        }
        byte[] whole = text.append("half a li").toString().getBytes(StandardCharsets.UTF_8);
        Source source =
                Source.stream("feed.csv", new SequenceInputStream(new ByteArrayInputStream(whole), new BrokenStream()));

        EventReport report = run(List.of(source, source(HEADER)), directory, 700, threads);

        assertThat(report.accepted()).isEqualTo(100);
        assertThat(report.unreadable())
                .containsExactly(new UnreadableSource("feed.csv", "line 102: IOException: the disk is gone"));
    }

    @Test
    void readsCompressedBlocksOnSeveralThreads() throws Exception {
        String text = file();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Source source = Source.stream("feed.csv.gz", new ByteArrayInputStream(packed.toByteArray()));
        long accepted = run(List.of(source(text)), directory, EventImport.BLOCK_BYTES, 1)
                .accepted();
        assertThat(run(List.of(source), directory, 4000, 3).accepted()).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void endsWhenTheStoreRefuses(int threads) {
        TrackSink refusing = rows -> {
            throw new SQLException("no room");
        };
        assertThatThrownBy(() -> EventImport.run(
                        setup(refusing, 2000),
                        NOW,
                        List.of(source(file())),
                        ImportOptions.PLAIN.withThreads(threads),
                        Runnable::run))
                .isInstanceOf(SQLException.class);
    }
}
