package org.waypost.itinerary.stay;

import java.time.Duration;

/**
 * When a presence in a city counts as a stay, and what a presence is. Part of a product's definition; validated as a whole.
 * All durations are whole minutes.
 *
 * @param shortestStay length a presence must pass, from its first to its last sighting; 0 with {@code inclusive} makes
 *     any sighting count; 0 to 24 h
 * @param inclusive whether a presence of exactly {@code shortestStay} counts
 * @param longestSilence the longest time without a sighting across which a presence in the same city goes on; 1 min to
 *     48 h
 * @param toleratedExcursion how far apart two sightings in a city may be for what is seen elsewhere between them to be
 *     oscillation between cells; 0 (none is) to {@code longestSilence}
 * @param toleratedHop the same where elsewhere means one sighting, as when a phone hops to a cell and back; 0 (no
 *     longer than any other excursion) to {@code longestSilence}
 * @param borderOnly what a run of border sightings counts for that meets no strong sighting
 * @param borderPatience how long a presence may rest on border cells of one neighboring city alone before that time
 *     counts for the neighbor; 0 to 48 h
 */
public record StayRules(
        Duration shortestStay,
        boolean inclusive,
        Duration longestSilence,
        Duration toleratedExcursion,
        Duration toleratedHop,
        BorderOnly borderOnly,
        Duration borderPatience) {
    /** What is made of border sightings with no strong sighting to explain them. */
    public enum BorderOnly {
        /** They count for the city in which the cell stands. */
        HOME,
        /** They count for nothing. */
        NOTHING
    }

    /** A phone switched off overnight stays one presence. */
    public static final Duration DEFAULT_LONGEST_SILENCE = Duration.ofHours(12);

    /** In 15 of 100 changes of cell a phone is back within this time without having moved. */
    public static final Duration DEFAULT_TOLERATED_EXCURSION = Duration.ofMinutes(20);

    /** Only a product that lists any sighting gains from more. */
    public static final Duration DEFAULT_TOLERATED_HOP = Duration.ZERO;

    /** Longer than the periodic updates of a phone at rest, shorter than a stay. */
    public static final Duration DEFAULT_BORDER_PATIENCE = Duration.ofHours(3);

    private static final Duration LONGEST = Duration.ofDays(2);

    public StayRules {
        check("shortest stay", shortestStay, Duration.ZERO, Duration.ofDays(1));
        check("longest silence", longestSilence, Duration.ofMinutes(1), LONGEST);
        check("tolerated excursion", toleratedExcursion, Duration.ZERO, longestSilence);
        check("tolerated hop", toleratedHop, Duration.ZERO, longestSilence);
        check("border patience", borderPatience, Duration.ZERO, LONGEST);
    }

    private static void check(String name, Duration value, Duration least, Duration most) {
        boolean wholeMinutes = value.equals(Duration.ofMinutes(value.toMinutes()));
        if (!wholeMinutes || value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "%s %s (expected whole minutes, %s to %s)".formatted(name, value, least, most));
        }
    }

    /** Rules with the usual choices about excursions and borders; a silence below the usual excursion limits it. */
    public StayRules(Duration shortestStay, boolean inclusive, Duration longestSilence) {
        this(
                shortestStay,
                inclusive,
                longestSilence,
                usualExcursion(longestSilence),
                DEFAULT_TOLERATED_HOP,
                BorderOnly.HOME,
                DEFAULT_BORDER_PATIENCE);
    }

    /** The usual choice, or less where less silence is tolerated. */
    public static Duration usualExcursion(Duration longestSilence) {
        return longestSilence.compareTo(DEFAULT_TOLERATED_EXCURSION) < 0 ? longestSilence : DEFAULT_TOLERATED_EXCURSION;
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
        return new StayRules(
                shortestStay, inclusive, silence, toleratedExcursion, toleratedHop, borderOnly, borderPatience);
    }

    public StayRules withToleratedExcursion(Duration excursion) {
        return new StayRules(
                shortestStay, inclusive, longestSilence, excursion, toleratedHop, borderOnly, borderPatience);
    }

    public StayRules withToleratedHop(Duration hop) {
        return new StayRules(
                shortestStay, inclusive, longestSilence, toleratedExcursion, hop, borderOnly, borderPatience);
    }

    public StayRules withBorderOnly(BorderOnly choice) {
        return new StayRules(
                shortestStay, inclusive, longestSilence, toleratedExcursion, toleratedHop, choice, borderPatience);
    }

    public StayRules withBorderPatience(Duration patience) {
        return new StayRules(
                shortestStay, inclusive, longestSilence, toleratedExcursion, toleratedHop, borderOnly, patience);
    }

    /** Whether a presence of this length counts as a stay. */
    public boolean passes(Duration presence) {
        int compared = presence.compareTo(shortestStay);
        return inclusive ? compared >= 0 : compared > 0;
    }
}
