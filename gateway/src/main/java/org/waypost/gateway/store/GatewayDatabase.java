package org.waypost.gateway.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.waypost.itinerary.keys.KeyRing;

/** Opens the gateway database: pool, schema, and the check that it belongs to this key ring. */
public final class GatewayDatabase {
    private static final int POOL_SIZE = 4;
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);
    private static final int H2_ALREADY_OPEN = 90020;

    private GatewayDatabase() {}

    /**
     * Opens the H2 database at a path, creating it where there is none.
     *
     * @param file without H2's own ending
     * @throws UnusableDatabaseException naming the reason
     */
    public static HikariDataSource openH2(Path file, KeyRing keys) throws UnusableDatabaseException {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute.getParent());
        } catch (IOException e) {
            throw new UnusableDatabaseException(
                    "%s: cannot make its directory (%s)".formatted(absolute, e.getMessage()), e);
        }
        // The async file system survives Thread.interrupt (contract F8); WRITE_DELAY 0 and the CHECKPOINT SYNC after
        // each
        // commit make an acknowledgement durable (D1).
        String url = "jdbc:h2:async:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=1500;TRACE_LEVEL_FILE=0"
                .formatted(absolute);
        HikariConfig config = new HikariConfig();
        config.setPoolName("gateway-db");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        config.setInitializationFailTimeout(1);
        config.setAutoCommit(false);
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw refused(absolute, e);
        }
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:org/waypost/gateway/store")
                    .load()
                    .migrate();
            bind(pool, keys, absolute);
            return pool;
        } catch (FlywayException | SQLException e) {
            pool.close();
            throw new UnusableDatabaseException(
                    "%s: cannot bring the schema up to date (%s)".formatted(absolute, e.getMessage()), e);
        } catch (UnusableDatabaseException e) {
            pool.close();
            throw e;
        }
    }

    private static UnusableDatabaseException refused(Path file, RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == H2_ALREADY_OPEN) {
                return new UnusableDatabaseException(
                        "%s: in use by another process, probably a running 'waypost serve'; stop that first"
                                .formatted(file),
                        e);
            }
        }
        return new UnusableDatabaseException("%s: cannot be opened (%s)".formatted(file, e.getMessage()), e);
    }

    /** Ties an empty database to the ring, and refuses one that is tied to another (contract P3). */
    private static void bind(DataSource pool, KeyRing keys, Path file) throws SQLException, UnusableDatabaseException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select content from setting where name = 'key-fingerprint'");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                try (PreparedStatement insert =
                        connection.prepareStatement("insert into setting values ('key-fingerprint', ?)")) {
                    insert.setString(1, keys.fingerprint());
                    insert.executeUpdate();
                }
                connection.commit();
            } else if (!row.getString(1).equals(keys.fingerprint())) {
                throw new UnusableDatabaseException(
                        "%s: belongs to the keys with fingerprint %s (this key file has %s); restore the key file it was made with"
                                .formatted(file, row.getString(1), keys.fingerprint()));
            }
        }
    }
}
