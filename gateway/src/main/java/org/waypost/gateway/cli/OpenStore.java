package org.waypost.gateway.cli;

import java.util.random.RandomGenerator;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.gateway.store.UnusableDatabaseException;
import org.waypost.itinerary.keys.KeyRing;

/** The gateway's store for a command that runs beside no gateway, or beside one on a server's database. */
final class OpenStore {
    private OpenStore() {}

    static GatewayStore of(GatewayConfig config, KeyRing keys, RandomGenerator random)
            throws UnusableDatabaseException {
        return new JdbcStore(GatewayDatabase.open(config.database(), keys), keys, config.node(), random.nextLong(), 0);
    }
}
