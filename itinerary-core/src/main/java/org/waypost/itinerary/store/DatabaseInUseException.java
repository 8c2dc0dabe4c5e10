package org.waypost.itinerary.store;

/** Another process holds the files of an embedded database; the message names it. */
public final class DatabaseInUseException extends Exception {
    DatabaseInUseException(Database database, String owner) {
        super("%s is in use by %s (expected: one process at a time; stop that one first)".formatted(database, owner));
    }
}
