package org.waypost.gateway.smpp.codec;

/**
 * The first sixteen octets of a PDU (SMPP 3.4, clause 3.2).
 *
 * @param length command_length
 * @param commandId command_id, known or not
 * @param status command_status
 * @param sequence sequence_number
 */
public record Header(int length, int commandId, int status, int sequence) {
    /** Octets a header takes: the shortest PDU there is. */
    public static final int LENGTH = 16;
}
