package org.waypost.gateway.sms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into the short messages that carry it: GSM 7-bit when every character fits, else UCS-2 (3GPP 23.040, clause
 * 9.2.3.24.1: 140 octets of user data, the header among them).
 *
 * @param wide whether references have 16 bits, which costs one character of each part and makes it unlikely that a
 *     handset joins parts of two replies
 */
public record Segmenter(boolean wide) {
    /** What the octet for the number of parts can tell. */
    public static final int MOST_PARTS = 255;

    /** Characters (GSM: septets; UCS-2: UTF-16 units) of a message that stands alone, and of one part of several. */
    private enum Capacity {
        GSM7(160, 153, 152),
        UCS2(70, 67, 66);

        private final int alone;
        private final int narrow;
        private final int wide;

        Capacity(int alone, int narrow, int wide) {
            this.alone = alone;
            this.narrow = narrow;
            this.wide = wide;
        }
    }

    /**
     * Cuts the text.
     *
     * @param reference of the parts, where it takes several: 0 to 255, or 0 to 65535 where {@code wide}
     * @return at least one, in order
     * @throws IllegalArgumentException if the text needs more than {@value #MOST_PARTS} parts: measure first
     */
    public List<UserData> cut(String text, int reference) {
        Alphabet alphabet = alphabet(text);
        List<String> pieces = pieces(text, alphabet);
        if (pieces.size() > MOST_PARTS) {
            throw new IllegalArgumentException(
                    "text of %d parts (expected at most %d)".formatted(pieces.size(), MOST_PARTS));
        }
        List<UserData> segments = new ArrayList<>(pieces.size());
        for (String piece : pieces) {
            Concatenation concatenation =
                    pieces.size() == 1 ? null : new Concatenation(reference, wide, pieces.size(), segments.size() + 1);
            segments.add(new UserData(alphabet, concatenation, octets(piece, alphabet)));
        }
        return List.copyOf(segments);
    }

    /** How many short messages the text takes, at least 1. */
    public int segments(String text) {
        return pieces(text, alphabet(text)).size();
    }

    private static Alphabet alphabet(String text) {
        return GsmAlphabet.covers(text) ? Alphabet.GSM7 : Alphabet.UCS2;
    }

    private List<String> pieces(String text, Alphabet alphabet) {
        Capacity capacity = alphabet == Alphabet.GSM7 ? Capacity.GSM7 : Capacity.UCS2;
        int whole = end(text, 0, alphabet, capacity.alone);
        if (whole == text.length()) {
            return List.of(text);
        }
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int end = end(text, from, alphabet, wide ? capacity.wide : capacity.narrow);
            pieces.add(text.substring(from, end));
            from = end;
        }
        return pieces;
    }

    /** Where the piece ends that begins at {@code from} and takes no more than the capacity; pairs are not parted. */
    private static int end(String text, int from, Alphabet alphabet, int capacity) {
        int taken = 0;
        int at = from;
        while (at < text.length()) {
            int characters = alphabet == Alphabet.UCS2 && startsPair(text, at) ? 2 : 1;
            taken += alphabet == Alphabet.UCS2 ? characters : GsmAlphabet.septets(text.charAt(at));
            if (taken > capacity) {
                return at;
            }
            at += characters;
        }
        return at;
    }

    private static boolean startsPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    private static byte[] octets(String piece, Alphabet alphabet) {
        return alphabet == Alphabet.GSM7 ? GsmAlphabet.encode(piece) : piece.getBytes(StandardCharsets.UTF_16BE);
    }
}
