package org.waypost.itinerary.stay;

import java.util.function.Consumer;

/**
 * The presence that is going on, and within it the run of border sightings it rests on lately.
 *
 * <p>A run is all sightings since the last one that spoke for the presence's own city: they came from border cells of one
 * neighboring city alone. When it outlasts the patience of the rules, the presence was over before it began.
 */
final class OpenPresence {
    private final int patience;
    private final Consumer<Presence> ended;
    private int place = Moment.NOWHERE;
    private int first;
    private int last;
    private int strong;
    private int border;
    private int runHome = Moment.NOWHERE;
    private int runFirst;
    private int runLength;
    private int runStrong;
    private int lastBeforeRun;

    /**
     * @param patience minutes a run may last
     * @param ended told of each presence when it is over
     */
    OpenPresence(int patience, Consumer<Presence> ended) {
        this.patience = patience;
        this.ended = ended;
    }

    /** {@link Moment#NOWHERE} if none is going on. */
    int place() {
        return place;
    }

    /** Minute of the last sighting. */
    int last() {
        return last;
    }

    boolean isOpen() {
        return place != Moment.NOWHERE;
    }

    /** Ends what was going on, and begins anew with the first sighting of a city. */
    void begin(int city, Moment moment) {
        end();
        place = city;
        first = moment.minute();
        strong = 0;
        border = 0;
        runHome = Moment.NOWHERE;
        join(moment);
    }

    /** Adds a sighting that names this place. */
    void join(Moment moment) {
        if (moment.isStrong(place)) {
            joinStrong(moment.minute(), 1);
        } else {
            joinBorder(moment);
        }
    }

    /**
     * Adds strong sightings of this place.
     *
     * @param minute of the last of them
     * @param count how many; if none, {@code minute} is that of the last sighting
     */
    void joinStrong(int minute, int count) {
        strong += count;
        runHome = count > 0 ? Moment.NOWHERE : runHome;
        last = minute;
    }

    private void joinBorder(Moment moment) {
        border++;
        int home = moment.onlyHome();
        if (home == Moment.NOWHERE || home == place) {
            runHome = Moment.NOWHERE;
        } else {
            lengthenRun(home, moment);
        }
        last = moment.minute();
        if (runHome != Moment.NOWHERE && last - runFirst > patience) {
            giveRunToItsHome();
        }
    }

    private void lengthenRun(int home, Moment moment) {
        if (runHome != home) {
            runHome = home;
            runFirst = moment.minute();
            runLength = 0;
            runStrong = 0;
            lastBeforeRun = last;
        }
        runLength++;
        runStrong += moment.isStrong(home) ? 1 : 0;
    }

    private void giveRunToItsHome() {
        int home = runHome;
        int end = last;
        border -= runLength;
        last = lastBeforeRun;
        end();
        place = home;
        first = runFirst;
        last = end;
        strong = runStrong;
        border = runLength - runStrong;
        runHome = Moment.NOWHERE;
    }

    /** Ends what was going on, if anything. */
    void end() {
        if (isOpen() && strong + border > 0) {
            ended.accept(new Presence(place, first, last, strong, border));
        }
        place = Moment.NOWHERE;
    }
}
