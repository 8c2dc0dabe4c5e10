package org.waypost.gateway.sms;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one longer message that have come so far: a set, so any order of arrival leads to the same text. Immutable.
 *
 * <p>All parts added must bear the same sender, destination and reference: telling messages apart is the caller's.
 */
public final class PartialMessage {
    /** A question is short; who sends more asks nothing. */
    public static final int MOST_PARTS = 16;
    /** One part is at most this long: 160 septets of one octet each, which is more than 140 octets of anything else. */
    public static final int LONGEST_PART = 160;

    private static final PartialMessage NONE = new PartialMessage(new TreeMap<>());

    private final SortedMap<Integer, UserData> parts;

    private PartialMessage(SortedMap<Integer, UserData> parts) {
        this.parts = parts;
    }

    /** Before the first part. */
    public static PartialMessage none() {
        return NONE;
    }

    /** What adding a part comes to. */
    public sealed interface Addition {}

    /** Parts are missing still. */
    public record Waiting(PartialMessage message) implements Addition {}

    /**
     * The last missing part: here is the whole.
     *
     * @param parts how many it took
     */
    public record Whole(String text, int parts) implements Addition {
        @Override
        public String toString() {
            return "Whole[%d characters of %d parts]".formatted(text.length(), parts);
        }
    }

    /** The part changes nothing. */
    public enum Unjoined implements Addition {
        /** It is here already, with the same content. */
        REPEATED,
        /**
         * Another content stands under the same number, or the total differs: the reference has come round, and this is a
         * part of another message. The caller may begin anew with it.
         */
        CONFLICTING,
        /** More parts, or a longer one, than a question can have; or no part of a longer message at all. */
        OUT_OF_BOUNDS
    }

    /** Adds one part, which knows its place from its concatenation. */
    public Addition add(UserData part) {
        Concatenation place = part.concatenation();
        if (place == null || place.total() > MOST_PARTS || part.payload().length > LONGEST_PART) {
            return Unjoined.OUT_OF_BOUNDS;
        }
        if (!parts.isEmpty() && total(parts.get(parts.firstKey())) != place.total()) {
            return Unjoined.CONFLICTING;
        }
        UserData present = parts.get(place.part());
        if (present != null) {
            return present.equals(part) ? Unjoined.REPEATED : Unjoined.CONFLICTING;
        }
        SortedMap<Integer, UserData> joined = new TreeMap<>(parts);
        joined.put(place.part(), part);
        return joined.size() == place.total()
                ? new Whole(text(joined), joined.size())
                : new Waiting(new PartialMessage(joined));
    }

    /** The parts that are here, in order of their numbers; adding them to {@link #none()} gives this message again. */
    public List<UserData> parts() {
        return List.copyOf(parts.values());
    }

    private static int total(@Nullable UserData part) {
        Concatenation place = part == null ? null : part.concatenation();
        return place == null ? 0 : place.total();
    }

    /** Octets of one alphabet are joined before they are read: a sender may part a surrogate pair or an escape. */
    private static String text(SortedMap<Integer, UserData> parts) {
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        Alphabet alphabet = Alphabet.BINARY;
        for (UserData part : parts.values()) {
            if (part.alphabet() != alphabet) {
                text.append(UserData.text(alphabet, run.toByteArray()));
                run.reset();
                alphabet = part.alphabet();
            }
            run.writeBytes(part.payload());
        }
        return text.append(UserData.text(alphabet, run.toByteArray())).toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PartialMessage that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return "PartialMessage[parts %s]".formatted(parts.keySet());
    }
}
