package org.waypost.itinerary.ingest;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import org.waypost.itinerary.PostgresServer;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.signalling.CsvLine;
import org.waypost.itinerary.signalling.EventColumns;
import org.waypost.itinerary.signalling.EventLine;
import org.waypost.itinerary.store.Database;
import org.waypost.itinerary.store.ItineraryDatabase;
import org.waypost.itinerary.store.TrackStore;

/**
 * Events per second of a whole run over one file, into each store and beside DuckDB: arguments are the number of
 * subscribers and of events of each. The time that passed stands beside the CPU time of the whole process (PostgreSQL's is
 * its own), since other work on the machine lengthens the former.
 */
public final class IngestRun {
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private final Path file;
    private final int events;
    private final KeyRing keys = KeyRing.random();
    private final Gazetteer gazetteer = EventFile.gazetteer();

    /** One way to take the file. */
    @FunctionalInterface
    private interface Way {
        void take() throws Exception;
    }

    private IngestRun(Path file, int events) throws Exception {
        this.file = file;
        this.events = events;
    }

    public static void main(String[] given) throws Exception {
        // Maven hands over one argument.
        String[] arguments = String.join(" ", given).split(" ", -1);
        int subscribers = Integer.parseInt(arguments[0]);
        int events = subscribers * Integer.parseInt(arguments[1]);
        Path directory = Files.createTempDirectory("ingest-run");
        Path file = directory.resolve("events.csv");
        Files.write(file, EventFile.of(subscribers, events));
        IngestRun run = new IngestRun(file, events);
        System.out.printf("%,d events, %s of each subscriber-day%n", events, arguments[1]);
        run.measure("tracks in memory, first time", run::intoMemory);
        run.measure("tracks in memory", run::intoMemory);
        for (int i = 1; i <= 2; i++) {
            Path place = directory.resolve("itinerary" + i);
            run.measure("H2, empty, time " + i, () -> run.into(Database.file(place)));
        }
        run.measure("H2, the same again", () -> run.into(Database.file(directory.resolve("itinerary2"))));
        Database server = PostgresServer.newDatabase();
        run.measure("PostgreSQL, empty", () -> run.into(server));
        run.measure("PostgreSQL, the same again", () -> run.into(server));
        run.measure("DuckDB, the same sets", () -> run.intoDuckDb(directory.resolve("duck.db")));
        System.exit(0);
    }

    private void measure(String name, Way way) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        way.take();
        double seconds = (System.nanoTime() - began) / 1e9;
        double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
        System.out.printf(
                "| %s | %.1f | %.2f | %.1f | %.2f |%n",
                name, seconds, events / seconds / 1e6, cpuSeconds, events / cpuSeconds / 1e6);
    }

    private void intoMemory() throws Exception {
        AcceptedDays days = AcceptedDays.at(EventFile.NOW, ZONE, 32);
        Locator locator = new Locator(EventFile.cells(gazetteer), gazetteer);
        EventBatch batch = new EventBatch(days, locator, keys, null, Integer.MAX_VALUE);
        try (LineReader reader = LineReader.open(Source.file(file))) {
            reader.advance();
            EventLine event = new EventLine(
                    EventColumns.of(CsvLine.split(reader.text()).orElseThrow()).orElseThrow());
            while (reader.advance()) {
                if (event.read(reader.bytes(), reader.from(), reader.to()) != null || batch.add(event) != null) {
                    throw new IllegalStateException("line %d is refused".formatted(reader.number()));
                }
            }
        }
        batch.rows().forEach(row -> row.track().encode());
    }

    private void into(Database place) throws Exception {
        try (ItineraryDatabase database = ItineraryDatabase.open(place, 2)) {
            EventImport.Setup setup = new EventImport.Setup(
                    EventFile.cells(gazetteer),
                    gazetteer,
                    keys,
                    new TrackStore(database),
                    ZONE,
                    32,
                    1_000_000,
                    System::nanoTime);
            EventImport.run(setup, EventFile.NOW, List.of(Source.file(file)), ImportOptions.PLAIN);
            database.checkpoint();
        }
    }

    /** One thread, as each of the others has for its rows. */
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
