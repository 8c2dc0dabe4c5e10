package org.waypost.itinerary;

import org.waypost.itinerary.store.Database;

class PostgresRotationIT extends RotationContract {
    @Override
    Database database() {
        return PostgresServer.newDatabase();
    }
}
