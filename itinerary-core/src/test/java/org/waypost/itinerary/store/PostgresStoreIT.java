package org.waypost.itinerary.store;

import org.waypost.itinerary.PostgresServer;

class PostgresStoreIT extends StoreContract {
    private final Database database = PostgresServer.newDatabase();

    @Override
    Database place() {
        return database;
    }

    @Override
    Database earlier() {
        return PostgresServer.newDatabase();
    }
}
