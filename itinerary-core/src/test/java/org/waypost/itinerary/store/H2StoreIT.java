package org.waypost.itinerary.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2StoreIT extends StoreContract {
    @TempDir
    private Path directory;

    @Override
    Database place() {
        return Database.file(directory.resolve("itinerary"));
    }

    @Override
    Database earlier() {
        return Database.file(directory.resolve("earlier"));
    }
}
