package org.waypost.gateway.smpp.session;

/** What is counted about sessions. */
public enum Tally {
    CONNECTED,
    /** Closed at once: too many connections, in all or from one address. */
    TURNED_AWAY,
    /** Accepting paused because connections came too fast. */
    ACCEPT_PAUSED,
    BOUND,
    BIND_REFUSED,
    /** PDUs that could be read. */
    UNDERSTOOD,
    /** PDUs whose body could not be read. */
    UNREADABLE,
    /** Streams given up for a command_length that no PDU has. */
    BAD_LENGTH,
    /** Requests not allowed in the state of the session. */
    OUT_OF_STATE,
    /** Requests of SMPP that are not served. */
    NOT_SERVED,
    /** Requests refused because the peer's window was full, or because we stop. */
    THROTTLED,
    /** Responses that nothing waited for: late, repeated, or to an unknown sequence. */
    UNMATCHED_RESPONSE,
    /** Reading stopped because the peer does not read what we write. */
    STALLED,
    /** Messages of ours that were given up without an answer. */
    UNANSWERED,
    CLOSED
}
