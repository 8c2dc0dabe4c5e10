package org.waypost.simulator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waypost.simulator.crash.StarvedGateway.Place;
import org.waypost.simulator.ledger.Ledger;

/** F15: what cannot go on ends loudly, or is named. */
class StarvedGatewayIT {
    private static final int BROKEN = 70;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path home;

    private Installation installation;

    private GatewayProcess asked(Place place, Carrier carrier) throws Exception {
        GatewayProcess gateway = GatewayProcess.start(
                installation, StarvedGateway.class, installation.config().toString(), place.name());
        carrier.connect(gateway.awaitPort());
        return gateway;
    }

    @ParameterizedTest
    @EnumSource(
            value = Place.class,
            names = {"HEAP_IN_A_LANE", "HEAP_ON_AN_EVENT_LOOP"})
    void endsLoudlyWhenTheHeapIsFull(Place place) throws Exception { // F15
        installation = Installation.embedded(home, 2);
        try (Carrier carrier = new Carrier(new Ledger(), 2, 1, 1);
                GatewayProcess gateway = asked(place, carrier)) {
            assertThat(gateway.ends(PATIENCE)).isTrue();
            assertThat(gateway.status()).isEqualTo(BROKEN);
            assertThat(Files.readString(installation.log())).contains("OutOfMemoryError");
        }
    }

    @Test
    void namesTheStackOfABlockedEventLoop() throws Exception { // F15
        installation = Installation.embedded(home, 2);
        try (Carrier carrier = new Carrier(new Ledger(), 2, 1, 1);
                GatewayProcess gateway = asked(Place.BLOCKED_EVENT_LOOP, carrier)) {
            LiveGateway.await("word of the watchdog", () -> said("StarvedGateway$Starved.accept"));
            assertThat(gateway.ends(Duration.ZERO)).isFalse();
        }
    }

    private boolean said(String what) {
        try {
            return Files.readString(installation.log())
                    .lines()
                    .anyMatch(line -> line.contains("stood still") && line.contains(what));
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
