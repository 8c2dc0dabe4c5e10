package org.waypost.gateway.message;

/** What became of one segment handed to an {@link Outlet}, by class; which status belongs to which is the bearer's table. */
public enum Settlement {
    /** The peer has it. */
    DELIVERED,
    /** The link is too fast; the message is not at fault. */
    THROTTLED,
    /** The peer's queue for this receiver is full. */
    QUEUE_FULL,
    /** The peer could not now. */
    TEMPORARY,
    /** The peer never will. */
    PERMANENT,
    /** It never left: no session, or the session was in the wrong state. Does not count as an attempt. */
    NOT_SENT,
    /** It left and no answer came, or a status nobody knows; the peer may have it. */
    UNKNOWN
}
