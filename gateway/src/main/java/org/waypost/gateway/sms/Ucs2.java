package org.waypost.gateway.sms;

/**
 * UCS-2 as handsets send it, surrogate pairs read as UTF-16. The JDK's decoder is not used, as it takes the character after
 * a lone surrogate away with it.
 */
final class Ucs2 {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char SWAPPED_MARK = '\uFFFE';

    private Ucs2() {}

    /**
     * Reads big-endian octets, or little-endian ones behind a byte order mark that says so; the mark is taken away. A lone
     * surrogate and a last odd octet become {@link GsmAlphabet#UNREADABLE}.
     */
    static String decode(byte[] octets) {
        char first = octets.length < 2 ? 0 : unit(octets, 0, false);
        boolean swapped = first == SWAPPED_MARK;
        int start = swapped || first == BYTE_ORDER_MARK ? 2 : 0;
        StringBuilder text = new StringBuilder(octets.length / 2 + 1);
        for (int at = start; at + 1 < octets.length; at += 2) {
            text.append(unit(octets, at, swapped));
        }
        replaceLoneSurrogates(text);
        return octets.length % 2 == 0
                ? text.toString()
                : text.append(GsmAlphabet.UNREADABLE).toString();
    }

    private static char unit(byte[] octets, int at, boolean swapped) {
        int high = Byte.toUnsignedInt(octets[swapped ? at + 1 : at]);
        int low = Byte.toUnsignedInt(octets[swapped ? at : at + 1]);
        return (char) (high << 8 | low);
    }

    private static void replaceLoneSurrogates(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                i++;
            } else {
                text.setCharAt(i, GsmAlphabet.UNREADABLE);
            }
        }
    }
}
