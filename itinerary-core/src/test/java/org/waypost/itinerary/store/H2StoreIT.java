package org.waypost.itinerary.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2StoreIT extends StoreContract {
    @TempDir
    private Path directory;

    @Override
    ItineraryDatabase open() throws Exception {
        return ItineraryDatabase.open(Database.file(directory.resolve("itinerary")), 8);
    }
}
