package org.waypost.itinerary.keys;

/** The key file is not usable; the message names the file, the line and what was expected, never a key. */
public final class InvalidKeyFileException extends Exception {
    InvalidKeyFileException(String message) {
        super(message);
    }
}
