package org.waypost.itinerary;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Window;
import org.waypost.itinerary.stay.StayRules;
import org.waypost.itinerary.store.Database;
import org.waypost.itinerary.store.ItineraryDatabase;
import org.waypost.itinerary.store.SettingStore;
import org.waypost.itinerary.store.TrackStore;

/**
 * What itineraries cost with so many subscriber-days stored: arguments are {@code h2} or {@code postgresql} or both with a
 * comma, events a day, and numbers of subscriber-days with commas. Prints a table.
 *
 * <p>Sixteen days are stored, fourteen asked for by 40,000 questions after as many to warm up, of subscribers drawn at
 * random; one thread, whose CPU time, with that of the server, is told beside the time that passed, since other work on
 * the machine lengthens the latter.
 */
public final class LookupRun {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final int DAYS = 16;
    private static final StayRules RULES = StayRules.longerThan(Duration.ofHours(4));
    private static final Window WINDOW = new Window(TODAY.minusDays(14), TODAY.minusDays(1));
    private static final int QUESTIONS = 40_000;
    private static final int TOGETHER = 200;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Random random = new Random(2);
    private final ItineraryCore core;
    private final int subscribers;
    private final DoubleSupplier serverCpu;

    private LookupRun(ItineraryCore core, int subscribers, DoubleSupplier serverCpu) {
        this.core = core;
        this.subscribers = subscribers;
        this.serverCpu = serverCpu;
    }

    public static void main(String[] given) throws Exception {
        // Maven hands over one argument.
        String[] arguments = String.join(" ", given).split(" ", -1);
        StoredLives lives = new StoredLives(Integer.parseInt(arguments[1]));
        System.out.printf(
                "%s events a day:%n%n| database | subscriber-days | stored in | on disk | one question: p50, p99, CPU |"
                        + " of %d together, each: p50, p99, CPU |%n| --- | --- | --- | --- | --- | --- |%n",
                arguments[1], TOGETHER);
        for (String name : arguments[0].split(",", -1)) {
            for (String size : arguments[2].split(",", -1)) {
                run(name, lives, Integer.parseInt(size) / DAYS);
            }
        }
        System.exit(0);
    }

    private static void run(String name, StoredLives lives, int subscribers) throws Exception {
        Path directory = Files.createTempDirectory("lookup-run");
        Path file = directory.resolve("itinerary");
        boolean embedded = name.equals("h2");
        Database database = embedded ? Database.file(file) : PostgresServer.newDatabase();
        KeyRing keys = KeyFile.openOrCreate(directory.resolve("keys"));
        long began = System.nanoTime();
        fill(database, keys, lives, subscribers);
        long seconds = (System.nanoTime() - began) / 1_000_000_000;
        long bytes = embedded ? Files.size(directory.resolve("itinerary.mv.db")) : tidied(database);
        ItinerarySettings settings = new ItinerarySettings(database, Path.of("../config/gazetteer"), ZONE, 32, 2);
        Clock clock = Clock.fixed(TODAY.atTime(9, 0).toInstant(ZONE), ZoneOffset.UTC);
        DoubleSupplier serverCpu = embedded ? () -> 0 : PostgresCpu.of(database)::seconds;
        try (ItineraryCore core = ItineraryCore.open(settings, keys, clock)) {
            LookupRun run = new LookupRun(core, subscribers, serverCpu);
            System.out.printf(
                    "| %s | %,d | %d s | %,d MB | %s | %s |%n",
                    name, subscribers * DAYS, seconds, bytes / 1_000_000, run.ask(1), run.ask(TOGETHER));
        }
        for (String left : List.of("itinerary.mv.db", "itinerary.pid", "keys")) {
            Files.deleteIfExists(directory.resolve(left));
        }
        Files.delete(directory);
    }

    private static void fill(Database database, KeyRing keys, StoredLives lives, int subscribers) throws Exception {
        try (ItineraryDatabase open = ItineraryDatabase.open(database, 2)) {
            SettingStore binding = new SettingStore(open);
            binding.put("key-fingerprint", keys.fingerprint());
            binding.put("zone", ZONE.getId());
            int firstDay = (int) TODAY.minusDays(DAYS).toEpochDay();
            lives.store(new TrackStore(open), keys, subscribers, firstDay, DAYS);
            open.checkpoint();
        }
    }

    /** Does at once what the server's own upkeep does within minutes. */
    private static long tidied(Database server) throws Exception {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze track_week");
            statement.execute("checkpoint");
            try (ResultSet row = statement.executeQuery("select sum(pg_total_relation_size(inhrelid)) from pg_inherits"
                    + " where inhparent = 'track_week'::regclass")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private String ask(int batch) throws ItinerariesUnavailableException {
        read(batch);
        double began = serverCpu.getAsDouble();
        long ownBegan = threads.getCurrentThreadCpuTime();
        long[] nanos = read(batch);
        double cpu = (threads.getCurrentThreadCpuTime() - ownBegan) / 1e9 + serverCpu.getAsDouble() - began;
        Arrays.sort(nanos);
        double questions = (double) nanos.length * batch;
        return "%.0f, %.0f, %.0f µs"
                .formatted(
                        nanos[nanos.length / 2] / 1000.0 / batch,
                        nanos[(int) (nanos.length * 0.99)] / 1000.0 / batch,
                        cpu * 1e6 / questions);
    }

    /** How long each read took. */
    private long[] read(int batch) throws ItinerariesUnavailableException {
        long[] nanos = new long[QUESTIONS / batch];
        for (int i = 0; i < nanos.length; i++) {
            List<Grant> grants = grants(batch);
            long began = System.nanoTime();
            core.itineraries().read(grants);
            nanos[i] = System.nanoTime() - began;
        }
        return nanos;
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
