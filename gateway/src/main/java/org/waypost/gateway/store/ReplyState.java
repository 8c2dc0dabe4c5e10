package org.waypost.gateway.store;

import org.jspecify.annotations.Nullable;

/** Where a reply stands. All but {@link #OPEN} and {@link #SENDING} are terminal: its row is gone, number and text with it. */
public enum ReplyState {
    /** Waits to be sent. */
    OPEN(1, null),
    /** Handed to a session; the outcome is not known yet. */
    SENDING(2, null),
    DELIVERED(3, BalanceItem.DELIVERED),
    /** The peer never will, or retries are used up, or the text cannot be read. */
    FAILED(4, BalanceItem.FAILED),
    /** Too old to be of use. */
    EXPIRED(5, BalanceItem.EXPIRED),
    /** Ended before it left: the subscriber withdrew consent, or an operator canceled it. */
    WITHDRAWN(6, BalanceItem.WITHDRAWN),
    /** It left, and whether it arrived stayed unknown. */
    UNCERTAIN(7, BalanceItem.UNCERTAIN);

    private final int code;
    private final @Nullable BalanceItem fate;

    ReplyState(int code, @Nullable BalanceItem fate) {
        this.code = code;
        this.fate = fate;
    }

    /** As it stands in the table. */
    int code() {
        return code;
    }

    /** Of a row: it has one of the two states that are not terminal. */
    static ReplyState of(int code) {
        return code == OPEN.code ? OPEN : SENDING;
    }

    public boolean terminal() {
        return fate != null;
    }

    /** How the balance counts it; null unless terminal. */
    @Nullable
    BalanceItem fate() {
        return fate;
    }
}
