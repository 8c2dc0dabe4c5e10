package org.waypost.gateway.store;

import org.waypost.gateway.PostgresServer;

class PostgresSubjectRecordsIT extends SubjectRecordsContract {
    @Override
    GatewayStore open() throws UnusableDatabaseException {
        return new JdbcStore(GatewayDatabase.open(PostgresServer.newDatabase(), keys), keys, "node", 16, 2);
    }
}
