package org.waypost.gateway.authorization;

import java.time.Duration;

/**
 * How often one number may ask and be answered.
 *
 * @param itinerariesPerDay itineraries by number, peer and calendar day
 * @param repliesPerBurst replies of any kind by number within {@code burst}
 * @param burst the time {@code repliesPerBurst} covers
 * @param repliesPerDay replies of any kind by number and calendar day
 * @param wrongEndings wrong ID endings by number, peer and day, before tries are slowed to one in {@code wrongEndingPause}
 * @param wrongEndingPause time between tries after that, until one is right
 * @param helpPause at most one help text for unknown texts in this time
 */
public record Limits(
        int itinerariesPerDay,
        int repliesPerBurst,
        Duration burst,
        int repliesPerDay,
        int wrongEndings,
        Duration wrongEndingPause,
        Duration helpPause) {
    public static final Limits DEFAULT =
            new Limits(10, 5, Duration.ofMinutes(10), 20, 5, Duration.ofHours(24), Duration.ofHours(1));

    private static final int MOST_REPLIES_PER_BURST = 100;

    public Limits {
        requirePositive("itineraries-per-day", itinerariesPerDay);
        requirePositive("replies-per-burst", repliesPerBurst);
        requirePositive("replies-per-day", repliesPerDay);
        requirePositive("wrong-endings", wrongEndings);
        if (repliesPerBurst > MOST_REPLIES_PER_BURST) {
            throw new IllegalArgumentException(
                    "replies-per-burst %d (expected at most %d)".formatted(repliesPerBurst, MOST_REPLIES_PER_BURST));
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s %d (expected at least 1)".formatted(name, value));
        }
    }
}
