package org.waypost.gateway.smpp.exchange;

import org.jspecify.annotations.Nullable;
import org.waypost.gateway.sms.Concatenation;

/** User data headers, as far as concatenation goes (3GPP 23.040, clauses 9.2.3.24, 9.2.3.24.1 and 9.2.3.24.8). */
final class Headers {
    private static final int EIGHT_BIT_REFERENCE = 0x00;
    private static final int SIXTEEN_BIT_REFERENCE = 0x08;

    private Headers() {}

    /** Octets of the header at the beginning, its length octet included; -1 where it is longer than the user data. */
    static int length(byte[] userData) {
        int length = userData.length == 0 ? 0 : (userData[0] & 0xFF) + 1;
        return length == 0 || length > userData.length ? -1 : length;
    }

    /**
     * The first concatenation element of a header whose {@link #length} was found good; null where there is none.
     *
     * @throws IllegalArgumentException if its numbers make no sense, part 0 among them
     */
    static @Nullable Concatenation concatenation(byte[] userData, int headerLength) {
        int at = 1;
        while (at + 2 <= headerLength) {
            int element = userData[at] & 0xFF;
            int length = userData[at + 1] & 0xFF;
            int value = at + 2;
            if (value + length > headerLength) {
                return null;
            }
            if (element == EIGHT_BIT_REFERENCE && length == 3) {
                return new Concatenation(
                        userData[value] & 0xFF, false, userData[value + 1] & 0xFF, userData[value + 2] & 0xFF);
            }
            if (element == SIXTEEN_BIT_REFERENCE && length == 4) {
                int reference = ((userData[value] & 0xFF) << 8) | (userData[value + 1] & 0xFF);
                return new Concatenation(reference, true, userData[value + 2] & 0xFF, userData[value + 3] & 0xFF);
            }
            at = value + length;
        }
        return null;
    }

    /** A header that holds this and nothing else, its length octet included. */
    static byte[] of(Concatenation concatenation) {
        byte total = (byte) concatenation.total();
        byte part = (byte) concatenation.part();
        int reference = concatenation.reference();
        return concatenation.wide()
                ? new byte[] {6, SIXTEEN_BIT_REFERENCE, 4, (byte) (reference >> 8), (byte) reference, total, part}
                : new byte[] {5, EIGHT_BIT_REFERENCE, 3, (byte) reference, total, part};
    }
}
