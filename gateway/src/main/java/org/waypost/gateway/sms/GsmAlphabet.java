package org.waypost.gateway.sms;

import java.util.Arrays;

/**
 * The GSM 7-bit default alphabet and its extension table (3GPP 23.038, clauses 6.2.1 and 6.2.1.1), one septet an octet, as
 * SMPP carries it. Other languages' tables are read, and never written.
 *
 * <p>Decoding never fails: what spells nothing becomes {@value #UNREADABLE} (U+FFFD).
 */
public final class GsmAlphabet {
    /** Stands for an octet that spells nothing. */
    public static final char UNREADABLE = '\uFFFD';

    private static final byte ESCAPE = 0x1B;
    private static final int SEPTETS = 128;
    private static final short NONE = -1;
    private static final short[] CODES = codes();

    private GsmAlphabet() {}

    /** By character: its septet, with the escape in the upper octet where it needs one. */
    private static short[] codes() {
        short[] codes = new short['€' + 1];
        Arrays.fill(codes, NONE);
        for (short code = 0; code < SEPTETS; code++) {
            char escaped = NationalLanguage.DEFAULT.single(code);
            if (escaped != 0) {
                codes[escaped] = (short) (ESCAPE << 8 | code);
            }
        }
        for (short code = 0; code < SEPTETS; code++) {
            if (code != ESCAPE) {
                codes[NationalLanguage.DEFAULT.locking(code)] = code;
            }
        }
        return codes;
    }

    /** Whether every character can be spelled. */
    public static boolean covers(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (septets(text.charAt(i)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Number of septets the character takes: 1, 2 with the escape, or 0 if it cannot be spelled. */
    static int septets(char character) {
        short code = code(character);
        return code == NONE ? 0 : code < SEPTETS ? 1 : 2;
    }

    private static short code(char character) {
        return character < CODES.length ? CODES[character] : NONE;
    }

    /**
     * Spells a text.
     *
     * @return one septet an octet
     * @throws IllegalArgumentException if a character cannot be spelled: ask {@link #covers} first
     */
    public static byte[] encode(String text) {
        byte[] octets = new byte[2 * text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            short code = code(text.charAt(i));
            if (code == NONE) {
                throw new IllegalArgumentException(
                        "character %d of %d (expected one of the GSM alphabet)".formatted(i, text.length()));
            }
            if (code >= SEPTETS) {
                octets[length++] = ESCAPE;
            }
            octets[length++] = (byte) (code & 0x7F);
        }
        return Arrays.copyOf(octets, length);
    }

    /** Reads octets of one septet each by the default tables. */
    public static String decode(byte[] octets) {
        return decode(octets, ShiftTables.DEFAULT);
    }

    /**
     * Reads octets of one septet each. An escape before a code that the single shift table leaves empty yields the character
     * of the other table, two escapes yield a space (both as clause 6.2.1.1 wants); an escape at the end and
     * an octet above 0x7F yield {@link #UNREADABLE}.
     */
    static String decode(byte[] octets, ShiftTables tables) {
        NationalLanguage locking = tables.locking();
        StringBuilder text = new StringBuilder(octets.length);
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] != ESCAPE) {
                text.append(octets[i] < 0 ? UNREADABLE : locking.locking(octets[i]));
            } else if (++i == octets.length) {
                text.append(UNREADABLE);
            } else {
                text.append(afterEscape(octets[i], tables));
            }
        }
        return text.toString();
    }

    private static char afterEscape(byte octet, ShiftTables tables) {
        if (octet < 0) {
            return UNREADABLE;
        }
        if (octet == ESCAPE) {
            return ' ';
        }
        char escaped = tables.single().single(octet);
        return escaped == 0 ? tables.locking().locking(octet) : escaped;
    }
}
