package org.waypost.gateway.sms;

import org.jspecify.annotations.Nullable;

/**
 * The header before the text of a message (3GPP 23.040, clause 9.2.3.24), of which only the concatenation is read.
 *
 * @param length octets of the header with its length octet; 0 if what looked like a header is none
 * @param concatenation null if the header holds no usable one
 */
record UserDataHeader(int length, @Nullable Concatenation concatenation) {
    private static final int NARROW_ELEMENT = 0x00;
    private static final int NARROW_LENGTH = 3;
    private static final int WIDE_ELEMENT = 0x08;
    private static final int WIDE_LENGTH = 4;
    /** Identifier and length before each element. */
    private static final int ELEMENT_PREFIX = 2;

    private static final UserDataHeader NONE = new UserDataHeader(0, null);

    /**
     * Reads the header at the start of a message's octets. Never fails: a header longer than the message is none, so
     * that a peer which sets the indicator by mistake is still understood; a header whose elements do not add up is
     * skipped as a whole, an element out of its range is skipped alone (as the clause wants); of several
     * concatenations the last counts.
     */
    static UserDataHeader read(byte[] octets) {
        int length = octets.length == 0 ? 0 : 1 + octet(octets, 0);
        if (length == 0 || length > octets.length) {
            return NONE;
        }
        Concatenation concatenation = null;
        int at = 1;
        while (at < length) {
            int next = at + ELEMENT_PREFIX + (at + 1 < length ? octet(octets, at + 1) : 0);
            if (next > length) {
                return new UserDataHeader(length, null);
            }
            Concatenation found = concatenation(octets, at);
            concatenation = found == null ? concatenation : found;
            at = next;
        }
        return new UserDataHeader(length, concatenation);
    }

    private static @Nullable Concatenation concatenation(byte[] octets, int at) {
        int identifier = octet(octets, at);
        int length = octet(octets, at + 1);
        if (identifier == NARROW_ELEMENT && length == NARROW_LENGTH) {
            return concatenation(octet(octets, at + 2), false, octet(octets, at + 3), octet(octets, at + 4));
        }
        if (identifier == WIDE_ELEMENT && length == WIDE_LENGTH) {
            int reference = octet(octets, at + 2) << 8 | octet(octets, at + 3);
            return concatenation(reference, true, octet(octets, at + 4), octet(octets, at + 5));
        }
        return null;
    }

    private static @Nullable Concatenation concatenation(int reference, boolean wide, int total, int part) {
        return part < 1 || part > total ? null : new Concatenation(reference, wide, total, part);
    }

    private static int octet(byte[] octets, int at) {
        return Byte.toUnsignedInt(octets[at]);
    }

    /** A header that holds nothing but this concatenation, with its length octet: 6 octets, 7 where the reference is wide. */
    static byte[] write(Concatenation concatenation) {
        byte total = (byte) concatenation.total();
        byte part = (byte) concatenation.part();
        byte low = (byte) concatenation.reference();
        if (concatenation.wide()) {
            byte high = (byte) (concatenation.reference() >>> 8);
            return new byte[] {ELEMENT_PREFIX + WIDE_LENGTH, WIDE_ELEMENT, WIDE_LENGTH, high, low, total, part};
        }
        return new byte[] {ELEMENT_PREFIX + NARROW_LENGTH, NARROW_ELEMENT, NARROW_LENGTH, low, total, part};
    }
}
