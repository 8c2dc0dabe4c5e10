package org.waypost.gateway.store;

import java.util.List;
import org.waypost.gateway.authorization.Consent;

/**
 * What an erasure found and deleted.
 *
 * @param registered whether the register had a line
 * @param consents that ended with it
 * @param wrote whether there was a case file
 * @param replies not done, now withdrawn or, in a window, of unknown outcome
 * @param parts of messages that were not whole
 * @param requests remembered
 * @param overrides of cities, requested or approved
 */
public record Erased(
        boolean registered,
        List<Consent> consents,
        boolean wrote,
        int replies,
        int parts,
        int requests,
        int overrides) {
    public Erased {
        consents = List.copyOf(consents);
    }

    /** In words, for the audit and for people; no word of it tells what was held. */
    @Override
    public String toString() {
        return "register lines %d, case files %d, consents %d, open replies %d, waiting parts %d, requests %d, overrides %d"
                .formatted(registered ? 1 : 0, wrote ? 1 : 0, consents.size(), replies, parts, requests, overrides);
    }
}
