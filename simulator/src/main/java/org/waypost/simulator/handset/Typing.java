package org.waypost.simulator.handset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.waypost.simulator.smsc.ShortMessage;

/** What a phone makes of a text that its owner sends: one short message, or several with a concatenation header. */
final class Typing {
    private static final int HEADER_LENGTH = 6;
    private static final int ONE_GSM = 160;
    private static final int ONE_UCS_2 = 140;
    private static final int EACH_GSM = 153;
    private static final int EACH_UCS_2 = 134;
    private static final int MOST_SEGMENTS = 255;

    private Typing() {}

    /**
     * @param reference of a message in several parts, 0 to 255
     * @throws IllegalArgumentException if the text needs more than 255 segments
     */
    static List<ShortMessage> segments(String from, String to, String text, int reference) {
        boolean gsm = Spelling.fitsGsm(text);
        int coding = gsm ? Spelling.GSM : Spelling.UCS_2;
        byte[] octets = gsm ? Spelling.gsm(text) : Spelling.ucs2(text);
        if (octets.length <= (gsm ? ONE_GSM : ONE_UCS_2)) {
            return List.of(new ShortMessage(from, to, coding, false, octets));
        }
        List<byte[]> pieces = pieces(octets, gsm);
        if (pieces.size() > MOST_SEGMENTS) {
            throw new IllegalArgumentException(
                    "text of %d segments (expected at most %d)".formatted(pieces.size(), MOST_SEGMENTS));
        }
        List<ShortMessage> segments = new ArrayList<>();
        for (byte[] piece : pieces) {
            byte[] data = withHeader(piece, reference, pieces.size(), segments.size() + 1);
            segments.add(new ShortMessage(from, to, coding, true, data));
        }
        return segments;
    }

    private static List<byte[]> pieces(byte[] octets, boolean gsm) {
        List<byte[]> pieces = new ArrayList<>();
        int start = 0;
        while (start < octets.length) {
            int end = Math.min(start + (gsm ? EACH_GSM : EACH_UCS_2), octets.length);
            if (end < octets.length) {
                end = gsm ? beforeEscapePair(octets, end) : beforeSurrogatePair(octets, end);
            }
            pieces.add(Arrays.copyOfRange(octets, start, end));
            start = end;
        }
        return pieces;
    }

    private static int beforeEscapePair(byte[] septets, int end) {
        return septets[end - 1] == Spelling.ESCAPE ? end - 1 : end;
    }

    private static int beforeSurrogatePair(byte[] octets, int end) {
        char last = (char) (((octets[end - 2] & 0xFF) << 8) | (octets[end - 1] & 0xFF));
        return Character.isHighSurrogate(last) ? end - 2 : end;
    }

    private static byte[] withHeader(byte[] piece, int reference, int total, int part) {
        byte[] data = new byte[HEADER_LENGTH + piece.length];
        data[0] = HEADER_LENGTH - 1;
        data[2] = 3;
        data[3] = (byte) reference;
        data[4] = (byte) total;
        data[5] = (byte) part;
        System.arraycopy(piece, 0, data, HEADER_LENGTH, piece.length);
        return data;
    }
}
