package org.waypost.itinerary.store;

import org.waypost.itinerary.PostgresServer;

class PostgresStoreIT extends StoreContract {
    private final Database database = PostgresServer.newDatabase();

    @Override
    ItineraryDatabase open() throws Exception {
        return ItineraryDatabase.open(database, 8);
    }
}
