package org.waypost.gateway.smpp.pdu;

/**
 * An address as SMPP writes it (3.4, clauses 5.2.5 to 5.2.9).
 *
 * <p>{@link #toString()} hides the digits.
 *
 * @param ton type of number, 0 to 255; what is out of the specification's range is kept
 * @param npi numbering plan indicator, likewise
 * @param text the address itself, characters of ISO 8859-1
 */
public record Address(int ton, int npi, String text) {
    /** Unknown type, unknown plan, no text: "the default of this session". */
    public static final Address NONE = new Address(0, 0, "");

    @Override
    public String toString() {
        return "Address[TON %d, NPI %d, %d characters]".formatted(ton, npi, text.length());
    }
}
