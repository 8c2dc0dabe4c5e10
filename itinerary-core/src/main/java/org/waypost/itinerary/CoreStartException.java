package org.waypost.itinerary;

import org.jspecify.annotations.Nullable;

/** The itinerary core cannot start; the message says why and what to do. */
public final class CoreStartException extends Exception {
    /** What stands in the way. */
    public enum Reason {
        /** Another process holds the database files. */
        DATABASE_IN_USE,
        /** The database cannot be opened or migrated. */
        DATABASE_UNUSABLE,
        /** The tracks were made under other keys than these. */
        OTHER_KEYS,
        /** The tracks were made in another time zone than this. */
        OTHER_ZONE,
        /** The gazetteer cannot be read. */
        GAZETTEER_UNUSABLE
    }

    private final Reason reason;

    CoreStartException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
