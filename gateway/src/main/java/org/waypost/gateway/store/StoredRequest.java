package org.waypost.gateway.store;

import java.time.Instant;
import java.util.List;

/**
 * A request that is acknowledged now for the first time, whole message or part.
 *
 * @param question what it is stored as
 * @param digests by which it is known again; none of them is stored already, unless too old to count
 * @param peer through whom it came
 * @param received when
 */
public record StoredRequest(long question, List<Digest> digests, String peer, Instant received) {
    public StoredRequest {
        digests = List.copyOf(digests);
    }
}
