package org.waypost.itinerary.ingest;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.waypost.itinerary.PostgresCpu;
import org.waypost.itinerary.PostgresServer;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.store.Database;
import org.waypost.itinerary.store.ItineraryDatabase;
import org.waypost.itinerary.store.TrackStore;

/**
 * Events per second of whole runs over files of several sizes, into memory, each store, and DuckDB, one after the other in
 * one process: arguments are sizes as {@code LINESxEVENTS}, the latter per subscriber-day. Prints a table.
 *
 * <p>The time that passed stands beside the CPU time of the process and of the PostgreSQL server, since other work on the
 * machine lengthens the former.
 */
public final class IngestRun {
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    /** Lines of a file that is taken once before anything is measured, for the compiler. */
    private static final int WARM_UP = 1_000_000;

    /** Each import runs on one thread and on so many. */
    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Path directory;
    private final Path file;
    private final int events;
    private final int eventsPerRow;
    private final PostgresCpu serverCpu = PostgresCpu.of(PostgresServer.newDatabase());
    private final KeyRing keys = KeyRing.random();
    private final Gazetteer gazetteer = EventFile.gazetteer();

    /** One way to take the file. */
    @FunctionalInterface
    private interface Way {
        void take() throws Exception;
    }

    private IngestRun(Path directory, int events, int eventsPerRow) throws Exception {
        this.directory = directory;
        this.file = directory.resolve("events.csv");
        this.events = events;
        this.eventsPerRow = eventsPerRow;
        EventFile.write(file, events / eventsPerRow, events);
    }

    public static void main(String[] given) throws Exception {
        // Maven hands over one argument.
        String[] sizes = String.join(" ", given).split(" ", -1);
        run(WARM_UP, 40, "warm-up: ");
        System.out.println(
                "| lines, events per row | into | s | million events/s | CPU s | million events/s of one core |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (String size : sizes) {
            String[] numbers = size.split("x", -1);
            run(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), "");
        }
        System.exit(0);
    }

    private static void run(int events, int eventsPerRow, String note) throws Exception {
        Path directory = Files.createTempDirectory("ingest-run");
        IngestRun run = new IngestRun(directory, events, eventsPerRow);
        for (int threads = 1; threads <= THREADS; threads += THREADS - 1) {
            int number = threads;
            String by = threads == 1 ? "" : ", %d threads".formatted(threads);
            Database embedded = Database.file(directory.resolve("itinerary-" + threads));
            Database server = PostgresServer.newDatabase();
            run.measure(note + "tracks in memory" + by, () -> run.take(EncodedTracks::merge, number));
            run.measure(note + "H2, empty" + by, () -> run.into(embedded, number));
            run.measure(note + "H2, the same file again" + by, () -> run.into(embedded, number));
            run.measure(note + "PostgreSQL, empty" + by, () -> run.into(server, number));
            run.measure(note + "PostgreSQL, the same file again" + by, () -> run.into(server, number));
        }
        run.measure(note + "DuckDB, one thread, the same sets", () -> run.intoDuckDb(directory.resolve("duck.db")));
        try (Stream<Path> files = Files.list(directory)) {
            for (Path left : files.toList()) {
                Files.delete(left);
            }
        }
        Files.delete(directory);
    }

    private void measure(String name, Way way) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double cpuBegan = system.getProcessCpuTime() / 1e9 + serverCpu.seconds();
        long began = System.nanoTime();
        way.take();
        double seconds = (System.nanoTime() - began) / 1e9;
        double cpu = system.getProcessCpuTime() / 1e9 + serverCpu.seconds() - cpuBegan;
        PrintStream to = name.startsWith("warm-up") ? System.err : System.out;
        to.printf(
                "| %,d, %d | %s | %.1f | %.2f | %.1f | %.2f |%n",
                events, eventsPerRow, name, seconds, events / seconds / 1e6, cpu, events / cpu / 1e6);
    }

    private void into(Database place, int threads) throws Exception {
        try (ItineraryDatabase database = ItineraryDatabase.open(place, 2)) {
            take(new TrackStore(database)::merge, threads);
            database.checkpoint();
        }
    }

    private void take(TrackSink sink, int threads) throws Exception {
        EventImport.Setup setup = new EventImport.Setup(
                EventFile.cells(gazetteer),
                gazetteer,
                keys,
                sink,
                ZONE,
                32,
                1_000_000,
                EventImport.BLOCK_BYTES,
                System::nanoTime);
        EventReport report = imported(setup, ImportOptions.PLAIN.withThreads(threads));
        if (report.accepted() != events) {
            throw new IllegalStateException("%,d events accepted (expected all)".formatted(report.accepted()));
        }
    }

    private EventReport imported(EventImport.Setup setup, ImportOptions options) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(options.threads());
        try {
            return EventImport.run(setup, EventFile.NOW, List.of(Source.file(file)), options, pool);
        } finally {
            pool.shutdown();
        }
    }

    /** One thread, as each of the others has for writing its rows. */
    private void intoDuckDb(Path database) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("set threads = 1");
            statement.execute("create table cell (id varchar primary key, region integer)");
            StringBuilder cells = new StringBuilder("insert into cell values ");
            for (int city = 0; city < 2; city++) {
                for (int i = 0; i < EventFile.CELLS_PER_CITY; i++) {
                    cells.append(cells.charAt(cells.length() - 1) == ')' ? "," : "")
                            .append("('%s',%s)".formatted(EventFile.cell(city, i), EventFile.region(city)));
                }
            }
            statement.execute(cells.toString());
            statement.execute(
                    """
                    create table track as
                    select msisdn, local // 86400 as day_, list(distinct (local %% 86400) // 60 * 10000000 + region) as body
                    from (select msisdn, region, cast(epoch(time) as bigint) + 28800 as local
                        from read_csv('%s', header = true, columns = {msisdn: 'varchar', time: 'timestamptz',
                            cell: 'varchar', kind: 'varchar'}) e join cell on cell.id = e.cell)
                    group by all
                    """
                            .formatted(file));
        }
    }
}
