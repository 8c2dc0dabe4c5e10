package org.waypost.simulator.handset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Characters to octets and back: GSM 7-bit default alphabet with its extension table (3GPP 23.038, clause 6.2.1), UCS-2, Latin-1. */
final class Spelling {
    /** SMPP data_coding of the SMSC's default alphabet, here GSM 7-bit with one septet an octet. */
    static final int GSM = 0x00;

    static final int ASCII = 0x01;
    static final int LATIN_1 = 0x03;
    static final int UCS_2 = 0x08;

    static final int ESCAPE = 0x1B;

    /** Character by septet; the escape's own place holds a character nobody types. */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\uFFFFÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Characters of the extension table, and the septet that follows the escape for each. */
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private static final String EXTENSION_SEPTETS = "\n\u0014()/<=>@e";

    private Spelling() {}

    static boolean fitsGsm(String text) {
        return text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || extensionOf((char) c) >= 0);
    }

    private static int extensionOf(char character) {
        int place = EXTENSION.indexOf(character);
        return place < 0 ? -1 : EXTENSION_SEPTETS.charAt(place);
    }

    static byte[] gsm(String text) {
        ByteArrayOutputStream septets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            int basic = BASIC.indexOf(text.charAt(i));
            if (basic >= 0) {
                septets.write(basic);
            } else {
                septets.write(ESCAPE);
                septets.write(extensionOf(text.charAt(i)));
            }
        }
        return septets.toByteArray();
    }

    static byte[] ucs2(String text) {
        return text.getBytes(StandardCharsets.UTF_16BE);
    }

    /** Reads octets as a phone shows them; what it cannot read becomes U+FFFD. */
    static String read(int dataCoding, byte[] octets) {
        return switch (dataCoding) {
            case GSM -> readGsm(octets);
            case ASCII -> new String(octets, StandardCharsets.US_ASCII);
            case LATIN_1 -> new String(octets, StandardCharsets.ISO_8859_1);
            case UCS_2 -> new String(octets, StandardCharsets.UTF_16BE);
            default -> "\uFFFD".repeat(octets.length);
        };
    }

    private static String readGsm(byte[] septets) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < septets.length; i++) {
            int septet = septets[i];
            if (septet < 0) {
                text.append('\uFFFD');
            } else if (septet != ESCAPE) {
                text.append(BASIC.charAt(septet));
            } else if (i + 1 < septets.length) {
                text.append(afterEscape(septets[++i]));
            } else {
                text.append('\uFFFD');
            }
        }
        return text.toString();
    }

    /** An unknown extension shows the basic character of the same septet (3GPP 23.038, clause 6.2.1.1). */
    private static char afterEscape(int septet) {
        int place = EXTENSION_SEPTETS.indexOf(septet);
        if (place >= 0) {
            return EXTENSION.charAt(place);
        }
        return septet >= 0 && septet != ESCAPE ? BASIC.charAt(septet) : '\uFFFD';
    }
}
