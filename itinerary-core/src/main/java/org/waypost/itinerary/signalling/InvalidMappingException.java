package org.waypost.itinerary.signalling;

/** A mapping file is not usable; the message names the line or key and what was expected. */
public final class InvalidMappingException extends Exception {
    InvalidMappingException(String message) {
        super(message);
    }
}
