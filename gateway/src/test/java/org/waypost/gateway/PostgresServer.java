package org.waypost.gateway;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.waypost.gateway.store.DatabaseAddress;

/** One real PostgreSQL for all tests of this JVM, as durable as in production; each test takes a schema of its own. */
public final class PostgresServer {
    private static EmbeddedPostgres server;
    private static int schemas;

    private PostgresServer() {}

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    /** An empty database: a schema, since a database of its own would cost each test a second of copied files. */
    public static synchronized DatabaseAddress newDatabase() {
        String schema = "gateway" + ++schemas;
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
            String url = server().getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
            return DatabaseAddress.server(url, "postgres", "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
