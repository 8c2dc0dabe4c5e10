package org.waypost.gateway.sms;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A message that came in parts. Which parts belong together (same sender, destination, reference and total) is the caller's to
 * know, and that a part counts once however often it comes.
 */
public final class LongMessage {
    /** A question is short; who sends more parts asks nothing. */
    public static final int MOST_PARTS = 16;
    /** Longest part: 160 septets of one octet each, which is more than 140 octets of anything else. */
    public static final int LONGEST_PART = 160;

    private LongMessage() {}

    /** Whether a message that stands alone, or a part, is no larger than a question can be. */
    public static boolean admits(UserData data) {
        Concatenation concatenation = data.concatenation();
        return concatenation == null
                ? data.payload().length <= MOST_PARTS * LONGEST_PART
                : concatenation.total() <= MOST_PARTS && data.payload().length <= LONGEST_PART;
    }

    /**
     * The text of all parts. Octets that are spelled alike are joined before they are read: a sender may part a surrogate pair
     * or an escape.
     *
     * @param parts in order of their numbers
     */
    public static String text(List<UserData> parts) {
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        for (int i = 0; i < parts.size(); i++) {
            UserData part = parts.get(i);
            run.writeBytes(part.payload());
            if (i + 1 == parts.size() || !part.isSpelledLike(parts.get(i + 1))) {
                text.append(new UserData(part.alphabet(), part.tables(), null, run.toByteArray()).text());
                run.reset();
            }
        }
        return text.toString();
    }
}
