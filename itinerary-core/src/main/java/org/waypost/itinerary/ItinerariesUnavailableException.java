package org.waypost.itinerary;

/** The itinerary database cannot be read now. The asker is told "busy", never "no cities". */
public final class ItinerariesUnavailableException extends Exception {
    public ItinerariesUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
