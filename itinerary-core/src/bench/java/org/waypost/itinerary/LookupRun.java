package org.waypost.itinerary;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Window;
import org.waypost.itinerary.stay.StayRules;
import org.waypost.itinerary.store.Database;
import org.waypost.itinerary.store.ItineraryDatabase;
import org.waypost.itinerary.store.SettingStore;
import org.waypost.itinerary.store.TrackStore;

/**
 * What itineraries cost with so many subscriber-days stored: arguments are {@code h2} or {@code postgresql}, subscribers,
 * events a day, and optionally the directory of the database, which is kept then and taken again the next time.
 *
 * <p>Sixteen days are stored, fourteen asked for by 40,000 questions after as many to warm up, of subscribers drawn at random; one thread, whose CPU time is told
 * beside the time that passed, since other work on the machine lengthens the latter.
 */
public final class LookupRun {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final int DAYS = 16;
    private static final StayRules RULES = StayRules.longerThan(Duration.ofHours(4));
    private static final Window WINDOW = new Window(TODAY.minusDays(14), TODAY.minusDays(1));
    private static final int QUESTIONS = 40_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Random random = new Random(2);
    private final ItineraryCore core;
    private final int subscribers;

    private LookupRun(ItineraryCore core, int subscribers) {
        this.core = core;
        this.subscribers = subscribers;
    }

    public static void main(String[] given) throws Exception {
        // Maven hands over one argument.
        String[] arguments = String.join(" ", given).split(" ", -1);
        int subscribers = Integer.parseInt(arguments[1]);
        int events = Integer.parseInt(arguments[2]);
        boolean embedded = arguments[0].equals("h2");
        Path directory = arguments.length > 3 ? Path.of(arguments[3]) : Files.createTempDirectory("lookup-run");
        Path file = directory.resolve("itinerary");
        Database database = embedded ? Database.file(file) : PostgresServer.newDatabase();
        KeyRing keys = keys(directory);
        if (!embedded || !Files.exists(directory.resolve("itinerary.mv.db"))) {
            fill(database, keys, subscribers, events);
        }
        ItinerarySettings settings = new ItinerarySettings(database, Path.of("../config/gazetteer"), ZONE, 32, 2);
        Clock clock = Clock.fixed(TODAY.atTime(9, 0).toInstant(ZONE), ZoneOffset.UTC);
        try (ItineraryCore core = ItineraryCore.open(settings, keys, clock)) {
            LookupRun run = new LookupRun(core, subscribers);
            run.ask(1);
            run.ask(200);
        }
        System.exit(0);
    }

    private static KeyRing keys(Path directory) throws Exception {
        return KeyFile.openOrCreate(directory.resolve("keys"));
    }

    private static void fill(Database database, KeyRing keys, int subscribers, int events) throws Exception {
        try (ItineraryDatabase open = ItineraryDatabase.open(database, 2)) {
            SettingStore binding = new SettingStore(open);
            binding.put("key-fingerprint", keys.oldest().fingerprint());
            binding.put("zone", ZONE.getId());
            long began = System.nanoTime();
            StoredLives.store(
                    new TrackStore(open), keys, subscribers, (int) TODAY.minusDays(DAYS).toEpochDay(), DAYS, events);
            open.checkpoint();
            System.out.printf(
                    "%,d subscriber-days stored in %d s%n", subscribers * DAYS, (System.nanoTime() - began) / 1_000_000_000);
        }
    }

    private void ask(int batch) throws ItinerariesUnavailableException {
        run(batch);
        long[] nanos = run(batch);
        long cpu = nanos[nanos.length - 1];
        int reads = nanos.length - 1;
        Arrays.sort(nanos, 0, reads);
        System.out.printf(
                "batch of %d: %.1f us of CPU a question; a read takes p50 %,d us, p99 %,d us (%d reads)%n",
                batch,
                cpu / 1000.0 / reads / batch,
                nanos[reads / 2] / 1000,
                nanos[(int) (reads * 0.99)] / 1000,
                reads);
    }

    /** How long each read took; the last element is the CPU time of all. */
    private long[] run(int batch) throws ItinerariesUnavailableException {
        List<Long> nanos = new ArrayList<>();
        long cpu = threads.getCurrentThreadCpuTime();
        for (int asked = 0; asked < QUESTIONS; asked += batch) {
            List<Grant> grants = grants(batch);
            long began = System.nanoTime();
            core.itineraries().read(grants);
            nanos.add(System.nanoTime() - began);
        }
        nanos.add(threads.getCurrentThreadCpuTime() - cpu);
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }

    private List<Grant> grants(int batch) {
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            grants.add(new Grant(
                    StoredLives.number(random.nextInt(subscribers)), List.of(WINDOW), RULES, null, "bench", "bench"));
        }
        return grants;
    }
}
