package org.waypost.gateway.smpp.codec;

/**
 * How long C-octet strings may be, in octets without the NUL.
 *
 * @param systemId 15 in SMPP 3.4
 * @param password 8 in SMPP 3.4
 * @param systemType 12 in SMPP 3.4
 * @param serviceType 5 in SMPP 3.4
 * @param address 20 in SMPP 3.4; 65 in data_sm whatever is set here
 * @param messageId 64 in SMPP 3.4
 */
public record FieldLimits(int systemId, int password, int systemType, int serviceType, int address, int messageId) {
    /** To the letter (SMPP 3.4, clause 5.2). */
    public static final FieldLimits STANDARD = new FieldLimits(15, 8, 12, 5, 20, 64);
    /** As generous as is harmless: what real carriers have been seen to send. */
    public static final FieldLimits LENIENT = new FieldLimits(64, 64, 64, 20, 64, 255);
}
