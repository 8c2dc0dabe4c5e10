package org.waypost.simulator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.keys.KeyVersion;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;

/** P3: a gateway goes on answering over SMPP before, while and after versions of its keys begin; the oracle has no complaint. */
class KeysRotateUnderLoadIT {
    /** More than talk while the test lasts: it ends when it has seen what it wants. */
    private static final int SUBSCRIBERS = 6_000;

    private static final int AT_ONCE = 8;
    private static final Duration AHEAD = Duration.ofMillis(500);

    @TempDir
    private Path home;

    @Test
    void losesAndDoublesNothingOnAnEmbeddedDatabase() throws Exception { // P3, D5, D8, D15
        rotateUnderLoad(Installation.embedded(home, SUBSCRIBERS));
    }

    @Test
    void losesAndDoublesNothingOnAServer() throws Exception { // P3, D5, D8, D15
        try (PostgresProcess server = new PostgresProcess(home.resolve("postgresql"))) {
            rotateUnderLoad(Installation.on(PostgresProcess.address(server.port()), home, SUBSCRIBERS));
        }
    }

    private static void rotateUnderLoad(Installation installation) throws Exception {
        Path file = installation.home().resolve("data/keys");
        try (LiveGateway live = new LiveGateway(installation, SUBSCRIBERS, AT_ONCE)) {
            for (int version = 2; version <= 3; version++) {
                live.awaitAcknowledgements(40);
                Instant from = Instant.now().plus(AHEAD);
                // As 'waypost keys rotate' does, only sooner.
                KeyFile.change(file, ring -> ring.withNext(from));
                live.gateway().rotation().takeUp();
                LiveGateway.await(
                        "beginning of the version", () -> Instant.now().isAfter(from));
                live.awaitAcknowledgements(40);
            }
            assertThat(live.finish()).isEmpty();
            assertThat(live.carrier().surprises()).isEmpty();
        }
        KeyRing keys = KeyFile.open(file);
        assertThat(keys.versions()).extracting(KeyVersion::number).containsExactly(1, 2, 3);
        try (GatewayStore store = installation.store()) {
            assertThat(store.keys().bound().inUse().keySet()).containsExactly(1, 2, 3);
            assertThat(store.keys().use(1).files())
                    .isPositive()
                    .isLessThan(store.keys().use(2).files());
            assertThat(store.keys().use(2).files())
                    .isLessThan(store.keys().use(3).files());
            for (int i = 0; i < SUBSCRIBERS; i += 7) {
                Msisdn number = Msisdn.ofDigits(Installation.number(i));
                long places = keys.versions().stream()
                        .filter(version -> holds(store, version, number))
                        .count();
                assertThat(places).as("pseudonyms of subscriber %d", i).isEqualTo(1);
            }
        }
    }

    private static boolean holds(GatewayStore store, KeyVersion version, Msisdn number) {
        try {
            return store.file(Pseudonyms.alone(version.subscriber(number), version.number()))
                    .isPresent();
        } catch (StoreUnavailableException e) {
            throw new AssertionError(e);
        }
    }
}
