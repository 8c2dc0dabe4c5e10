package org.waypost.itinerary.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The connection pool of the itinerary database, its tables brought up to date. */
public final class ItineraryDatabase implements AutoCloseable {
    private static final String MIGRATIONS = "classpath:org/waypost/itinerary/store/migration";

    /** H2's code for a file that another process holds. */
    private static final int ALREADY_OPEN = 90020;

    /** Two writers take turns; the second waits as long as the first may need for one write-back. */
    private static final String OPTIONS = ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=60000";

    /** The files stay open however the pool's connections come and go, until {@link #close}. */
    private static final String STAY_OPEN = ";DB_CLOSE_DELAY=-1";

    private final HikariDataSource pool;

    private ItineraryDatabase(HikariDataSource pool) {
        this.pool = pool;
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
            migrate(database);
            HikariConfig config = new HikariConfig();
            config.setPoolName("itinerary");
            config.setJdbcUrl(database.url() + OPTIONS + STAY_OPEN);
            config.setUsername(database.user());
            config.setPassword(database.password());
            config.setMaximumPoolSize(poolSize);
            config.setMinimumIdle(1);
            return new ItineraryDatabase(new HikariDataSource(config));
        }
    }

    /** A connection outside the pool: its error is the database's own and comes at once. */
    private static Connection connect(Database database) throws SQLException, DatabaseInUseException {
        try {
            return DriverManager.getConnection(database.url() + OPTIONS, database.user(), database.password());
        } catch (SQLException e) {
            if (e.getErrorCode() == ALREADY_OPEN) {
                throw new DatabaseInUseException(database, DatabaseOwner.name(database));
            }
            throw e;
        }
    }

    private static void migrate(Database database) throws SQLException {
        try {
            Flyway.configure()
                    .dataSource(database.url() + OPTIONS, database.user(), database.password())
                    .locations(MIGRATIONS)
                    .placeholders(Map.of("key", "binary(16)", "bytes", "varbinary(1000000)"))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SQLException("cannot bring the itinerary tables up to date: " + e.getMessage(), e);
        }
    }

    DataSource pool() {
        return pool;
    }

    /** Forces everything committed so far onto stable storage. */
    public void checkpoint() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
        }
    }

    @Override
    public void close() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException e) {
            // The files are consistent without an orderly end; a kill leaves them the same way.
        } finally {
            pool.close();
        }
    }
}
