package org.waypost.gateway.smpp.codec;

import java.util.Arrays;
import java.util.List;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.Tlv;

/**
 * Writes the fields of one PDU into an array that is used again for the next: an array, because that is four times as fast to
 * write octet by octet as a buffer outside the heap.
 */
final class FieldWriter {
    /** Nearly every PDU is shorter. */
    private static final int USUAL_OCTETS = 512;

    private static final int LONGEST_TLV = 0xFFFF;
    /** The last character of ISO 8859-1, in which SMPP writes its strings; what is beyond becomes a question mark. */
    private static final char LAST_CHARACTER = 0xFF;

    private byte[] out = new byte[USUAL_OCTETS];
    private int length;

    /** Begins a PDU; forgets the one before. */
    void clear() {
        length = 0;
        if (out.length > USUAL_OCTETS) {
            out = new byte[USUAL_OCTETS];
        }
    }

    byte[] array() {
        return out;
    }

    int length() {
        return length;
    }

    private void reserve(int octets) {
        if (length + octets > out.length) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, length + octets));
        }
    }

    void octet(int value) {
        reserve(1);
        out[length++] = (byte) value;
    }

    void number(int value) {
        reserve(Integer.BYTES);
        setNumber(length, value);
        length += Integer.BYTES;
    }

    void setNumber(int at, int value) {
        out[at] = (byte) (value >>> 24);
        out[at + 1] = (byte) (value >>> 16);
        out[at + 2] = (byte) (value >>> 8);
        out[at + 3] = (byte) value;
    }

    /** A C-octet string: the characters, then NUL. */
    void text(String text) {
        reserve(text.length() + 1);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == 0) {
                throw new IllegalArgumentException(
                        "text of %d characters with NUL inside (expected none)".formatted(text.length()));
            }
            out[length++] = (byte) (character > LAST_CHARACTER ? '?' : character);
        }
        out[length++] = 0;
    }

    void address(Address address) {
        octet(address.ton());
        octet(address.npi());
        text(address.text());
    }

    void octets(byte[] octets) {
        reserve(octets.length);
        System.arraycopy(octets, 0, out, length, octets.length);
        length += octets.length;
    }

    void tlvs(List<Tlv> tlvs) {
        for (int i = 0; i < tlvs.size(); i++) {
            Tlv tlv = tlvs.get(i);
            int size = upTo(LONGEST_TLV, "optional parameter", tlv.value().length);
            octet(tlv.tag() >>> 8);
            octet(tlv.tag());
            octet(size >>> 8);
            octet(size);
            octets(tlv.value());
        }
    }

    static int upTo(int longest, String field, int length) {
        if (length > longest) {
            throw new IllegalArgumentException(
                    "%s of %d octets (expected at most %d)".formatted(field, length, longest));
        }
        return length;
    }
}
