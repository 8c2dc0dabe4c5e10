package org.waypost.itinerary;

import java.util.List;
import org.waypost.itinerary.model.Itinerary;

/** The one question the core answers: which places, for those who hold a {@link Grant}. */
@FunctionalInterface
public interface Itineraries {
    /**
     * Reads the itineraries of a whole batch at once. Blocks on the database; never call it on an event loop.
     *
     * @param grants any number, several for one subject allowed
     * @return one itinerary per grant, in the order of the grants
     * @throws ItinerariesUnavailableException if they cannot be read now; never an empty itinerary instead
     */
    List<Itinerary> read(List<Grant> grants) throws ItinerariesUnavailableException;
}
