package org.waypost.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.PostgresServer;
import org.waypost.itinerary.keys.KeyRing;

class PostgresRotationIT extends RotationContract {
    private final DatabaseAddress database = PostgresServer.newDatabase();
    private long starts;

    @Override
    GatewayStore open() throws UnusableDatabaseException {
        starts++;
        return new JdbcStore(GatewayDatabase.open(database, keys), keys, "node", starts * 16, 2);
    }

    @Override
    int lanes() {
        return 2;
    }

    @Test
    void ofTwoNodesThatAddAVersionAtOnceOneFails() throws Exception { // P3, D14
        KeyRing here = keys.withNext(MIDNIGHT);
        KeyRing there = keys.withNext(MIDNIGHT);
        store().keys().bind(here, EVENING);
        assertThat(store().keys().bound().refusal(there)).isPresent();
        assertThatThrownBy(() -> GatewayDatabase.open(database, keys))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("belongs to key version 2 with fingerprint "
                        + here.newest().fingerprint());
        assertThat(store().keys().holders(EVENING)).containsEntry("node", 2);
        assertThat(store().keys().holders(EVENING.plus(Duration.ofSeconds(1)))).isEmpty();
    }
}
