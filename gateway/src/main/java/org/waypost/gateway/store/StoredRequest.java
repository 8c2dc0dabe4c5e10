package org.waypost.gateway.store;

import java.time.Instant;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * A request that is acknowledged now for the first time, whole message or part.
 *
 * @param question what it is stored as
 * @param subscriber who sent it
 * @param file the sender's, with the request remembered; where it made a message whole, what was decided has a newer one
 * @param peer through whom it came
 * @param received when
 */
public record StoredRequest(long question, SubscriberKey subscriber, CaseFile file, String peer, Instant received) {}
