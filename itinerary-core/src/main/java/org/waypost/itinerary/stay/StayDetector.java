package org.waypost.itinerary.stay;

import java.util.ArrayList;
import java.util.List;
import org.waypost.itinerary.geography.PlaceCode;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;

/**
 * Finds presences in the tracks of consecutive days. One detector serves one subscriber once.
 *
 * <p>How it works: minutes are read in order. A minute that names the city of the present presence (strongly, or by a
 * border cell that covers it) prolongs it. Another city seen strongly ends it, unless the present city is seen again
 * soon enough for the time between to be oscillation (later, if it was one sighting). A border cell that does not cover the present city proves nothing
 * yet: it waits for the next strong sighting, which takes the run of waiting minutes that name its city; what it does not
 * take, or what meets no strong sighting within the silence, is settled for the cells' own cities.
 */
public final class StayDetector {
    private static final int NOWHERE = Moment.NOWHERE;

    private final Trail trail;
    private final int longestSilence;
    private final int toleratedExcursion;
    private final int toleratedHop;
    private final boolean borderCountsForHome;
    private final List<Presence> found = new ArrayList<>();
    private final OpenPresence present;
    private final List<Moment> waiting = new ArrayList<>();

    private StayDetector(Trail trail, StayRules rules) {
        this.trail = trail;
        this.longestSilence = (int) rules.longestSilence().toMinutes();
        this.toleratedExcursion = (int) rules.toleratedExcursion().toMinutes();
        this.toleratedHop = (int) rules.toleratedHop().toMinutes();
        this.borderCountsForHome = rules.borderOnly() == StayRules.BorderOnly.HOME;
        this.present = new OpenPresence((int) rules.borderPatience().toMinutes(), found::add);
    }

    /**
     * All presences, in order of time, whatever their length.
     *
     * @param days in ascending order, each at most once; a missing day is a day without a sighting
     */
    public static List<Presence> presences(List<DayTrack> days, StayRules rules) {
        Trail trail = new Trail(days);
        return new StayDetector(trail, rules).read();
    }

    private List<Presence> read() {
        Moment moment = new Moment();
        for (int minute = trail.next(trail.start()); minute != Trail.END; minute = trail.next(minute + 1)) {
            moment.read(trail, minute);
            breakSilence(minute);
            see(moment);
            minute = stayAlone(minute);
        }
        settle(NOWHERE);
        present.end();
        return found;
    }

    /**
     * Goes on over minutes that hold a strong sighting of the present city and nothing else, which most do: no rule but
     * that of silence has a say in them.
     *
     * @return the last such minute, or the given one
     */
    private int stayAlone(int from) {
        if (!present.isOpen() || present.last() != from || !waiting.isEmpty()) {
            return from;
        }
        Track track = trail.track(from);
        int layer = track.layerOf(present.place(), SightingKind.STRONG);
        if (layer < 0) {
            return from;
        }
        int first = Trail.minuteOfDay(from);
        int others = track.nextMinuteOfOthers(layer, first + 1);
        int last = track.reach(layer, first, others, longestSilence);
        present.joinStrong(from - first + last, track.count(layer, first + 1, last + 1));
        return from - first + last;
    }

    /** Nothing goes on, and nothing waits, across a silence that is too long. */
    private void breakSilence(int minute) {
        if (present.isOpen() && minute - present.last() > longestSilence) {
            present.end();
        }
        if (!waiting.isEmpty() && minute - waiting.get(waiting.size() - 1).minute() > longestSilence) {
            settle(NOWHERE);
            present.end();
        }
    }

    /** The city of the present presence comes first, then the others in order of their codes. */
    private void see(Moment moment) {
        if (moment.names(present.place()) && !waiting.isEmpty()) {
            settle(NOWHERE);
        }
        int here = moment.names(present.place()) ? present.place() : NOWHERE;
        if (here != NOWHERE) {
            present.join(moment);
        }
        for (int i = 0; i < moment.strongCount(); i++) {
            if (moment.strong(i) != here) {
                seeElsewhere(moment.strong(i), moment);
            }
        }
        boolean borderOnly = moment.strongCount() == 0;
        if (borderOnly && here == NOWHERE && !isExcursion(moment.minute())) {
            waiting.add(moment.copy());
        }
    }

    private void seeElsewhere(int city, Moment moment) {
        boolean abroad = PlaceCode.abroad(city);
        if (!abroad && isExcursion(moment.minute())) {
            return;
        }
        settle(city);
        if (present.place() == city) {
            present.join(moment);
        } else if (abroad || !isExcursion(moment.minute())) {
            present.begin(city, moment);
        }
    }

    /** Whether the present city is seen again so soon that the phone did not leave it. Abroad ends a presence at once. */
    private boolean isExcursion(int minute) {
        if (!present.isOpen()) {
            return false;
        }
        int soon = trail.nextNaming(present.place(), minute + 1, present.last() + toleratedExcursion);
        int again = soon == Trail.END ? returnFromHop(minute) : soon;
        return again != Trail.END && !trail.abroadBetween(present.place(), minute, again);
    }

    /** When the present city is seen right before, or in, and right after this minute; {@link Trail#END} if it is not. */
    private int returnFromHop(int minute) {
        if (minute > present.last() && minute != trail.next(present.last() + 1)) {
            return Trail.END;
        }
        int next = trail.next(minute + 1);
        return next <= present.last() + toleratedHop ? trail.nextNaming(present.place(), next, next) : Trail.END;
    }

    /**
     * Decides about the border minutes that wait.
     *
     * @param city strongly seen now: it takes the run of them that names it; {@link Moment#NOWHERE} if there is no such
     *     sighting
     */
    private void settle(int city) {
        int taken = waiting.size();
        while (taken > 0 && waiting.get(taken - 1).names(city)) {
            taken--;
        }
        if (borderCountsForHome) {
            waiting.subList(0, taken).forEach(this::settleAtHome);
        }
        for (int i = taken; i < waiting.size(); i++) {
            // After the first of them the present place is the city, or who lives on the border by patience.
            boolean goesOn =
                    i == taken ? present.place() == city : waiting.get(i).names(present.place());
            if (goesOn) {
                present.join(waiting.get(i));
            } else {
                present.begin(city, waiting.get(i));
            }
        }
        waiting.clear();
    }

    private void settleAtHome(Moment moment) {
        if (moment.names(present.place())) {
            present.join(moment);
        } else if (!isExcursion(moment.minute())) {
            present.begin(moment.home(), moment);
        }
    }
}
