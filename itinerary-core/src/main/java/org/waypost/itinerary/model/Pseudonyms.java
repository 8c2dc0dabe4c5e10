package org.waypost.itinerary.model;

import java.util.List;

/**
 * The pseudonyms that stand for one number, one for each version of the keys under which rows may stand now.
 *
 * @param keys the oldest version's first
 * @param oldest the number of that version; the others follow
 * @param currentIndex which of them rows are written under now
 * @param firstContested from which on other nodes may write now: the current one, but for the minutes around a version's
 *     beginning, in which their clocks may disagree
 */
public record Pseudonyms(List<SubscriberKey> keys, int oldest, int currentIndex, int firstContested) {
    public Pseudonyms {
        keys = List.copyOf(keys);
        if (firstContested < 0 || firstContested > currentIndex || currentIndex >= keys.size()) {
            throw new IllegalArgumentException("pseudonym %d, contested from %d, of %d (expected 0 to before that)"
                    .formatted(currentIndex, firstContested, keys.size()));
        }
    }

    /** The only one. */
    public static Pseudonyms alone(SubscriberKey key, int version) {
        return new Pseudonyms(List.of(key), version, 0, 0);
    }

    public SubscriberKey current() {
        return keys.get(currentIndex);
    }

    /** The version of {@link #current}. */
    public int version() {
        return oldest + currentIndex;
    }

    /** Whether there is one version only. */
    public boolean alone() {
        return keys.size() == 1;
    }

    /** Those under which some node may write at this moment. */
    public List<SubscriberKey> contested() {
        return keys.subList(firstContested, keys.size());
    }
}
