package org.waypost.gateway.sms;

import org.jspecify.annotations.Nullable;

/**
 * The header before the text of a message (3GPP 23.040, clause 9.2.3.24), of which the concatenation and the shift tables are read.
 *
 * @param length octets of the header with its length octet; 0 if what looked like a header is none
 * @param concatenation null if the header holds no usable one
 * @param impossiblePart whether it holds none because every one it holds names a part that cannot be
 * @param tables that a text in the GSM 7-bit alphabet is to be read with
 */
record UserDataHeader(int length, @Nullable Concatenation concatenation, boolean impossiblePart, ShiftTables tables) {
    private static final int NARROW_ELEMENT = 0x00;
    private static final int NARROW_LENGTH = 3;
    private static final int WIDE_ELEMENT = 0x08;
    private static final int WIDE_LENGTH = 4;
    /** National Language Single Shift (clause 9.2.3.24.15). */
    private static final int SINGLE_SHIFT_ELEMENT = 0x24;
    /** National Language Locking Shift (clause 9.2.3.24.16). */
    private static final int LOCKING_SHIFT_ELEMENT = 0x25;

    private static final int SHIFT_LENGTH = 1;
    /** Identifier and length before each element. */
    private static final int ELEMENT_PREFIX = 2;

    private static final UserDataHeader NONE = new UserDataHeader(0, null, false, ShiftTables.DEFAULT);

    /**
     * Reads the header at the start of a message's octets. Never fails: a header longer than the message is none, so
     * that a peer which sets the indicator by mistake is still understood; a header whose elements do not add up is
     * skipped as a whole; of several concatenations, and of several tables, the last one that can be counts.
     */
    static UserDataHeader read(byte[] octets) {
        int length = octets.length == 0 ? 0 : 1 + octet(octets, 0);
        if (length == 0 || length > octets.length) {
            return NONE;
        }
        Concatenation concatenation = null;
        boolean impossible = false;
        ShiftTables tables = ShiftTables.DEFAULT;
        int at = 1;
        while (at < length) {
            int next = at + ELEMENT_PREFIX + (at + 1 < length ? octet(octets, at + 1) : 0);
            if (next > length) {
                return new UserDataHeader(length, null, false, ShiftTables.DEFAULT);
            }
            if (isConcatenation(octets, at)) {
                Concatenation found = concatenation(octets, at);
                impossible |= found == null;
                concatenation = found == null ? concatenation : found;
            } else {
                tables = shifted(tables, octets, at);
            }
            at = next;
        }
        return new UserDataHeader(length, concatenation, impossible && concatenation == null, tables);
    }

    private static boolean isConcatenation(byte[] octets, int at) {
        int identifier = octet(octets, at);
        int length = octet(octets, at + 1);
        return (identifier == NARROW_ELEMENT && length == NARROW_LENGTH)
                || (identifier == WIDE_ELEMENT && length == WIDE_LENGTH);
    }

    /** Null for a part that cannot be. */
    private static @Nullable Concatenation concatenation(byte[] octets, int at) {
        boolean wide = octet(octets, at) == WIDE_ELEMENT;
        int reference = wide ? octet(octets, at + 2) << 8 | octet(octets, at + 3) : octet(octets, at + 2);
        int total = octet(octets, wide ? at + 4 : at + 3);
        int part = octet(octets, wide ? at + 5 : at + 4);
        return part < 1 || part > total ? null : new Concatenation(reference, wide, total, part);
    }

    /** The tables after this element: others, where it announces a language that is read. */
    private static ShiftTables shifted(ShiftTables tables, byte[] octets, int at) {
        int identifier = octet(octets, at);
        boolean shift = identifier == SINGLE_SHIFT_ELEMENT || identifier == LOCKING_SHIFT_ELEMENT;
        if (!shift || octet(octets, at + 1) != SHIFT_LENGTH) {
            return tables;
        }
        NationalLanguage language = NationalLanguage.of(octet(octets, at + 2));
        if (language == null) {
            return tables;
        }
        return identifier == SINGLE_SHIFT_ELEMENT ? tables.withSingle(language) : tables.withLocking(language);
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
