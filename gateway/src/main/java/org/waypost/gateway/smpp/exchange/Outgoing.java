package org.waypost.gateway.smpp.exchange;

import java.time.Duration;
import java.util.List;
import org.waypost.gateway.smpp.pdu.InterfaceVersion;
import org.waypost.gateway.smpp.session.Destination;

/**
 * A peer to which we bind as its client: questions then come as deliver_sm and replies leave as submit_sm.
 *
 * @param destinations where, and how; one for each address and bind type, at least one
 * @param sessions how many to keep bound at each of them, at least one
 * @param validity how long the peer may go on trying to deliver a reply; less than a month
 */
public record Outgoing(List<Destination> destinations, int sessions, Duration validity) {
    private static final Duration LONGEST = Duration.ofDays(28);

    public Outgoing {
        destinations = List.copyOf(destinations);
        if (destinations.isEmpty()) {
            throw new IllegalArgumentException("no destination (expected at least 1)");
        }
        if (sessions < 1) {
            throw new IllegalArgumentException("%d sessions (expected at least 1)".formatted(sessions));
        }
        if (validity.isNegative() || validity.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("validity %s (expected up to %s)".formatted(validity, LONGEST));
        }
    }

    boolean beforeOptionalParameters() {
        return destinations.stream().anyMatch(destination -> destination.version() < InterfaceVersion.V3_4);
    }
}
