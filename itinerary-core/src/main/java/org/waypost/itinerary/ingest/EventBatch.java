package org.waypost.itinerary.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.geography.Coverage;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.keys.KeyVersion;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.signalling.EventLine;
import org.waypost.itinerary.signalling.Rejection;
import org.waypost.itinerary.store.SubscriberDay;
import org.waypost.itinerary.track.LongIndex;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;
import org.waypost.itinerary.track.TrackBook;

/**
 * Events on their way to tracks, gathered in memory. A day's tracks stand under the keys that were in force when it began,
 * however late its events come. Used by one thread at a time.
 */
final class EventBatch {
    private final AcceptedDays days;
    private final Locator locator;
    private final KeyRing keys;
    private final NumberTable numbers = new NumberTable();
    private final TrackBook book = new TrackBook();
    private long accepted;
    private long border;

    EventBatch(AcceptedDays days, Locator locator, KeyRing keys) {
        this.days = days;
        this.locator = locator;
        this.keys = keys;
    }

    /** Takes all lines of a block that can be taken. */
    BlockResult add(LineBlock block, EventForm form) {
        EventLine event = new EventLine(form.columns());
        List<BlockResult.Rejected> rejected = new ArrayList<>();
        int layersBefore = book.layers();
        int events = 0;
        while (block.advance()) {
            if (block.isBlank()) {
                continue;
            }
            events++;
            Rejection reason = block.tooLong() ? Rejection.MALFORMED_LINE : form.read(block, event);
            if (reason == null) {
                reason = add(event);
            }
            if (reason != null) {
                rejected.add(new BlockResult.Rejected(block.number(), reason, text(block, form, event)));
            }
        }
        return new BlockResult(block.number(), events, book.layers() - layersBefore, rejected);
    }

    /** What may be kept of a line that is not taken. */
    private String text(LineBlock block, EventForm form, EventLine event) {
        if (block.tooLong() || event.number() == EventLine.NO_NUMBER) {
            return "";
        }
        KeyVersion now = keys.inForce(Instant.ofEpochMilli(days.latest()));
        return QuarantinedText.of(form.text(block), form.columns(), NumberTable.pseudonymOf(event.number(), now));
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

    /**
     * What was gathered, in the order in which the store has it. Pseudonyms and order are made by this call, each track when
     * it is asked for.
     */
    Iterator<SubscriberDay> rows() {
        Map<Integer, KeyVersion> versions = new HashMap<>();
        SubscriberKey[] pseudonyms = IntStream.range(0, book.size())
                .mapToObj(i -> numbers.pseudonym(
                        book.subscriber(i), versions.computeIfAbsent(book.epochDay(i), this::versionOf)))
                .toArray(SubscriberKey[]::new);
        List<Integer> order = IntStream.range(0, book.size())
                .boxed()
                .sorted(Comparator.<Integer, SubscriberKey>comparing(i -> pseudonyms[i])
                        .thenComparing(book::epochDay))
                .toList();
        return order.stream()
                .map(i -> new SubscriberDay(pseudonyms[i], book.epochDay(i), book.track(i)))
                .iterator();
    }

    private KeyVersion versionOf(int epochDay) {
        return keys.inForce(days.start(epochDay));
    }

    /** Forgets the tracks, and notes the numbers they belonged to. */
    void clear(LongIndex subscribers) {
        for (int place = 0; place < numbers.size(); place++) {
            subscribers.of(numbers.number(place));
        }
        numbers.clear();
        book.clear();
    }

    long accepted() {
        return accepted;
    }

    long border() {
        return border;
    }

    Set<String> unlocatedCells() {
        return locator.unlocatedCells();
    }
}
