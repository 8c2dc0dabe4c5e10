package org.waypost.itinerary.geography;

/** A gazetteer file is not usable; the message names file, line, value and what was expected. */
public final class InvalidGazetteerException extends Exception {
    InvalidGazetteerException(String message) {
        super(message);
    }
}
