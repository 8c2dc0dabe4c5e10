package org.waypost.gateway.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.itinerary.embedded.H2File;
import org.waypost.itinerary.keys.BoundKeys;
import org.waypost.itinerary.keys.KeyRing;

/** The gateway's database, open: pool, schema up to date, and known to belong to this key ring. */
public final class GatewayDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayDatabase.class);
    /** A connection for each lane, the courier, upkeep, and the staff's commands. */
    private static final int CONNECTIONS = 6;

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);
    private static final int H2_ALREADY_OPEN = 90020;

    private final HikariDataSource pool;
    private final Dialect dialect;
    private final @Nullable UseMark mark;
    private volatile boolean filled;

    private GatewayDatabase(HikariDataSource pool, Dialect dialect, @Nullable UseMark mark) {
        this.pool = pool;
        this.dialect = dialect;
        this.mark = mark;
    }

    /**
     * Opens a database, creating an embedded one where there is none.
     *
     * @throws UnusableDatabaseException naming the reason
     */
    public static GatewayDatabase open(DatabaseAddress address, KeyRing keys) throws UnusableDatabaseException {
        makeDirectory(address);
        HikariDataSource pool = pool(address);
        boolean usable = false;
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:org/waypost/gateway/store")
                    .placeholders(address.dialect().placeholders())
                    .load()
                    .migrate();
            requireDurability(pool, address);
            bind(pool, keys, address);
            UseMark mark = mark(address, keys);
            GatewayDatabase opened = new GatewayDatabase(pool, address.dialect(), mark);
            if (mark != null) {
                opened.compare(mark, address);
            }
            usable = true;
            return opened;
        } catch (FlywayException | SQLException e) {
            throw new UnusableDatabaseException(
                    "%s: cannot bring the schema up to date (%s)".formatted(address, e.getMessage()), e);
        } finally {
            if (!usable) {
                pool.close();
            }
        }
    }

    private static void makeDirectory(DatabaseAddress address) throws UnusableDatabaseException {
        Path file = address.file();
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UnusableDatabaseException(
                    "%s: cannot make its directory (%s)".formatted(address, e.getMessage()), e);
        }
    }

    /**
     * The tables of replies are empty in one second and full in the next, and a server plans by what they held a minute
     * ago: it would read and sort the whole backlog for the first few. Every statement here is meant to go by an index.
     */
    private static final String BY_INDEX = "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_sort=off"
            + " -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

    private static HikariDataSource pool(DatabaseAddress address) throws UnusableDatabaseException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("gateway-db");
        config.setJdbcUrl(address.url() + address.dialect().options());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        config.setInitializationFailTimeout(1);
        config.setAutoCommit(false);
        if (!address.embedded()) {
            config.addDataSourceProperty("options", BY_INDEX);
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
            // A server that hangs must not hold a lane for longer than its questions may wait.
            config.addDataSourceProperty("socketTimeout", "5");
            config.addDataSourceProperty("connectTimeout", "2");
        }
        try {
            if (address.embedded()) {
                openOnce(config);
            }
            return new HikariDataSource(config);
        } catch (SQLException | RuntimeException e) {
            throw refused(address, e);
        }
    }

    /** The pool would wait for a second before it says that it cannot, and each command of staff comes here first. */
    private static void openOnce(HikariConfig config) throws SQLException {
        DriverManager.getConnection(config.getJdbcUrl(), config.getUsername(), config.getPassword())
                .close();
    }

    private static UnusableDatabaseException refused(DatabaseAddress address, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == H2_ALREADY_OPEN) {
                return new UnusableDatabaseException(
                        "%s: in use by another process, probably a running 'waypost serve'; stop that first"
                                .formatted(address),
                        e,
                        true);
            }
        }
        return new UnusableDatabaseException("%s: cannot be opened (%s)".formatted(address, e.getMessage()), e);
    }

    /** A server that answers before it has written would make every acknowledgement a lie (contract D1). */
    private static void requireDurability(HikariDataSource pool, DatabaseAddress address)
            throws SQLException, UnusableDatabaseException {
        if (address.embedded()) {
            try (Connection connection = pool.getConnection()) {
                if (!H2File.writesAtOnce(connection)) {
                    throw new UnusableDatabaseException(
                            "%s: writes are delayed (expected WRITE_DELAY=0: what is acknowledged must be on disk)"
                                    .formatted(address));
                }
            }
            return;
        }
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show " + setting)) {
                row.next();
                if (row.getString(1).equals("off")) {
                    throw new UnusableDatabaseException(
                            "%s: %s = off (expected on: what is acknowledged must be on disk)"
                                    .formatted(address, setting));
                }
            }
        }
    }

    /** Ties an empty database to the ring, and refuses one that is tied to another (contract P3). */
    private static void bind(HikariDataSource pool, KeyRing keys, DatabaseAddress address)
            throws SQLException, UnusableDatabaseException {
        try (Connection connection = pool.getConnection()) {
            BoundKeys bound = JdbcKeys.bound(connection);
            Optional<String> refusal = bound.refusal(keys);
            if (refusal.isPresent()) {
                throw new UnusableDatabaseException(
                        "%s: belongs to %s; restore the key file it was made with".formatted(address, refusal.get()));
            }
            if (bound.none()) {
                requireNeverUsed(address);
            }
            JdbcKeys.bind(connection, keys);
            connection.commit();
        }
    }

    /** A database without a fingerprint is new; where it was in use before, what it held is lost (contract F2). */
    private static void requireNeverUsed(DatabaseAddress address) throws UnusableDatabaseException {
        Path file = address.file();
        if (file != null && new UseMark(file).exists()) {
            throw new UnusableDatabaseException(
                    "%s: is empty, but was in use before (expected its data; restore it, or remove %s to begin anew)"
                            .formatted(address, new UseMark(file)));
        }
    }

    private static @Nullable UseMark mark(DatabaseAddress address, KeyRing keys) throws UnusableDatabaseException {
        Path file = address.file();
        if (file == null) {
            return null;
        }
        try {
            UseMark mark = new UseMark(file);
            mark.put(keys.oldest().fingerprint());
            return mark;
        } catch (IOException e) {
            throw new UnusableDatabaseException(
                    "%s: cannot be marked as in use (%s)".formatted(address, e.getMessage()), e);
        }
    }

    /** A file that was cut off opens with what stood in it before, which may be nothing. */
    private void compare(UseMark mark, DatabaseAddress address) throws SQLException, UnusableDatabaseException {
        boolean before;
        try {
            before = mark.filled();
        } catch (IOException e) {
            throw new UnusableDatabaseException("%s: cannot be read (%s)".formatted(mark, e.getMessage()), e);
        }
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement("select exists (select 1 from register)"
                        + " or exists (select 1 from sender) or exists (select 1 from waiting_part)"
                        + " or exists (select 1 from balance) or exists (select 1 from audit_page)");
                ResultSet row = select.executeQuery()) {
            row.next();
            if (row.getBoolean(1)) {
                filled = before;
                filled();
            } else if (before) {
                throw new UnusableDatabaseException(
                        "%s: is empty, but held data before (expected its data; restore it, or remove %s to begin anew)"
                                .formatted(address, mark));
            }
        }
    }

    /** Something was committed; noted once beside an embedded database. */
    void filled() {
        if (filled || mark == null) {
            return;
        }
        try {
            mark.fill();
            filled = true;
        } catch (IOException e) {
            LOG.warn("{}: cannot be written: {}", mark, e.getMessage());
        }
    }

    HikariDataSource pool() {
        return pool;
    }

    Dialect dialect() {
        return dialect;
    }
}
