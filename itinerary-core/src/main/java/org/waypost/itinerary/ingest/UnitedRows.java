package org.waypost.itinerary.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.store.SubscriberDay;
import org.waypost.itinerary.track.Track;

/** Several lists in order of subscriber and day as one: where more than one has a track of a day, their union. */
final class UnitedRows implements Iterator<SubscriberDay> {
    private static final Comparator<SubscriberDay> ORDER =
            Comparator.comparing(SubscriberDay::subscriber).thenComparingInt(SubscriberDay::epochDay);

    private final List<Head> heads = new ArrayList<>();

    /** The next row of one list. */
    private static final class Head {
        private final Iterator<SubscriberDay> rows;
        private SubscriberDay row;

        Head(Iterator<SubscriberDay> rows) {
            this.rows = rows;
            this.row = rows.next();
        }
    }

    UnitedRows(List<Iterator<SubscriberDay>> lists) {
        for (Iterator<SubscriberDay> list : lists) {
            if (list.hasNext()) {
                heads.add(new Head(list));
            }
        }
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public SubscriberDay next() {
        SubscriberDay least = heads.stream().map(head -> head.row).min(ORDER).orElseThrow(NoSuchElementException::new);
        @Nullable Track united = null;
        for (Iterator<Head> all = heads.iterator(); all.hasNext(); ) {
            Head head = all.next();
            if (ORDER.compare(head.row, least) != 0) {
                continue;
            }
            united = united == null ? head.row.track() : united.union(head.row.track());
            if (head.rows.hasNext()) {
                head.row = head.rows.next();
            } else {
                all.remove();
            }
        }
        return new SubscriberDay(least.subscriber(), least.epochDay(), Objects.requireNonNull(united));
    }
}
