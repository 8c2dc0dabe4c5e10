package org.waypost.itinerary.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.waypost.itinerary.embedded.H2File;
import org.waypost.itinerary.embedded.H2Forces;

/** The connection pool of the itinerary database, its tables brought up to date. */
public final class ItineraryDatabase implements AutoCloseable {
    private static final List<String> TABLES = List.of("track_week", "complete_day", "taken_file", "cell", "setting");

    private static final String MIGRATIONS = "classpath:org/waypost/itinerary/store/migration";

    /** Versions that only PostgreSQL has. */
    private static final String PARTITIONS = "classpath:org/waypost/itinerary/store/postgresql";

    /** H2's code for a file that another process holds. */
    private static final int ALREADY_OPEN = 90020;

    /** Steps of two megabytes after each write-back. */
    private static final int STEPS_OF_RECLAIM = 10;

    private final HikariDataSource pool;
    private final Dialect dialect;
    private final H2Forces forces = new H2Forces();
    /** Held from the first statement of what writes to its commit, on H2. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private ItineraryDatabase(HikariDataSource pool, Dialect dialect) {
        this.pool = pool;
        this.dialect = dialect;
    }

    /**
     * Connects and migrates.
     *
     * @param poolSize connections at most
     * @throws DatabaseInUseException if another process holds the files
     * @throws SQLException if the database cannot be reached or migrated; nothing is left open then
     */
    public static ItineraryDatabase open(Database database, int poolSize) throws SQLException, DatabaseInUseException {
        Connection first = connect(database);
        try (first) {
            DatabaseOwner.note(database);
            migrate(database, MigrationVersion.LATEST);
            return new ItineraryDatabase(pool(database, poolSize), database.dialect());
        }
    }

    private static HikariDataSource pool(Database database, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("itinerary");
        config.setJdbcUrl(database.url()
                + database.dialect().options()
                + database.dialect().poolOptions());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    /** A connection outside the pool: its error is the database's own and comes at once. */
    private static Connection connect(Database database) throws SQLException, DatabaseInUseException {
        try {
            return DriverManager.getConnection(
                    database.url() + database.dialect().options(), database.user(), database.password());
        } catch (SQLException e) {
            if (e.getErrorCode() == ALREADY_OPEN) {
                throw new DatabaseInUseException(database, DatabaseOwner.name(database));
            }
            throw e;
        }
    }

    /** Brings the tables to a version: the latest, or for tests an earlier one. */
    static void migrate(Database database, MigrationVersion version) throws SQLException {
        try {
            Flyway.configure()
                    .dataSource(database.url() + database.dialect().options(), database.user(), database.password())
                    .locations(migrations(database.dialect()))
                    .target(version)
                    .placeholders(database.dialect().columnTypes())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SQLException("cannot bring the itinerary tables up to date: " + e.getMessage(), e);
        }
    }

    private static String[] migrations(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL ? new String[] {MIGRATIONS, PARTITIONS} : new String[] {MIGRATIONS};
    }

    /** For what only reads; what writes goes through {@link #write}. */
    DataSource pool() {
        return pool;
    }

    /** What this database says in its own way. */
    Dialect dialect() {
        return dialect;
    }

    /** What one transaction writes. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Runs work in a transaction and commits it. On H2 one at a time: a commit there stores every table as it stands at
     * that moment, also the half of what another thread is about to commit, and whoever is killed right after it keeps that
     * half for ever: a row without its entry in an index.
     */
    <T> T write(Work<T> work) throws SQLException {
        if (dialect != Dialect.H2) {
            return committed(work);
        }
        writing.lock();
        try {
            return committed(work);
        } finally {
            writing.unlock();
        }
    }

    private <T> T committed(Work<T> work) throws SQLException {
        // Closed without a commit, the pool rolls it back.
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = work.run(connection);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed && dialect == Dialect.H2) {
                    H2File.leaveIfClosed(connection);
                }
            }
        }
    }

    /** Frees a little of what an embedded file holds in vain. */
    void reclaim() throws SQLException {
        for (int step = 0; step < STEPS_OF_RECLAIM && dialect == Dialect.H2; step++) {
            if (!write(H2File::reclaim)) {
                return;
            }
        }
    }

    /** Forces everything committed so far onto stable storage, where a commit alone does not. */
    public void checkpoint() throws SQLException {
        if (dialect != Dialect.H2) {
            return;
        }
        reclaim();
        try (Connection connection = pool.getConnection()) {
            forces.force(connection);
        }
    }

    /** How many rows each table holds. */
    public Map<String, Long> holdings() throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet row = statement.executeQuery("select count(*) from " + table)) {
                    row.next();
                    rows.put(table, row.getLong(1));
                }
            }
        }
        return rows;
    }

    /** Drops every table; once more does nothing. */
    public void destroy() throws SQLException {
        write(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : TABLES) {
                    statement.execute("drop table if exists " + table);
                }
                return statement.execute("drop table if exists \"flyway_schema_history\"");
            }
        });
        checkpoint();
    }

    @Override
    public void close() {
        try (pool) {
            shutDown();
        }
    }

    private void shutDown() {
        if (dialect != Dialect.H2) {
            return;
        }
        writing.lock();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            forces.release();
            statement.execute("shutdown");
        } catch (SQLException e) {
            // The files are consistent without an orderly end; a kill leaves them the same way.
        } finally {
            writing.unlock();
        }
    }
}
