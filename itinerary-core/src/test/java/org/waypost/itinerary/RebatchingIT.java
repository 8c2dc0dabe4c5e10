package org.waypost.itinerary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.itinerary.geography.Cell;
import org.waypost.itinerary.geography.CellTable;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.geography.Gazetteers;
import org.waypost.itinerary.ingest.EventImport;
import org.waypost.itinerary.ingest.EventReport;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.store.Database;
import org.waypost.itinerary.store.ItineraryDatabase;
import org.waypost.itinerary.store.SubscriberDay;
import org.waypost.itinerary.store.TrackStore;

/** Feeds may repeat, delay, reorder and split events as they like: the tracks are the same. */
class RebatchingIT {
    private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");
    private static final String[] CELLS = {"a", "b", "c", "440-10"};
    private static final int SUBSCRIBERS = 200;
    private static final int EVENTS = 3000;

    @TempDir
    private Path directory;

    private final KeyRing keys = KeyRing.random();
    private final Random random = new Random(42);

    private static CellTable cells(Gazetteer gazetteer) {
        CellTable.Builder builder = new CellTable.Builder(gazetteer);
        builder.add(new Cell("a", "430100", List.of(), LocalDate.EPOCH, null));
        builder.add(new Cell("b", "430200", List.of("430100", "430300"), LocalDate.EPOCH, null));
        builder.add(new Cell("c", "430300", List.of(), LocalDate.EPOCH, null));
        return builder.build();
    }

    private List<String> events() {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Instant time = NOW.minusSeconds(1 + random.nextInt(5 * 86_400));
            events.add(
                    "+" + number(random.nextInt(SUBSCRIBERS)) + "," + time + "," + CELLS[random.nextInt(CELLS.length)]);
        }
        return events;
    }

    private static long number(int subscriber) {
        return 8_613_800_000_000L + subscriber;
    }

    private static Source source(List<String> events) {
        String text = "msisdn,time,cell\n" + String.join("\n", events);
        return Source.stream("x", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Source> batches(List<String> events) {
        List<Source> sources = new ArrayList<>();
        int from = 0;
        while (from < events.size()) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(events.size() / 2));
            sources.add(source(events.subList(from, to)));
            from = to;
        }
        return sources;
    }

    /** Imports into a database of its own, in as many imports as there are lists, and reads all tracks back. */
    private Map<SubscriberKey, List<SubscriberDay>> tracks(
            String name, List<List<Source>> imports, int mostLayers, int blockBytes, int threads) throws Exception {
        Gazetteer gazetteer = Gazetteers.small();
        try (ImportThreads pool = new ImportThreads(threads);
                ItineraryDatabase database = ItineraryDatabase.open(Database.file(directory.resolve(name)), 2)) {
            TrackStore store = new TrackStore(database);
            EventImport.Setup setup = new EventImport.Setup(
                    cells(gazetteer),
                    gazetteer,
                    keys,
                    store::merge,
                    ZoneOffset.ofHours(8),
                    32,
                    mostLayers,
                    blockBytes,
                    () -> 0);
            for (List<Source> sources : imports) {
                EventReport report =
                        EventImport.run(setup, NOW, sources, ImportOptions.PLAIN.withThreads(threads), pool);
                assertThat(report.rejectedLines()).isZero();
            }
            List<SubscriberKey> subscribers = new ArrayList<>();
            for (int i = 0; i < SUBSCRIBERS; i++) {
                subscribers.add(keys.oldest().subscriber(Msisdn.ofDigits(Long.toString(number(i)))));
            }
            return store.read(subscribers, 0, 100_000);
        }
    }

    @Test
    void shuffledDuplicatedAndRebatchedEventsOnAnyNumberOfThreadsGiveIdenticalTracks() throws Exception {
        List<String> events = events();
        Map<SubscriberKey, List<SubscriberDay>> expected =
                tracks("once", List.of(List.of(source(events))), 1_000_000, EventImport.BLOCK_BYTES, 1);
        assertThat(expected).hasSize(SUBSCRIBERS);
        for (int round = 0; round < 4; round++) {
            List<String> shuffled = new ArrayList<>(events);
            shuffled.addAll(events.subList(0, random.nextInt(events.size())));
            Collections.shuffle(shuffled, random);
            List<List<Source>> imports = new ArrayList<>();
            batches(shuffled).forEach(source -> imports.add(List.of(source)));
            imports.add(batches(events.subList(0, 1000)));
            int mostLayers = 300 + random.nextInt(500);
            int blockBytes = 500 + random.nextInt(20_000);
            assertThat(tracks("round-" + round, imports, mostLayers, blockBytes, 1 + round))
                    .isEqualTo(expected);
        }
    }
}
