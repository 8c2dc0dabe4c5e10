package org.waypost.itinerary;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.itinerary.store.Database;

class H2RotationIT extends RotationContract {
    @TempDir
    private Path directory;

    private int databases;

    @Override
    Database database() {
        return Database.file(directory.resolve("itinerary-" + ++databases));
    }
}
