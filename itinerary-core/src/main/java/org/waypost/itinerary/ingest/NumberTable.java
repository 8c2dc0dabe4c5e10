package org.waypost.itinerary.ingest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.keys.KeyVersion;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.track.LongIndex;

/**
 * The numbers of a batch, counted from 0 in the order in which they came, and their pseudonyms: a number becomes one once
 * for each key version, however many events it has. Not thread-safe.
 */
final class NumberTable {
    private final LongIndex numbers = new LongIndex();
    private final Map<Integer, @Nullable SubscriberKey[]> pseudonyms = new HashMap<>();

    /** The place of a number, a new one for one that is not here. */
    int of(long number) {
        return numbers.of(number);
    }

    int size() {
        return numbers.size();
    }

    /** The number at a place. */
    long number(int place) {
        return numbers.key(place);
    }

    SubscriberKey pseudonym(int place, KeyVersion version) {
        @Nullable SubscriberKey[] known = pseudonyms.computeIfAbsent(version.number(), v -> new SubscriberKey[size()]);
        if (place >= known.length) {
            known = Arrays.copyOf(known, size());
            pseudonyms.put(version.number(), known);
        }
        SubscriberKey pseudonym = known[place];
        if (pseudonym == null) {
            pseudonym = pseudonymOf(numbers.key(place), version);
            known[place] = pseudonym;
        }
        return pseudonym;
    }

    /** The pseudonym of any number, also of one that is not here. */
    static SubscriberKey pseudonymOf(long number, KeyVersion version) {
        return version.subscriber(Msisdn.ofDigits(Long.toString(number)));
    }

    void clear() {
        numbers.clear();
        pseudonyms.clear();
    }
}
