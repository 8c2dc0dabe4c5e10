package org.waypost.gateway.smpp.session;

/** Which of the two sides of SMPP issues an operation. */
public enum Origin {
    /** The application: the side that binds. */
    ESME,
    /** The message centre: the side that is bound to. As an SMPP server, ours. */
    SMSC;

    public Origin other() {
        return this == ESME ? SMSC : ESME;
    }
}
