package org.waypost.gateway.message;

import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * One whole text from one sender to one short code: parts joined, characters decoded, the sender in canonical form.
 *
 * <p>{@link #toString()} hides the text.
 *
 * @param peer through whom it came, and through whom the reply goes
 * @param shortCode where the subscriber sent it
 * @param sender who wrote
 * @param subscriber the sender's pseudonym
 * @param text what was written
 */
public record Message(String peer, String shortCode, Msisdn sender, SubscriberKey subscriber, String text) {
    @Override
    public String toString() {
        return "Message[%s to %s by %s, %d characters]".formatted(sender, shortCode, peer, text.length());
    }
}
