package org.waypost.itinerary.keys;

/** A sealed text cannot be opened under this ring: wrong key, wrong place, or changed bytes. Carries no content. */
public final class UnreadableSealException extends Exception {
    UnreadableSealException(String message) {
        super(message);
    }
}
