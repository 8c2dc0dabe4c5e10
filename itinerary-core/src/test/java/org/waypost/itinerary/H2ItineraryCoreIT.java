package org.waypost.itinerary;

import org.waypost.itinerary.store.Database;

class H2ItineraryCoreIT extends ItineraryCoreContract {
    @Override
    Database database() {
        return Database.file(directory.resolve("itinerary"));
    }
}
