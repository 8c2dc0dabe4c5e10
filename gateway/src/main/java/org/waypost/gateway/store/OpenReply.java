package org.waypost.gateway.store;

import java.time.Instant;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * A reply that is not done yet.
 *
 * <p>{@link #toString()} hides the text.
 *
 * @param question its id
 * @param peer by whom it is delivered
 * @param shortCode who it comes from
 * @param subscriber the receiver's pseudonym
 * @param to who receives it
 * @param text what it says
 * @param attempts definite refusals so far that allowed another try
 * @param unknowns outcomes so far that stayed unknown
 * @param delivered segments the peer has, bit 0 for the first
 * @param received when the question came
 * @param expires when it is of no use any more
 */
public record OpenReply(
        long question,
        String peer,
        String shortCode,
        SubscriberKey subscriber,
        Msisdn to,
        String text,
        int attempts,
        int unknowns,
        int delivered,
        Instant received,
        Instant expires) {
    @Override
    public String toString() {
        return "OpenReply[%016x by %s, attempt %d]".formatted(question, peer, attempts + unknowns + 1);
    }
}
