package org.waypost.itinerary.ingest;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.geography.Coverage;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.keys.KeyVersion;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.signalling.EventLine;
import org.waypost.itinerary.signalling.Rejection;
import org.waypost.itinerary.store.MergeCount;
import org.waypost.itinerary.store.SubscriberDay;
import org.waypost.itinerary.store.TrackStore;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;
import org.waypost.itinerary.track.TrackBook;

/**
 * Events on their way to tracks: gathered in memory until it is full or the sources end, then merged into the store. A day
 * is written under the keys that were in force when it began, however late its events come.
 */
final class EventBatch {
    private final AcceptedDays days;
    private final Locator locator;
    private final KeyRing keys;
    private final TrackStore store;
    private final int mostLayers;
    private final NumberTable numbers = new NumberTable();
    private final TrackBook book = new TrackBook();
    private MergeCount merged = MergeCount.NOTHING;
    private long accepted;
    private long border;
    private long forgottenSubscribers;

    EventBatch(AcceptedDays days, Locator locator, KeyRing keys, TrackStore store, int mostLayers) {
        this.days = days;
        this.locator = locator;
        this.keys = keys;
        this.store = store;
        this.mostLayers = mostLayers;
    }

    /** @return null if the event was taken, otherwise why it was not */
    @Nullable
    Rejection add(EventLine event) {
        Rejection untimely = days.judge(event.epochMillis());
        if (untimely != null) {
            return untimely;
        }
        int minute = days.minute(event.epochMillis());
        int day = Math.floorDiv(minute, Track.MINUTES_PER_DAY);
        Coverage coverage = locator.locate(event, day);
        if (coverage == null) {
            return locator.reason();
        }
        note(numbers.of(event.number()), day, Math.floorMod(minute, Track.MINUTES_PER_DAY), coverage);
        return null;
    }

    private void note(int subscriber, int day, int minute, Coverage coverage) {
        accepted++;
        if (!coverage.border()) {
            book.add(subscriber, day, minute, coverage.home(), SightingKind.STRONG);
            return;
        }
        border++;
        book.add(subscriber, day, minute, coverage.home(), SightingKind.BORDER_HOME);
        for (int neighbor : coverage.neighbors()) {
            book.add(subscriber, day, minute, neighbor, SightingKind.BORDER_NEIGHBOR);
        }
    }

    /** Whether it is time to {@link #flush}. */
    boolean full() {
        return book.layers() >= mostLayers;
    }

    /** Merges what was gathered into the store, in one transaction. */
    void flush() throws SQLException {
        if (book.size() == 0) {
            return;
        }
        merged = merged.plus(store.merge(() -> rows().iterator()));
        book.clear();
        if (numbers.size() >= mostLayers) {
            forgottenSubscribers += numbers.size();
            numbers.clear();
        }
    }

    /** What was gathered, in the order in which the store has it. */
    Stream<SubscriberDay> rows() {
        Map<Integer, KeyVersion> versions = new HashMap<>();
        SubscriberKey[] pseudonyms = IntStream.range(0, book.size())
                .mapToObj(i -> numbers.pseudonym(
                        book.subscriber(i), versions.computeIfAbsent(book.epochDay(i), this::versionOf)))
                .toArray(SubscriberKey[]::new);
        return IntStream.range(0, book.size())
                .boxed()
                .sorted(Comparator.<Integer, SubscriberKey>comparing(i -> pseudonyms[i])
                        .thenComparing(book::epochDay))
                .map(i -> new SubscriberDay(pseudonyms[i], book.epochDay(i), book.track(i)));
    }

    private KeyVersion versionOf(int epochDay) {
        return keys.inForce(days.start(epochDay));
    }

    /** The pseudonym of any number now, also of one whose event was refused. */
    SubscriberKey pseudonymOf(long number) {
        return NumberTable.pseudonymOf(number, keys.inForce(Instant.ofEpochMilli(days.latest())));
    }

    long accepted() {
        return accepted;
    }

    long border() {
        return border;
    }

    long subscribers() {
        return forgottenSubscribers + numbers.size();
    }

    /** What all flushes so far did. */
    MergeCount merged() {
        return merged;
    }
}
