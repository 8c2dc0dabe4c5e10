package org.waypost.gateway.message;

import java.util.List;
import org.waypost.gateway.sms.UserData;
import org.waypost.itinerary.model.Msisdn;

/**
 * A reply, or what is left of it, on its way to a peer.
 *
 * @param question whose reply it is
 * @param peer by whom it is to be delivered
 * @param shortCode who it comes from, as the subscriber sees it
 * @param to who receives it
 * @param segments in order; at least one
 */
public record Transmission(long question, String peer, String shortCode, Msisdn to, List<UserData> segments) {
    public Transmission {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("transmission without a segment (expected at least one)");
        }
    }
}
