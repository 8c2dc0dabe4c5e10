package org.waypost.gateway.upkeep;

import org.waypost.gateway.PostgresServer;
import org.waypost.gateway.store.DatabaseAddress;

class PostgresAuditProofIT extends AuditProofContract {
    @Override
    DatabaseAddress address() {
        return PostgresServer.newDatabase();
    }
}
