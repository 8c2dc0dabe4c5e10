package org.waypost.gateway.smpp.session;

import org.waypost.gateway.smpp.pdu.BindType;

/** Where a session stands (SMPP 3.4, clause 2.2). */
public enum SessionState {
    /** Connected, not bound. */
    OPEN,
    BOUND_TX,
    BOUND_RX,
    BOUND_TRX,
    /** We sent unbind and wait for the response. */
    UNBINDING,
    CLOSED;

    static SessionState boundAs(BindType type) {
        return switch (type) {
            case TRANSMITTER -> BOUND_TX;
            case RECEIVER -> BOUND_RX;
            case TRANSCEIVER -> BOUND_TRX;
        };
    }

    public boolean isBound() {
        return this == BOUND_TX || this == BOUND_RX || this == BOUND_TRX;
    }
}
