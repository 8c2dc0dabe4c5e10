package org.waypost.itinerary;

import org.waypost.itinerary.store.Database;

class PostgresItineraryCoreIT extends ItineraryCoreContract {
    private final Database database = PostgresServer.newDatabase();

    @Override
    Database database() {
        return database;
    }
}
