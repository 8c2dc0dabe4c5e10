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

    private final Map<Identity, String[]> unfinished = new LinkedHashMap<>();

    /** A whole message. */
    record Whole(String from, String text, int segments) {}

    private record Identity(String from, int reference, boolean wide, int total) {}

    /** How many segments the message has that this one belongs to: 1 if it stands alone. */
    public static int total(ShortMessage message) {
        return Math.max(1, Segment.of(message).total());
    }

    /** Takes a segment; returns the message if this one was the last missing. */
    Optional<Whole> add(ShortMessage message) {
        Segment segment = Segment.of(message);
        if (segment.total() <= 1) {
            return Optional.of(new Whole(message.from(), segment.text(), 1));
        }
        return join(message.from(), segment);
    }

    private Optional<Whole> join(String from, Segment segment) {
        Identity identity = new Identity(from, segment.reference(), segment.wide(), segment.total());
        String[] texts = unfinished.computeIfAbsent(identity, id -> new String[id.total()]);
        if (segment.part() >= 1 && segment.part() <= texts.length) {
            texts[segment.part() - 1] = segment.text();
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
}
