package org.waypost.gateway.message;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a peer reports later about a segment it took: whether the handset has it.
 *
 * @param messageId the peer's name of the message, as the report spells it, which need not be as the response spelled it
 * @param fate what became of it
 * @param error the peer's or the network's error code, as written; null if none was given
 * @param at when, in a time zone only the peer knows; null if not told, or not readable
 */
public record Receipt(
        String messageId,
        Fate fate,
        @Nullable String error,
        @Nullable LocalDateTime at) {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,20}");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{1,16}");

    /** What became of a message that a peer had taken. */
    public enum Fate {
        /** The handset has it. */
        DELIVERED,
        /** It will never arrive: expired, deleted, refused, undeliverable. */
        FAILED,
        /** Still on its way; another report follows. */
        UNDERWAY,
        /** The peer does not know, or says it in words nobody here knows. */
        UNKNOWN
    }

    /** How an id is kept to be found again: lower case, without leading zeros. */
    public static String canonical(String messageId) {
        String plain = messageId.strip().toLowerCase(Locale.ROOT);
        int zeros = 0;
        while (zeros < plain.length() - 1 && plain.charAt(zeros) == '0') {
            zeros++;
        }
        return plain.substring(zeros);
    }

    /**
     * The canonical ids by which the message may be known from the response: the id itself, then the same number written in
     * hexadecimal where it could be decimal, and the other way round: peers differ between response and report.
     *
     * @return one to three, the likeliest first
     */
    public Set<String> candidates() {
        String canonical = canonical(messageId);
        Set<String> candidates = new LinkedHashSet<>();
        candidates.add(canonical);
        if (DECIMAL.matcher(canonical).matches()) {
            candidates.add(new BigInteger(canonical).toString(16));
        }
        if (HEXADECIMAL.matcher(canonical).matches()) {
            candidates.add(new BigInteger(canonical, 16).toString());
        }
        return candidates;
    }
}
