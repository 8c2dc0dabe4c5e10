package org.waypost.gateway.query;

import java.util.Optional;

/**
 * The last four characters of an identity document, in canonical form: three digits and a digit or {@code X}.
 *
 * <p>{@link #toString()} hides them.
 */
public record IdEnding(String characters) {
    private static final int LENGTH = 4;

    public IdEnding {
        if (!isEnding(characters)) {
            throw new IllegalArgumentException("ID ending of %d characters (expected three digits and a digit or X)"
                    .formatted(characters.length()));
        }
    }

    /** The ending a normalized text consists of; empty for any other text. */
    public static Optional<IdEnding> of(String normalized) {
        return isEnding(normalized) ? Optional.of(new IdEnding(normalized)) : Optional.empty();
    }

    /** Whether a normalized text looks like the attempt at one: digits of any number, perhaps with an {@code X}. */
    public static boolean attempted(String normalized) {
        return !normalized.isEmpty() && normalized.chars().allMatch(c -> (c >= '0' && c <= '9') || c == 'X');
    }

    private static boolean isEnding(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit && !(i == LENGTH - 1 && c == 'X')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "IdEnding[****]";
    }
}
