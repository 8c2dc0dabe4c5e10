package org.waypost.simulator.travel;

import java.util.ArrayList;
import java.util.List;
import org.waypost.simulator.travel.Dwell.Coverage;
import org.waypost.simulator.travel.Journey.Silence;

/** A journey while it is being written, from the first second of a world to its last; what lies beyond is cut off. */
final class Diary {
    private static final long DAY = 86_400;

    private final long start;
    private final long end;
    private final List<Dwell> dwells = new ArrayList<>();
    private final List<Silence> silences = new ArrayList<>();
    private long now;

    Diary(long start, long end) {
        this.start = start;
        this.end = end;
        this.now = start;
    }

    /** The second at which a time of day begins, days counted from 0. */
    long at(int day, int hour, int minute) {
        return start + day * DAY + hour * 3_600L + minute * 60L;
    }

    int days() {
        return (int) ((end - start) / DAY);
    }

    /** Stays where one is now until the given second. */
    Diary stay(Locality where, long until, Coverage coverage) {
        long departure = Math.min(until, end);
        if (departure > now) {
            dwells.add(new Dwell(where, now, departure, coverage));
            now = departure;
        }
        return this;
    }

    Diary stay(Locality where, long until) {
        return stay(where, until, Coverage.INNER);
    }

    Diary stayForMinutes(Locality where, int minutes, Coverage coverage) {
        return stay(where, now + minutes * 60L, coverage);
    }

    Diary stayToTheEnd(Locality where) {
        return stay(where, end);
    }

    /** Is between places, seen by nobody. */
    Diary travelForMinutes(int minutes) {
        now = Math.min(now + minutes * 60L, end);
        return this;
    }

    Diary begin(long second) {
        now = Math.min(Math.max(now, second), end);
        return this;
    }

    Diary phoneOff(long from, long until) {
        if (from < end) {
            silences.add(new Silence(from, Math.min(until, end)));
        }
        return this;
    }

    Journey journey() {
        return new Journey(dwells, silences, List.of());
    }

    Journey journey(List<Dwell> formerOwner) {
        return new Journey(dwells, silences, formerOwner);
    }
}
