package org.waypost.gateway.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.PostgresServer;
import org.waypost.gateway.Shipped;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ItinerarySettings;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.store.Database;

/** P9: one command ends the service and deletes everything, with proof, however often it is killed. */
class DecommissionIT {
    @TempDir
    private Path home;

    /** As kill -9 between two steps. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Premises embedded() {
        return premises(
                DatabaseAddress.file(home.resolve("data/gateway")), Database.file(home.resolve("data/itinerary")));
    }

    private Premises premises(DatabaseAddress gateway, Database itinerary) {
        ItinerarySettings settings = new ItinerarySettings(
                itinerary,
                Shipped.folder().resolve("gazetteer"),
                ItinerarySettings.DEFAULT_ZONE,
                ItinerarySettings.DEFAULT_RETENTION_DAYS,
                2);
        return new Premises(
                "node-1",
                gateway,
                settings,
                home.resolve("data/keys"),
                List.of(home.resolve("data/quarantine"), home.resolve("data/feed/incoming")),
                List.of(home.resolve("data/admin-token")));
    }

    private String fill(Premises premises) throws Exception {
        KeyRing keys = KeyFile.openOrCreate(premises.keys());
        try (GatewayStore store = new JdbcStore(GatewayDatabase.open(premises.gateway(), keys), keys, "node-1", 1, 1);
                ItineraryCore core = ItineraryCore.open(premises.itinerary(), keys, Clock.systemUTC())) {
            store.register(
                    List.of(new GatewayStore.RegisterLine(
                            keys.pseudonyms(Msisdn.ofDigits("8613800138000"), Instant.now()),
                            new Registration(null, null, true, null, 1))),
                    Clock.systemUTC().instant());
            core.markComplete(LocalDate.of(2026, 11, 20));
        }
        for (String directory : List.of("data/quarantine", "data/feed/incoming")) {
            Files.createDirectories(home.resolve(directory));
            Files.writeString(home.resolve(directory).resolve("file.csv"), "x");
        }
        Files.writeString(home.resolve("data/admin-token"), "x");
        return keys.newest().fingerprint();
    }

    private Decommission decommission(Premises premises, int steps) {
        AtomicInteger left = new AtomicInteger(steps);
        return new Decommission(premises, Clock.systemUTC(), 99, what -> {
            if (left.getAndDecrement() == 0) {
                throw new Killed();
            }
        });
    }

    private List<String> left() throws Exception {
        try (Stream<Path> files = Files.walk(home.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> home.relativize(file).toString())
                    .toList();
        }
    }

    private static void isSigned(Path statement) throws Exception {
        String pem = Files.readString(Path.of(statement + ".pub"));
        byte[] open = Base64.getDecoder().decode(pem.lines().toList().get(1));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(open)));
        signature.update(Files.readAllBytes(statement));
        assertThat(signature.verify(Files.readAllBytes(Path.of(statement + ".sig"))))
                .isTrue();
    }

    @Test
    void deletesEverythingHoweverOftenItIsKilled() throws Exception { // P9, F1
        Premises premises = embedded();
        String installation = fill(premises);
        Path statement = home.resolve("decommission.json");
        int kills = 0;
        Statement done = null;
        while (done == null) {
            try {
                // One step further each time: what was done before is not done again, and tells nothing.
                done = decommission(premises, 1).run(installation, statement, "alice");
            } catch (Killed e) {
                kills++;
                assertThat(kills).isLessThan(100);
            }
        }
        assertThat(kills).isGreaterThan(3);
        assertThat(left()).isEmpty();
        assertThat(Files.readString(statement))
                .contains(
                        "\"state\" : \"finished\"",
                        installation,
                        "\"gateway.register\" : 1",
                        "\"operator\" : \"alice\"")
                .contains("\"itinerary.complete_day\" : 1")
                .containsPattern("chain [0-9a-f]{16}, page 1, MAC [0-9a-f]{64}");
        isSigned(statement);
        assertThatThrownBy(() -> decommission(premises, 99).run(installation, statement, "alice"))
                .isInstanceOf(Decommission.Refused.class)
                .hasMessageContaining("finished");
    }

    @Test
    void deletesNothingBeforeItIsNamed() throws Exception { // P9
        Premises premises = embedded();
        String installation = fill(premises);
        List<String> before = left();
        Decommission.Plan plan = decommission(premises, 99).plan();
        assertThat(plan.installation()).isEqualTo(installation);
        assertThat(plan.toString()).contains("1 rows of gateway.register", "data/keys", "data/quarantine");
        Path statement = home.resolve("decommission.json");
        assertThatThrownBy(() -> decommission(premises, 99).run("0123456789abcdef", statement, "alice"))
                .isInstanceOf(Decommission.Refused.class)
                .hasMessageContaining("these are the keys of " + installation);
        assertThat(left()).containsAll(before);
        assertThat(statement).doesNotExist();
    }

    @Test
    void leavesNoTableOnAServer() throws Exception { // P9
        DatabaseAddress gateway = PostgresServer.newDatabase();
        DatabaseAddress itinerary = PostgresServer.newDatabase();
        Premises premises = premises(gateway, Database.server(itinerary.url(), itinerary.user(), itinerary.password()));
        String installation = fill(premises);
        Path statement = home.resolve("decommission.json");
        decommission(premises, 99).run(installation, statement, "alice");
        isSigned(statement);
        for (DatabaseAddress server : List.of(gateway, itinerary)) {
            try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                    PreparedStatement select = connection.prepareStatement(
                            "select count(*) from information_schema.tables where table_schema = current_schema");
                    ResultSet row = select.executeQuery()) {
                row.next();
                assertThat(row.getInt(1)).isZero();
            }
        }
        assertThat(left()).isEmpty();
    }
}
