package org.waypost.itinerary.stay;

import java.time.Duration;

/**
 * When a presence in a city counts as a stay. Part of a product's definition; validated as a whole.
 *
 * @param shortestStay length a presence must pass, whole minutes, from its first to its last sighting; 0 with
 *     {@code inclusive} makes any sighting count
 * @param inclusive whether a presence of exactly {@code shortestStay} counts
 * @param longestSilence the longest time without a sighting across which a presence in the same city goes on
 */
public record StayRules(Duration shortestStay, boolean inclusive, Duration longestSilence) {
    /** A phone switched off overnight stays one presence. */
    public static final Duration DEFAULT_LONGEST_SILENCE = Duration.ofHours(12);

    public StayRules {
        if (shortestStay.isNegative() || shortestStay.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("shortest stay %s (expected 0 to 24 h)".formatted(shortestStay));
        }
        if (longestSilence.compareTo(Duration.ofMinutes(1)) < 0 || longestSilence.compareTo(Duration.ofDays(2)) > 0) {
            throw new IllegalArgumentException("longest silence %s (expected 1 min to 48 h)".formatted(longestSilence));
        }
    }

    public static StayRules longerThan(Duration shortestStay) {
        return new StayRules(shortestStay, false, DEFAULT_LONGEST_SILENCE);
    }

    public static StayRules atLeast(Duration shortestStay) {
        return new StayRules(shortestStay, true, DEFAULT_LONGEST_SILENCE);
    }

    public static StayRules anySighting() {
        return atLeast(Duration.ZERO);
    }

    public StayRules withLongestSilence(Duration silence) {
        return new StayRules(shortestStay, inclusive, silence);
    }

    /** Whether a presence of this length counts as a stay. */
    public boolean passes(Duration presence) {
        int compared = presence.compareTo(shortestStay);
        return inclusive ? compared >= 0 : compared > 0;
    }
}
