package org.waypost.gateway.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2SubjectRecordsIT extends SubjectRecordsContract {
    @TempDir
    private Path directory;

    @Override
    GatewayStore open() throws UnusableDatabaseException {
        DatabaseAddress address = DatabaseAddress.file(directory.resolve("gateway"));
        return new JdbcStore(GatewayDatabase.open(address, keys), keys, "node", 16, 2);
    }
}
