package org.waypost.gateway.store;

import java.time.Instant;
import org.waypost.itinerary.model.Msisdn;

/**
 * What staff may see of a reply that is not done: everything but its text.
 *
 * @param question its id
 * @param peer by whom it is delivered
 * @param shortCode who it comes from
 * @param to who receives it; its {@code toString} masks the number
 * @param reason what kind of reply it is
 * @param state {@link ReplyState#OPEN} or {@link ReplyState#SENDING}
 * @param attempts definite refusals so far
 * @param unknowns outcomes so far that stayed unknown
 * @param received when the question came
 * @param due when it is tried next
 * @param expires when it is of no use any more
 */
public record ReplyNote(
        long question,
        String peer,
        String shortCode,
        Msisdn to,
        String reason,
        ReplyState state,
        int attempts,
        int unknowns,
        Instant received,
        Instant due,
        Instant expires) {}
