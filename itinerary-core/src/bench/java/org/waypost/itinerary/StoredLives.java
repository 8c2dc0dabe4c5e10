package org.waypost.itinerary;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.store.SubscriberDay;
import org.waypost.itinerary.store.TrackStore;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.TrackBook;

/** Tracks of people most of whom stay in their city, while some work in the next; stored day by day, as feeds come. */
final class StoredLives {
    private static final int GROUP = 100_000;
    private static final int FIRST_CITY = 430100;

    private StoredLives() {}

    static Msisdn number(int subscriber) {
        return Msisdn.ofDigits(Long.toString(8_613_800_000_000L + subscriber));
    }

    /**
     * Stores the tracks of every subscriber and day.
     *
     * @param eventsPerDay of each; about half of them fall into a minute that is already there
     * @return sightings stored
     */
    static long store(TrackStore store, KeyRing keys, int subscribers, int firstDay, int days, int eventsPerDay)
            throws SQLException {
        Random random = new Random(1);
        long sightings = 0;
        for (int day = firstDay; day < firstDay + days; day++) {
            for (int from = 0; from < subscribers; from += GROUP) {
                sightings += store.merge(
                                group(keys, from, Math.min(subscribers, from + GROUP), day, eventsPerDay, random))
                        .newSightings();
            }
        }
        return sightings;
    }

    private static List<SubscriberDay> group(
            KeyRing keys, int from, int to, int day, int eventsPerDay, Random random) {
        TrackBook book = new TrackBook();
        for (int subscriber = from; subscriber < to; subscriber++) {
            boolean commutes = subscriber % 5 == 0;
            int seen = 0;
            while (seen < eventsPerDay) {
                int start = random.nextInt(1430);
                int place = commutes && start > 480 && start < 1080 ? FIRST_CITY + 100 : FIRST_CITY;
                for (int i = random.nextInt(8); i >= 0; i--) {
                    book.add(subscriber, day, start + random.nextInt(4), place, SightingKind.STRONG);
                    seen++;
                }
            }
        }
        List<SubscriberDay> rows = new ArrayList<>();
        for (int i = 0; i < book.size(); i++) {
            rows.add(new SubscriberDay(keys.oldest().subscriber(number(book.subscriber(i))), day, book.track(i)));
        }
        rows.sort(Comparator.comparing(SubscriberDay::subscriber));
        return rows;
    }
}
