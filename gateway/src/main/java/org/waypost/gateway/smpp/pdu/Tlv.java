package org.waypost.gateway.smpp.pdu;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An optional parameter (SMPP 3.4, clause 5.3), known or not.
 *
 * <p>{@link #toString()} shows the length only: a TLV can hold a text or a number.
 *
 * @param tag 0 to 0xFFFF
 * @param value at most 65,535 octets; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; copying each value would double the garbage
public record Tlv(int tag, byte[] value) {
    public static final int USER_MESSAGE_REFERENCE = 0x0204;
    public static final int SAR_MSG_REF_NUM = 0x020C;
    public static final int SAR_TOTAL_SEGMENTS = 0x020E;
    public static final int SAR_SEGMENT_SEQNUM = 0x020F;
    public static final int SC_INTERFACE_VERSION = 0x0210;
    public static final int RECEIPTED_MESSAGE_ID = 0x001E;
    public static final int MESSAGE_PAYLOAD = 0x0424;
    public static final int MESSAGE_STATE = 0x0427;
    /** SMPP 5.0, clause 4.8.4.18: one octet, 0 for idle to 100 for congested. */
    public static final int CONGESTION_STATE = 0x0428;

    /** A TLV whose value is one octet. */
    public static Tlv ofOctet(int tag, int value) {
        return new Tlv(tag, new byte[] {(byte) value});
    }

    /** A TLV whose value is two octets, big-endian. */
    public static Tlv ofTwoOctets(int tag, int value) {
        return new Tlv(tag, new byte[] {(byte) (value >>> 8), (byte) value});
    }

    /** The first TLV with this tag, or null. SMPP gives a repetition no meaning, so later ones are only kept. */
    public static @Nullable Tlv find(List<Tlv> tlvs, int tag) {
        for (Tlv tlv : tlvs) {
            if (tlv.tag == tag) {
                return tlv;
            }
        }
        return null;
    }

    /** The value as an unsigned number, big-endian; meaningful for values of up to four octets. */
    public int number() {
        int number = 0;
        for (byte octet : value) {
            number = (number << 8) | (octet & 0xFF);
        }
        return number;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tlv that && tag == that.tag && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * tag + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "Tlv[0x%s, %d octets]".formatted(HexFormat.of().toHexDigits((short) tag), value.length);
    }
}
