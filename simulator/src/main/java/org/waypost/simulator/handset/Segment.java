package org.waypost.simulator.handset;

import java.util.Arrays;
import org.waypost.simulator.smsc.ShortMessage;

/**
 * One short message read as a phone reads it: its place in a longer text, and the characters it carries (3GPP 23.040,
 * clauses 9.2.3.24.1 and 9.2.3.24.8). {@link #toString()} does not show the text.
 *
 * @param reference joins the segments of one text; 0 where {@code total} is 1
 * @param wide whether the reference has 16 bits
 * @param total how many segments the text has; 1 if this one stands alone
 * @param part which of them this is, from 1; anything at all in a header that does not hold together
 * @param text what it says
 */
public record Segment(int reference, boolean wide, int total, int part, String text) {
    private static final int REFERENCE_8_BIT = 0x00;
    private static final int REFERENCE_16_BIT = 0x08;

    /** Reads a message. A header that holds no concatenation, or does not hold together, leaves it one that stands alone. */
    public static Segment of(ShortMessage message) {
        byte[] octets = message.octets();
        if (!message.header()) {
            return new Segment(0, false, 1, 1, Spelling.read(message.dataCoding(), octets));
        }
        int length = octets.length == 0 ? 0 : 1 + (octets[0] & 0xFF);
        String text = Spelling.read(
                message.dataCoding(), Arrays.copyOfRange(octets, Math.min(length, octets.length), octets.length));
        int end = Math.min(length, octets.length);
        for (int at = 1; at + 1 < end; at += 2 + (octets[at + 1] & 0xFF)) {
            int element = octets[at] & 0xFF;
            int size = octets[at + 1] & 0xFF;
            if (at + 2 + size > end) {
                break;
            }
            if (element == REFERENCE_8_BIT && size == 3) {
                return new Segment(octets[at + 2] & 0xFF, false, octets[at + 3] & 0xFF, octets[at + 4] & 0xFF, text);
            }
            if (element == REFERENCE_16_BIT && size == 4) {
                int reference = ((octets[at + 2] & 0xFF) << 8) | (octets[at + 3] & 0xFF);
                return new Segment(reference, true, octets[at + 4] & 0xFF, octets[at + 5] & 0xFF, text);
            }
        }
        return new Segment(0, false, 1, 1, text);
    }

    @Override
    public String toString() {
        return "Segment[%d of %d, %d characters]".formatted(part, total, text.length());
    }
}
