package org.waypost.itinerary;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.itinerary.ingest.EventReport;
import org.waypost.itinerary.ingest.FeedDirectory;
import org.waypost.itinerary.ingest.FeedReport;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Window;
import org.waypost.itinerary.stay.StayRules;
import org.waypost.itinerary.store.Database;

/** A watched directory: files are taken whole or taken again, and a day is complete when its manifest says so (F21). */
class FeedIT {
    private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final Window WINDOW = new Window(DAY, DAY.plusDays(3));
    private static final String CELLS = "cell,region\n460-00-1,430100\n460-00-2,430200\n";

    private static final int SUBSCRIBERS = 500;

    /** More of them: {@code -Dwaypost.kills=100}. */
    private static final int KILLS = Integer.getInteger("waypost.kills", 3);

    @TempDir
    private Path directory;

    private final Random random = new Random(9);

    private FeedDirectory feed;

    @BeforeEach
    void makeDirectories() throws IOException {
        feed = new FeedDirectory(directory.resolve("feed"), 0);
        Files.createDirectories(feed.incoming());
    }

    private static ItineraryCore open(Path directory, Instant now) throws Exception {
        ItinerarySettings settings = new ItinerarySettings(
                Database.file(directory.resolve("itinerary")),
                Path.of("../config/gazetteer"),
                ItinerarySettings.DEFAULT_ZONE,
                32,
                4);
        ItineraryCore core = ItineraryCore.open(
                settings, KeyFile.openOrCreate(directory.resolve("keys")), Clock.fixed(now, ZoneOffset.UTC));
        core.importCells(Source.stream("cells.csv", new ByteArrayInputStream(CELLS.getBytes(StandardCharsets.UTF_8))));
        return core;
    }

    private ItineraryCore open() throws Exception {
        return open(directory, NOW);
    }

    private static String events(int subscriber, int hour, int cell) {
        return "msisdn,time,cell\n+%d,2026-11-20T%02d:00:00+08:00,460-00-%d\n"
                .formatted(number(subscriber), hour, cell);
    }

    private static long number(int subscriber) {
        return 8_613_800_000_000L + subscriber;
    }

    private void put(String name, byte[] bytes) throws IOException {
        Path draft = feed.incoming().resolve("." + name);
        Files.write(draft, bytes);
        Files.move(draft, feed.incoming().resolve(name));
    }

    private void put(String name, String text) throws IOException {
        put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd(String text) {
        return Zstd.compress(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Grant grant(int subscriber) {
        return grant(subscriber, StayRules.longerThan(Duration.ofHours(4)));
    }

    private static Grant grant(int subscriber, StayRules rules) {
        return new Grant(
                Msisdn.ofDigits(Long.toString(number(subscriber))), List.of(WINDOW), rules, null, "city-14", "test");
    }

    private static Itinerary.Period ask(ItineraryCore core, int subscriber) throws Exception {
        return core.itineraries()
                .read(List.of(grant(subscriber)))
                .get(0)
                .periods()
                .get(0);
    }

    @Test
    void takesFilesInEveryPackingTogetherAndDeletesThem() throws Exception {
        put("a.csv", events(1, 8, 1));
        put("b.csv.gz", gzip(events(1, 11, 1)));
        put("c.csv.zst", zstd(events(1, 14, 1)));
        Files.writeString(feed.incoming().resolve("d.csv.part"), events(1, 15, 2));
        try (ItineraryCore core = open()) {
            FeedReport report = core.takeFeed(feed);
            assertThat(report.taken()).containsExactly("a.csv", "b.csv.gz", "c.csv.zst");
            assertThat(report.events().accepted()).isEqualTo(3);
            assertThat(report.events().rowsWritten()).isEqualTo(1);
            assertThat(names(feed.incoming())).containsExactly("d.csv.part");
            assertThat(ask(core, 1).visits()).hasSize(1);
            assertThat(core.takeFeed(feed).events()).isNull();
        }
    }

    @Test
    void aDayIsCompleteOnceEveryFileOfItsManifestWasTakenWithItsSize() throws Exception { // F21
        String first = events(1, 8, 1);
        put("a.csv", first);
        put("b.csv", "msisdn,time,cell\n");
        put(
                "2026-11-20.manifest",
                "day,file,size\n2026-11-20,a.csv,%d\n2026-11-20,b.csv,17\n2026-11-20,c.csv,%d\n2026-11-21,a.csv,%d\n"
                        .formatted(first.length(), first.length(), first.length()));
        try (ItineraryCore core = open()) {
            FeedReport report = core.takeFeed(feed);
            assertThat(report.completed()).containsExactly(DAY.plusDays(1));
            assertThat(report.missing()).isEqualTo(Map.of(DAY, List.of("c.csv")));
            assertThat(ask(core, 1).completeThrough()).isNull();
            put("c.csv", first + first.lines().skip(1).findFirst().orElseThrow());
            assertThat(core.takeFeed(feed).missing().get(DAY))
                    .containsExactly(
                            "c.csv (%d bytes, expected %d)".formatted(2 * first.length() - 18, first.length()));
            put("c.csv", first);
            assertThat(core.takeFeed(feed).completed()).contains(DAY);
            assertThat(ask(core, 1).completeThrough()).isEqualTo(DAY.plusDays(1));
            assertThat(names(feed.incoming())).isEmpty();
        }
    }

    @Test
    void setsAsideWhatCannotBeReadAndTakesTheNextOneOfThatName() throws Exception { // F21
        byte[] packed = gzip(
                events(1, 8, 1) + events(1, 14, 1).lines().skip(1).findFirst().orElseThrow());
        put("a.csv.gz", Arrays.copyOf(packed, packed.length - 9));
        put("b.csv", "number;when;where\n");
        put("x.manifest", "2026-11-20 a.csv.gz\n");
        try (ItineraryCore core = open()) {
            FeedReport report = core.takeFeed(feed);
            assertThat(report.taken()).isEmpty();
            assertThat(report.setAside())
                    .extracting(source -> source.name())
                    .containsExactly("a.csv.gz", "b.csv", "x.manifest");
            assertThat(report.setAside().get(1).reason()).isEqualTo("header line without msisdn, time, cell");
            assertThat(names(feed.incoming()))
                    .containsExactly("a.csv.gz.unreadable", "b.csv.unreadable", "x.manifest.unreadable");
            assertThat(report.unreadable()).isEqualTo(names(feed.incoming()));
            put("a.csv.gz", packed);
            FeedReport next = core.takeFeed(feed);
            assertThat(next.taken()).containsExactly("a.csv.gz");
            assertThat(next.setAside()).isEmpty();
            assertThat(next.unreadable()).hasSize(3);
            assertThat(ask(core, 1).visits()).hasSize(1);
        }
    }

    @Test
    void keepsFilesForAsManyDaysAsItIsTold() throws Exception { // P4
        FeedDirectory keeping = new FeedDirectory(feed.directory(), 2);
        put("a.csv", events(1, 8, 1));
        try (ItineraryCore core = open()) {
            core.takeFeed(keeping);
            assertThat(names(keeping.incoming())).isEmpty();
            assertThat(names(keeping.taken())).containsExactly("a.csv");
        }
        try (ItineraryCore core = open(directory, NOW.plus(Duration.ofDays(2)))) {
            core.takeFeed(keeping);
            assertThat(names(keeping.taken())).containsExactly("a.csv");
        }
        try (ItineraryCore core = open(directory, NOW.plus(Duration.ofDays(3)))) {
            core.takeFeed(keeping);
            assertThat(names(keeping.taken())).isEmpty();
        }
    }

    @Test
    void putsRejectedLinesIntoItsQuarantine() throws Exception { // P4
        put("a.csv", events(1, 8, 9));
        try (ItineraryCore core = open()) {
            EventReport report = core.takeFeed(feed).events();
            assertThat(report.rejectedLines()).isEqualTo(1);
            assertThat(report.quarantine()).hasParent(feed.quarantine());
            assertThat(Files.readString(report.quarantine()))
                    .contains("a.csv,2,unknown-cell,")
                    .doesNotContain("3800000001");
        }
    }

    /** Takes a feed once, or imports its files as they lie there, in a process of its own. */
    static final class Taker {
        private Taker() {}

        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            FeedDirectory feed = new FeedDirectory(directory.resolve("feed"), 0);
            try (ItineraryCore core = open(directory, NOW)) {
                System.out.println("open");
                if (arguments[1].equals("import")) {
                    core.importEvents(
                            files(feed),
                            ImportOptions.PLAIN.withCompleteDay(DAY).withThreads(2));
                } else {
                    core.takeFeed(feed);
                }
            }
        }
    }

    private static List<Source> files(FeedDirectory feed) throws IOException {
        return names(feed.incoming()).stream()
                .filter(name -> name.endsWith(".csv"))
                .map(name -> Source.file(feed.incoming().resolve(name)))
                .toList();
    }

    @Test
    void survivesAKillAtAnyMoment() throws Exception { // F1
        List<String> texts = putThirtyFilesAndTheirManifest();
        killTakers("feed");
        try (ItineraryCore core = open()) {
            core.takeFeed(feed);
            assertThat(names(feed.incoming())).isEmpty();
            assertUndisturbed(core, texts);
        }
    }

    @Test
    void anImportSurvivesAKillAtAnyMoment() throws Exception { // F1
        List<String> texts = putThirtyFilesAndTheirManifest();
        killTakers("import");
        try (ItineraryCore core = open()) {
            core.importEvents(files(feed), ImportOptions.PLAIN.withCompleteDay(DAY));
            assertUndisturbed(core, texts);
        }
    }

    private List<String> putThirtyFilesAndTheirManifest() throws IOException {
        StringBuilder manifest = new StringBuilder("day,file,size\n");
        List<String> texts = new ArrayList<>();
        for (int file = 0; file < 30; file++) {
            StringBuilder text = new StringBuilder("msisdn,time,cell\n");
            for (int i = 0; i < 2000; i++) {
                text.append(events(random.nextInt(SUBSCRIBERS), random.nextInt(24), 1 + random.nextInt(2))
                                .lines()
                                .skip(1)
                                .findFirst()
                                .orElseThrow())
                        .append('\n');
            }
            texts.add(text.toString());
            put("f%02d.csv".formatted(file), text.toString());
            manifest.append("2026-11-20,f%02d.csv,%d\n".formatted(file, text.length()));
        }
        put("day.manifest", manifest.toString());
        return texts;
    }

    private void killTakers(String mode) throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            Process taker = ChildJvm.start(Taker.class, directory.toString(), mode);
            try (var output = taker.inputReader()) {
                assertThat(output.readLine()).isEqualTo("open");
                taker.waitFor(random.nextInt(1200), TimeUnit.MILLISECONDS);
            } finally {
                taker.destroyForcibly().waitFor();
            }
        }
    }

    /** Everything found of everybody is what one import of all files finds in a database of its own. */
    private void assertUndisturbed(ItineraryCore core, List<String> texts) throws Exception {
        Path other = directory.resolve("other");
        Files.createDirectories(other);
        Files.copy(directory.resolve("keys"), other.resolve("keys"), StandardCopyOption.COPY_ATTRIBUTES);
        try (ItineraryCore expected = open(other, NOW)) {
            List<Source> sources = texts.stream()
                    .map(text -> Source.stream("x", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                    .toList();
            expected.importEvents(sources, ImportOptions.PLAIN.withCompleteDay(DAY));
            for (int subscriber = 0; subscriber < SUBSCRIBERS; subscriber++) {
                Grant everything = grant(subscriber, StayRules.anySighting());
                assertThat(core.explain(everything)).isEqualTo(expected.explain(everything));
            }
            assertThat(ask(core, 0).completeThrough()).isEqualTo(DAY);
        }
    }
}
