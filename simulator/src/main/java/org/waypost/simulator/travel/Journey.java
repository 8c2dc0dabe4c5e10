package org.waypost.simulator.travel;

import java.util.List;

/**
 * Where somebody was over the days of a world. Between two dwells the traveller is on the way and seen by nobody.
 *
 * @param dwells in order of time, not overlapping
 * @param silences when the phone was off, in order of time
 * @param formerOwner where the same number was before it belonged to this traveller; before the first dwell
 */
public record Journey(List<Dwell> dwells, List<Silence> silences, List<Dwell> formerOwner) {
    /**
     * The phone is off.
     *
     * @param from first second, seconds since the epoch
     * @param until first second on again
     */
    public record Silence(long from, long until) {}

    public Journey {
        dwells = List.copyOf(dwells);
        silences = List.copyOf(silences);
        formerOwner = List.copyOf(formerOwner);
    }
}
