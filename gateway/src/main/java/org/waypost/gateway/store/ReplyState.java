package org.waypost.gateway.store;

/** Where a question's reply stands. All but {@link #OPEN} and {@link #SENDING} are terminal: number and text are erased. */
public enum ReplyState {
    /** No reply, by policy. */
    SILENT(0),
    /** Waits to be sent. */
    OPEN(1),
    /** Handed to a session; the outcome is not known yet. */
    SENDING(2),
    DELIVERED(3),
    /** The peer never will, or retries are used up, or the text cannot be read. */
    FAILED(4),
    /** Too old to be of use. */
    EXPIRED(5),
    /** The subscriber withdrew consent before it left. */
    WITHDRAWN(6),
    /** It left, and whether it arrived stayed unknown. */
    UNCERTAIN(7);

    private final int code;

    ReplyState(int code) {
        this.code = code;
    }

    /** As it stands in the table. */
    int code() {
        return code;
    }

    public boolean terminal() {
        return this != OPEN && this != SENDING;
    }
}
