package org.waypost.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ItinerarySettings;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.store.Database;

/** P1, P2, P7: DATA.md says of every column what it holds, why, how long and how protected; a new column is not forgotten. */
class DataMapIT {
    private final KeyRing keys = KeyRing.random();

    @TempDir
    private Path directory;

    @Test
    void saysEverythingOfEachRow() throws Exception {
        assertThat(new DataMap().incomplete()).isEmpty();
    }

    @Test
    void namesEachColumnOnH2Once() throws Exception {
        namesEachColumnOnce(
                DatabaseAddress.file(directory.resolve("gateway")), Database.file(directory.resolve("itinerary")));
    }

    @Test
    void namesEachColumnOnPostgresOnce() throws Exception {
        DatabaseAddress itinerary = PostgresServer.newDatabase();
        namesEachColumnOnce(
                PostgresServer.newDatabase(), Database.server(itinerary.url(), itinerary.user(), itinerary.password()));
    }

    private void namesEachColumnOnce(DatabaseAddress gateway, Database itinerary) throws Exception {
        ItinerarySettings settings = new ItinerarySettings(
                itinerary,
                Shipped.folder().resolve("gazetteer"),
                ItinerarySettings.DEFAULT_ZONE,
                ItinerarySettings.DEFAULT_RETENTION_DAYS,
                2);
        List<String> columns = new ArrayList<>();
        try (GatewayStore store = new JdbcStore(GatewayDatabase.open(gateway, keys), keys, "map", 1, 1);
                ItineraryCore core = ItineraryCore.open(settings, keys, Clock.systemUTC())) {
            assertThat(core.lastCompleteDay()).isEmpty();
            assertThat(store.open()).isEmpty();
            columns.addAll(columns("gateway", gateway.url(), gateway.user(), gateway.password()));
            columns.addAll(columns("itinerary", itinerary.url(), itinerary.user(), itinerary.password()));
        }
        assertThat(new DataMap().columns()).containsExactlyInAnyOrderElementsOf(columns);
    }

    private static List<String> columns(String name, String url, String user, String password) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                PreparedStatement select =
                        connection.prepareStatement("select lower(table_name), lower(column_name) from"
                                + " information_schema.columns where table_schema = current_schema"
                                + " and lower(table_name) <> 'flyway_schema_history'"
                                // A week's partition has the columns of its table.
                                + " and lower(table_name) not like 'track_week_%'");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                columns.add("%s.%s.%s".formatted(name, row.getString(1), row.getString(2)));
            }
        }
        assertThat(columns).isNotEmpty();
        return columns;
    }
}
