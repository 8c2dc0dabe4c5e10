package org.waypost.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.PostgresServer;

class PostgresStoreIT extends GatewayStoreContract {
    private final DatabaseAddress database = PostgresServer.newDatabase();
    private long starts;

    @Override
    GatewayStore open() throws UnusableDatabaseException {
        starts++;
        return new JdbcStore(GatewayDatabase.open(database, keys), keys, "node", starts * 16, 2);
    }

    @Override
    DatabaseAddress address() {
        return database;
    }

    @Test
    void refusesAServerThatAcknowledgesBeforeItHasWritten() throws Exception { // D1
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("alter role postgres set synchronous_commit = off");
            try {
                assertThatThrownBy(() -> GatewayDatabase.open(database, keys))
                        .isInstanceOf(UnusableDatabaseException.class)
                        .hasMessageContaining("synchronous_commit = off (expected on");
            } finally {
                statement.execute("alter role postgres reset synchronous_commit");
            }
        }
    }

    @Test
    void tellsWhereItIsWithoutPasswordAndParameters() {
        DatabaseAddress address =
                DatabaseAddress.server("jdbc:postgresql://db/waypost?sslmode=require", "waypost", "secret");
        assertThat(Map.of("", address).toString())
                .contains("jdbc:postgresql://db/waypost")
                .doesNotContain("sslmode", "secret");
    }
}
