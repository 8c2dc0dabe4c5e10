package org.waypost.gateway.smpp.session;

/** Why a session ended. */
public enum CloseReason {
    /** The peer closed the connection, or the network did. */
    CONNECTION_LOST,
    /** The peer sent unbind. */
    PEER_UNBOUND,
    /** We unbound, because we stop. */
    STOPPED,
    /** No bind in time. */
    BIND_TIMEOUT,
    /** The bind was refused. */
    BIND_REFUSED,
    /** A command_length that no PDU has: the stream cannot be read on. */
    BAD_LENGTH,
    /** A PDU that began and did not end in time. */
    INCOMPLETE_PDU,
    /** Nothing was heard, and enquire_link got no answer. */
    SILENT,
    /** The peer did not read what we wrote. */
    NOT_READING,
    /** The peer went on sending more than its window. */
    OVERRUN,
    /** The peer said that it does not consider itself bound. */
    OUT_OF_STEP,
    /** Too many connections, in all or from one address. */
    TOO_MANY,
    /** An error of ours. */
    INTERNAL
}
