package org.waypost.gateway.smpp.exchange;

import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.sms.Alphabet;

/** Which alphabet a data_coding names (SMPP 3.4, clause 5.2.19; 3GPP 23.038, clause 4). */
final class Codings {
    private Codings() {}

    /**
     * @param usual what 0 means to the peer
     * @return {@link Alphabet#BINARY} for what is reserved, or for nobody here to read
     */
    static Alphabet alphabet(DataCoding coding, Alphabet usual) {
        int value = coding.value();
        return switch (value >> 4) {
            case 0x0 -> simple(value, usual);
            case 0x1 -> general(value, usual);
            case 0xC, 0xD -> usual;
            case 0xE -> Alphabet.UCS2;
            case 0xF -> (value & 0x04) == 0 ? usual : Alphabet.BINARY;
            default -> Alphabet.BINARY;
        };
    }

    private static Alphabet simple(int value, Alphabet usual) {
        return switch (value) {
            case 0 -> usual;
            case 1 -> Alphabet.ASCII;
            case 3 -> Alphabet.LATIN1;
            case 8 -> Alphabet.UCS2;
            default -> Alphabet.BINARY;
        };
    }

    /** 3GPP's general data coding with a message class: bits 3 and 2 name the alphabet. */
    private static Alphabet general(int value, Alphabet usual) {
        return switch ((value >> 2) & 0x03) {
            case 0 -> usual;
            case 2 -> Alphabet.UCS2;
            default -> Alphabet.BINARY;
        };
    }

    static DataCoding coding(Alphabet alphabet) {
        return switch (alphabet) {
            case UCS2 -> DataCoding.UCS2;
            case GSM7 -> DataCoding.DEFAULT;
            case ASCII -> new DataCoding(1);
            case LATIN1 -> new DataCoding(3);
            case UTF8, BINARY -> new DataCoding(4);
        };
    }
}
