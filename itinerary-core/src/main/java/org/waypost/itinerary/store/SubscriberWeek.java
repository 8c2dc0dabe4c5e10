package org.waypost.itinerary.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.track.Track;

/** A row of the table of tracks: those of one subscriber in one week, encoded, Monday first. Not thread-safe. */
final class SubscriberWeek {
    static final int DAYS = 7;

    /** 1970-01-01, day 0, was a Thursday. */
    private static final int DAYS_BEFORE_1970 = 3;

    private final Key key;
    private final byte[] @Nullable [] days;
    private final boolean stored;
    private boolean changed;

    /** Which row; weeks count from the one that began on Monday, 1969-12-29. */
    record Key(SubscriberKey subscriber, int week) {
        static Key of(SubscriberDay day) {
            return new Key(day.subscriber(), weekOf(day.epochDay()));
        }
    }

    private SubscriberWeek(Key key, byte[] @Nullable [] days, boolean stored) {
        this.key = key;
        this.days = days;
        this.stored = stored;
    }

    /** One that is not in the table yet. */
    static SubscriberWeek blank(Key key) {
        return new SubscriberWeek(key, new byte[DAYS][], false);
    }

    /** @param days a column each, of which this takes possession */
    static SubscriberWeek stored(Key key, byte[] @Nullable [] days) {
        return new SubscriberWeek(key, days, true);
    }

    static int weekOf(int epochDay) {
        return Math.floorDiv(epochDay + DAYS_BEFORE_1970, DAYS);
    }

    /** 0 for Monday. */
    static int indexOf(int epochDay) {
        return Math.floorMod(epochDay + DAYS_BEFORE_1970, DAYS);
    }

    static int epochDay(int week, int index) {
        return week * DAYS + index - DAYS_BEFORE_1970;
    }

    /** Unites a day's track with what there is. */
    MergeCount add(SubscriberDay added) {
        int index = indexOf(added.epochDay());
        byte[] before = days[index];
        Track old = before == null ? Track.EMPTY : Track.decode(before);
        Track union = old.union(added.track());
        if (union.equals(old)) {
            return MergeCount.NOTHING;
        }
        days[index] = union.encode();
        changed = true;
        return new MergeCount(1, union.sightings() - old.sightings());
    }

    /** The days from the first to the last, both inclusive, that have a track, in ascending order. */
    List<SubscriberDay> between(int firstDay, int lastDay) {
        List<SubscriberDay> found = new ArrayList<>(DAYS);
        for (int index = 0; index < DAYS; index++) {
            int day = epochDay(key.week(), index);
            byte[] track = days[index];
            if (track != null && day >= firstDay && day <= lastDay) {
                found.add(new SubscriberDay(key.subscriber(), day, Track.decode(track)));
            }
        }
        return found;
    }

    /** Number of days that have a track. */
    int tracks() {
        return (int) Arrays.stream(days).filter(Objects::nonNull).count();
    }

    Key key() {
        return key;
    }

    /** The encoded track of a day; null if there is none. */
    byte @Nullable [] day(int index) {
        return days[index];
    }

    /** Whether the table has this row, as it is or was. */
    boolean stored() {
        return stored;
    }

    /** Whether the table lacks something that is in here. */
    boolean changed() {
        return changed;
    }
}
