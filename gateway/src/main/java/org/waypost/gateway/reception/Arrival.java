package org.waypost.gateway.reception;

import java.time.Instant;
import java.util.function.Consumer;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Verdict;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * An admitted part that waits for its verdict.
 *
 * @param part as the bearer handed it over
 * @param sender in canonical form
 * @param subscriber the sender's pseudonym
 * @param received wall-clock time
 * @param deadline monotonic nanoseconds by which the verdict must be out
 * @param answer to be called once
 */
record Arrival(
        InboundPart part,
        Msisdn sender,
        SubscriberKey subscriber,
        Instant received,
        long deadline,
        Consumer<Verdict> answer) {}
