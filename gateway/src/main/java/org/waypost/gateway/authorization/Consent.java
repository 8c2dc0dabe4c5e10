package org.waypost.gateway.authorization;

import java.time.Instant;

/**
 * A subscriber's consent to one service.
 *
 * @param service its name
 * @param at when the text that gave it was received
 * @param channel how it was given: the peer and the short code
 * @param wording version of the text that was consented to
 */
public record Consent(String service, Instant at, String channel, String wording) {
    /** How the audit names it: service and time. */
    public String id() {
        return service + "@" + at;
    }
}
