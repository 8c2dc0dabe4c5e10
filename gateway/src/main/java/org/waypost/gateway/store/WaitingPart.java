package org.waypost.gateway.store;

import java.time.Instant;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.UserData;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * A part of a longer message that waits for the rest.
 *
 * @param subscriber the sender's pseudonym
 * @param peer through whom it came
 * @param shortCode where it was sent
 * @param concatenation which part of what
 * @param data the part
 * @param received when it came
 */
public record WaitingPart(
        SubscriberKey subscriber,
        String peer,
        String shortCode,
        Concatenation concatenation,
        UserData data,
        Instant received) {
    /** Its place, as {@code 1 of 2}. */
    public String place() {
        return "%d of %d".formatted(concatenation.part(), concatenation.total());
    }

    /** What it says, as far as it can be read alone. */
    public String text() {
        return data.text();
    }
}
