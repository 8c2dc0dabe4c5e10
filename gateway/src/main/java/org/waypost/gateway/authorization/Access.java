package org.waypost.gateway.authorization;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.Grant;

/** The outcome of asking for a grant. */
public sealed interface Access {
    /**
     * Some or all of the windows may be read.
     *
     * @param grant the key to the itinerary
     * @param answerableFrom the first day that can be answered, where the number is younger than the windows; else null
     */
    record Granted(Grant grant, @Nullable LocalDate answerableFrom) implements Access {}

    record Refused(Refusal refusal) implements Access {}
}
