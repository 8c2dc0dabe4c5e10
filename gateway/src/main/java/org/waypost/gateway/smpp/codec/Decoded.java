package org.waypost.gateway.smpp.codec;

import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;

/** What a frame turned out to be. */
public sealed interface Decoded {
    record Understood(Pdu pdu) implements Decoded {}

    /**
     * A frame whose header can be read and whose body cannot.
     *
     * @param status what to answer if it was a request
     * @param reason for the log: names the field, what was found and what was expected; holds nothing a subscriber wrote
     */
    record Unreadable(Header header, CommandStatus status, String reason) implements Decoded {}
}
