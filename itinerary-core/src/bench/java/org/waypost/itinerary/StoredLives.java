package org.waypost.itinerary;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.store.SubscriberDay;
import org.waypost.itinerary.store.TrackStore;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;

/**
 * Tracks of people most of whom stay in their city, while every fifth works in the next. A few thousand different days are
 * made and dealt out, so that storing millions costs what the store costs.
 */
final class StoredLives {
    /** Subscribers of one merge; each group lies all over the table, as each file of a feed does. */
    private static final int GROUP = 100_000;

    private static final int DIFFERENT_DAYS = 2000;
    private static final int FIRST_CITY = 430100;

    private final List<Track> atHome = new ArrayList<>();
    private final List<Track> commuting = new ArrayList<>();

    /** @param eventsPerDay of each; about half of them fall into a minute that is already there */
    StoredLives(int eventsPerDay) {
        Random random = new Random(1);
        for (int i = 0; i < DIFFERENT_DAYS; i++) {
            atHome.add(day(random, eventsPerDay, false));
            commuting.add(day(random, eventsPerDay, true));
        }
    }

    private static Track day(Random random, int events, boolean commutes) {
        Track track = Track.EMPTY;
        int seen = 0;
        while (seen < events) {
            int start = random.nextInt(1430);
            int place = commutes && start > 480 && start < 1080 ? FIRST_CITY + 100 : FIRST_CITY;
            for (int i = random.nextInt(8); i >= 0; i--) {
                track = track.union(Track.of(start + random.nextInt(4), place, SightingKind.STRONG));
                seen++;
            }
        }
        return track;
    }

    static Msisdn number(int subscriber) {
        return Msisdn.ofDigits(Long.toString(8_613_800_000_000L + subscriber));
    }

    private record Subscriber(SubscriberKey key, int number) {}

    /** Stores the tracks of every subscriber and day, all days of a subscriber at once. */
    void store(TrackStore store, KeyRing keys, int subscribers, int firstDay, int days) throws SQLException {
        for (int from = 0; from < subscribers; from += GROUP) {
            List<Subscriber> group = IntStream.range(from, Math.min(subscribers, from + GROUP))
                    .mapToObj(number -> new Subscriber(keys.subscriber(number(number)), number))
                    .sorted(Comparator.comparing(Subscriber::key))
                    .toList();
            store.merge(() -> group.stream()
                    .flatMap(subscriber -> days(subscriber, firstDay, days))
                    .iterator());
        }
    }

    private Stream<SubscriberDay> days(Subscriber subscriber, int firstDay, int days) {
        List<Track> tracks = subscriber.number() % 5 == 0 ? commuting : atHome;
        return IntStream.range(firstDay, firstDay + days)
                .mapToObj(day -> new SubscriberDay(
                        subscriber.key(),
                        day,
                        tracks.get(Math.floorMod(subscriber.number() * 31 + day, DIFFERENT_DAYS))));
    }
}
