package org.waypost.simulator.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.simulator.ledger.Books;

/** A gateway's folder as an operator has it: the shipped configuration, keys, and databases that tests look into. */
public final class Installation {
    /** In the tests' own range of numbers. */
    private static final long FIRST_NUMBER = 8_619_900_000_000L;

    private static final long START_OF_TESTS = 7;

    private final Path home;
    private final DatabaseAddress database;

    private Installation(Path home, DatabaseAddress database) {
        this.home = home;
        this.database = database;
    }

    /** On H2, with so many subscribers registered. */
    public static Installation embedded(Path home, int subscribers) throws Exception {
        Installation made = new Installation(home, DatabaseAddress.file(home.resolve("data/gateway")));
        made.fill(subscribers);
        return made;
    }

    /** The same on a server; the itineraries stay on H2. */
    public static Installation on(DatabaseAddress server, Path home, int subscribers) throws Exception {
        Installation made = new Installation(home, server);
        made.fill(subscribers);
        return made;
    }

    /** Copies the configuration and registers the subscribers, all with the ID ending 1234. */
    private void fill(int subscribers) throws Exception {
        copy(Path.of("..", "config"), home.resolve("config"));
        change("127.0.0.1:2775", "127.0.0.1:0");
        change("127.0.0.1:2776", "127.0.0.1:0");
        // A carrier here may need minutes for a repeat, where a machine is busy.
        Files.writeString(config(), Files.readString(config()) + "\nadmission:\n  repeat-window: 30m\n");
        if (!database.embedded()) {
            change(
                    "  database: ../data/gateway",
                    "  postgresql:\n    url: \"%s\"\n    user: %s".formatted(database.url(), database.user()));
        }
        try (GatewayStore store = store()) {
            List<GatewayStore.RegisterLine> lines = new ArrayList<>();
            for (int i = 0; i < subscribers; i++) {
                var subscriber = keys().subscriber(Msisdn.ofDigits(number(i)));
                lines.add(new GatewayStore.RegisterLine(
                        subscriber,
                        new Registration(keys().ending(subscriber, "1234"), LocalDate.of(2015, 1, 1), true, null)));
            }
            store.register(lines, Instant.EPOCH);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file :
                    files.filter(file -> !file.toString().contains("generate")).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** Changes the configuration. */
    public void change(String from, String to) throws IOException {
        String before = Files.readString(config());
        if (!before.contains(from)) {
            throw new IllegalArgumentException("no '" + from + "' in the configuration");
        }
        Files.writeString(config(), before.replace(from, to));
    }

    /** The digits of a registered number. */
    public static String number(int subscriber) {
        return Long.toString(FIRST_NUMBER + subscriber);
    }

    public Path home() {
        return home;
    }

    public Path config() {
        return home.resolve("config/waypost.yaml");
    }

    public Path log() {
        return home.resolve("log");
    }

    /** The gateway's database file. */
    public Path file() {
        return home.resolve("data/gateway.mv.db");
    }

    public DatabaseAddress database() {
        return database;
    }

    public KeyRing keys() throws Exception {
        return KeyFile.openOrCreate(home.resolve("data/keys"));
    }

    /** Opens the store while no gateway has it. */
    public GatewayStore store() throws Exception {
        Files.createDirectories(home.resolve("data"));
        return new JdbcStore(GatewayDatabase.open(database, keys()), keys(), "tests", START_OF_TESTS, 1);
    }

    /** Reads the gateway's books while it is at rest. */
    public Books books() throws Exception {
        try (GatewayStore store = store()) {
            return new Books(store.balance(), store.notes(0, 1_000_000), disclosures());
        }
    }

    /** How many entries of the audit tell of a disclosure. */
    private long disclosures() throws SQLException {
        long disclosures = 0;
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet page = statement.executeQuery("select body from audit_page")) {
            while (page.next()) {
                String body = new String(page.getBytes(1), StandardCharsets.UTF_8);
                disclosures += body.lines()
                        .filter(line -> line.contains("\"DISCLOSURE\""))
                        .count();
            }
        }
        return disclosures;
    }
}
