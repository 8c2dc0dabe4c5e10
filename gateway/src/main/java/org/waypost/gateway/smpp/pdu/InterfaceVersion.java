package org.waypost.gateway.smpp.pdu;

/** Values of interface_version (SMPP 3.4, clause 5.2.4; 5.0, clause 4.7.13). A peer may write any octet. */
public final class InterfaceVersion {
    /** Knows no optional parameters and no bind_transceiver. */
    public static final int V3_3 = 0x33;

    public static final int V3_4 = 0x34;
    /** Adds congestion_state, and short_message of 255 octets. */
    public static final int V5_0 = 0x50;

    private InterfaceVersion() {}
}
