package org.waypost.gateway.cli;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.gateway.store.UnusableDatabaseException;
import org.waypost.gateway.upkeep.AuditKeeping;
import org.waypost.itinerary.keys.KeyRing;

/** The gateway's store for a command that runs beside no gateway, or beside one on a server's database. */
final class OpenStore {
    private OpenStore() {}

    /** The heads of the audit are signed before the command and after it. */
    static GatewayStore of(GatewayConfig config, KeyRing keys, RandomGenerator random)
            throws UnusableDatabaseException {
        JdbcStore store =
                new JdbcStore(GatewayDatabase.open(config.database(), keys), keys, config.node(), random.nextLong(), 0);
        AuditKeeping audit = new AuditKeeping(store, keys, config.audit(), Clock.systemUTC());
        audit.signOrWarn();
        store.beforeClose(audit::signOrWarn);
        return store;
    }
}
