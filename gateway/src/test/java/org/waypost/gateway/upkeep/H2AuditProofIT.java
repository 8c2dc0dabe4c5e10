package org.waypost.gateway.upkeep;

import org.waypost.gateway.store.DatabaseAddress;

class H2AuditProofIT extends AuditProofContract {
    @Override
    DatabaseAddress address() {
        return DatabaseAddress.file(folder.resolve("gateway"));
    }
}
