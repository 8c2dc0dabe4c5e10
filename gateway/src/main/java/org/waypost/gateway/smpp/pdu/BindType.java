package org.waypost.gateway.smpp.pdu;

/** In which direction a bound session carries messages, seen from the ESME (SMPP 3.4, clause 2.1). */
public enum BindType {
    RECEIVER(CommandId.BIND_RECEIVER),
    TRANSMITTER(CommandId.BIND_TRANSMITTER),
    TRANSCEIVER(CommandId.BIND_TRANSCEIVER);

    private final CommandId command;

    BindType(CommandId command) {
        this.command = command;
    }

    public CommandId command() {
        return command;
    }

    /** Whether the ESME hears the SMSC's messages on such a session. */
    public boolean receives() {
        return this != TRANSMITTER;
    }

    /** Whether the ESME may submit on such a session. */
    public boolean transmits() {
        return this != RECEIVER;
    }
}
