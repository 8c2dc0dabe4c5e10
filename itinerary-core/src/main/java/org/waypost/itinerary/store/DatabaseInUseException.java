package org.waypost.itinerary.store;

/** Another process holds the files of an embedded database. */
public final class DatabaseInUseException extends Exception {
    DatabaseInUseException(Database database) {
        super("%s is in use by another process (a running `waypost serve`?)".formatted(database));
    }
}
