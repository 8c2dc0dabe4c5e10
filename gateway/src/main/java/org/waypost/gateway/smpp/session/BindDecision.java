package org.waypost.gateway.smpp.session;

import org.waypost.gateway.smpp.pdu.CommandStatus;

/** The answer to a bind. */
public sealed interface BindDecision {
    /**
     * @param settings how the session behaves from now on
     * @param user who hears of it
     */
    record Accepted(SessionSettings settings, SessionUser user) implements BindDecision {}

    /** @param status what the peer is told */
    record Refused(CommandStatus status) implements BindDecision {}
}
