package org.waypost.itinerary.stay;

import java.util.Arrays;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;

/**
 * What was seen in one minute, read from a track: which cities strongly, and which by cells on a border. Filled anew for
 * each minute, so that a month of minutes costs no objects; {@link #copy} keeps one.
 */
final class Moment {
    /** No city. */
    static final int NOWHERE = -1;

    private int minute;
    private int[] strong;
    private int strongCount;
    private int[] named;
    private int namedCount;
    private int home;
    private boolean oneHome;

    Moment() {
        this(new int[8], new int[8]);
    }

    private Moment(int[] strong, int[] named) {
        this.strong = strong;
        this.named = named;
    }

    /** Fills this with a minute of a trail. */
    void read(Trail trail, int at) {
        minute = at;
        strongCount = 0;
        namedCount = 0;
        home = NOWHERE;
        oneHome = false;
        Track track = trail.track(at);
        int minuteOfDay = Trail.minuteOfDay(at);
        for (int layer = 0; layer < track.layerCount(); layer++) {
            if (track.contains(layer, minuteOfDay)) {
                add(track.place(layer), track.kind(layer));
            }
        }
    }

    private void add(int place, SightingKind kind) {
        if (kind == SightingKind.STRONG) {
            strong = strongCount == strong.length ? Arrays.copyOf(strong, strongCount * 2) : strong;
            strong[strongCount++] = place;
            return;
        }
        named = namedCount == named.length ? Arrays.copyOf(named, namedCount * 2) : named;
        named[namedCount++] = place;
        if (kind == SightingKind.BORDER_HOME) {
            oneHome = home == NOWHERE;
            home = home == NOWHERE ? place : home;
        }
    }

    /** One that stays as it is while this one goes on. */
    Moment copy() {
        Moment copy = new Moment(Arrays.copyOf(strong, strongCount), Arrays.copyOf(named, namedCount));
        copy.minute = minute;
        copy.strongCount = strongCount;
        copy.namedCount = namedCount;
        copy.home = home;
        copy.oneHome = oneHome;
        return copy;
    }

    int minute() {
        return minute;
    }

    /** Number of cities seen strongly. */
    int strongCount() {
        return strongCount;
    }

    /** A city seen strongly; they ascend by code. */
    int strong(int index) {
        return strong[index];
    }

    boolean isStrong(int place) {
        return holds(strong, strongCount, place);
    }

    /** Whether any cell seen in this minute covers the place. */
    boolean names(int place) {
        return isStrong(place) || holds(named, namedCount, place);
    }

    private static boolean holds(int[] places, int count, int place) {
        for (int i = 0; i < count; i++) {
            if (places[i] == place) {
                return true;
            }
        }
        return false;
    }

    /** The city in which the border cells stand, the one with the lowest code if there are several. */
    int home() {
        return home;
    }

    /** The city in which all border cells of this minute stand; {@link #NOWHERE} if they stand in several. */
    int onlyHome() {
        return oneHome ? home : NOWHERE;
    }
}
