package org.waypost.gateway.reception;

import java.util.List;
import java.util.Map;
import org.waypost.gateway.store.OpenReply;

/**
 * A batch that is committed and not yet known to be on stable storage.
 *
 * @param acceptances what its peers may be told then
 * @param sending replies that are written as being sent
 * @param waiting how many replies wait in the store for each peer
 */
record Committed(List<Acceptance> acceptances, List<OpenReply> sending, Map<String, Integer> waiting) {
    /**
     * An arrival that will be accepted.
     *
     * @param question what it is stored as
     */
    record Acceptance(Arrival arrival, long question) {}
}
