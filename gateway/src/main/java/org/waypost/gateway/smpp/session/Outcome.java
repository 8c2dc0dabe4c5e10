package org.waypost.gateway.smpp.session;

import org.waypost.gateway.smpp.pdu.CommandStatus;

/** What became of a message we sent. */
public sealed interface Outcome {
    /** The peer answered. */
    record Answered(CommandStatus status) implements Outcome {}

    /** There was no answer to be had. */
    enum Unanswered implements Outcome {
        /** It never left: the session was not bound for it, was ending, or its window was full. */
        NOT_SENT,
        /** It left, and the response did not come in time or the session ended before it. */
        LOST
    }
}
