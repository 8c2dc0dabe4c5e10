package org.waypost.simulator.handset;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.waypost.simulator.smsc.ShortMessage;

/**
 * Joins the segments of longer messages, in whatever order they come (3GPP 23.040, clauses 9.2.3.24.1 and 9.2.3.24.8). At
 * most {@value #MOST_UNFINISHED} messages wait for segments; the oldest gives way. Not thread-safe.
 */
public final class SegmentJoiner {
    static final int MOST_UNFINISHED = 16;

    private static final int REFERENCE_8_BIT = 0x00;
    private static final int REFERENCE_16_BIT = 0x08;

    private final Map<Identity, String[]> unfinished = new LinkedHashMap<>();

    /** A whole message. */
    record Whole(String from, String text, int segments) {}

    private record Identity(String from, int reference, boolean wide, int total) {}

    private record Header(int length, int reference, boolean wide, int total, int part) {}

    /** How many segments the message has that this one belongs to: 1 if it stands alone. */
    public static int total(ShortMessage message) {
        return message.header() ? Math.max(1, header(message.octets()).total()) : 1;
    }

    /** Takes a segment; returns the message if this one was the last missing. */
    Optional<Whole> add(ShortMessage message) {
        if (!message.header()) {
            return Optional.of(new Whole(message.from(), Spelling.read(message.dataCoding(), message.octets()), 1));
        }
        Header header = header(message.octets());
        String text = text(message, header.length());
        if (header.total() <= 1) {
            return Optional.of(new Whole(message.from(), text, 1));
        }
        return join(message.from(), header, text);
    }

    private Optional<Whole> join(String from, Header header, String text) {
        Identity identity = new Identity(from, header.reference(), header.wide(), header.total());
        String[] texts = unfinished.computeIfAbsent(identity, id -> new String[id.total()]);
        if (header.part() >= 1 && header.part() <= texts.length) {
            texts[header.part() - 1] = text;
        }
        if (Arrays.asList(texts).contains(null)) {
            forgetOldest();
            return Optional.empty();
        }
        unfinished.remove(identity);
        return Optional.of(new Whole(from, String.join("", texts), texts.length));
    }

    private void forgetOldest() {
        Iterator<Identity> oldest = unfinished.keySet().iterator();
        while (unfinished.size() > MOST_UNFINISHED) {
            oldest.next();
            oldest.remove();
        }
    }

    private static String text(ShortMessage message, int headerLength) {
        byte[] octets = message.octets();
        return Spelling.read(
                message.dataCoding(), Arrays.copyOfRange(octets, Math.min(headerLength, octets.length), octets.length));
    }

    /** A header that holds no concatenation, or does not hold together, leaves the segment a message of its own. */
    private static Header header(byte[] octets) {
        int length = octets.length == 0 ? 0 : 1 + (octets[0] & 0xFF);
        int end = Math.min(length, octets.length);
        for (int at = 1; at + 1 < end; at += 2 + (octets[at + 1] & 0xFF)) {
            int element = octets[at] & 0xFF;
            int size = octets[at + 1] & 0xFF;
            if (at + 2 + size > end) {
                break;
            }
            if (element == REFERENCE_8_BIT && size == 3) {
                return new Header(length, octets[at + 2] & 0xFF, false, octets[at + 3] & 0xFF, octets[at + 4] & 0xFF);
            }
            if (element == REFERENCE_16_BIT && size == 4) {
                int reference = ((octets[at + 2] & 0xFF) << 8) | (octets[at + 3] & 0xFF);
                return new Header(length, reference, true, octets[at + 4] & 0xFF, octets[at + 5] & 0xFF);
            }
        }
        return new Header(length, 0, false, 1, 1);
    }
}
