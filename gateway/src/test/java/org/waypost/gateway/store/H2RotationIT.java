package org.waypost.gateway.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2RotationIT extends RotationContract {
    @TempDir
    private Path directory;

    @Override
    GatewayStore open() throws UnusableDatabaseException {
        return new JdbcStore(
                GatewayDatabase.open(DatabaseAddress.file(directory.resolve("gateway")), keys), keys, "node", 1, 1);
    }
}
