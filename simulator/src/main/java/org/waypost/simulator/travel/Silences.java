package org.waypost.simulator.travel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.waypost.simulator.travel.Journey.Silence;

/** When a phone is off or out of reach, beyond what its owner's journey says. */
final class Silences {
    private static final double DAY = 86_400;
    private static final double UP_TO_TWELVE_HOURS = 0.83;
    private static final double UP_TO_A_DAY = 0.975;

    private Silences() {}

    /** A journey with silences of more than four hours, of which one in six is longer than twelve and few last for days. */
    static Journey added(Journey journey, long from, long until, double perDay, Dice dice) {
        if (perDay == 0) {
            return journey;
        }
        List<Silence> silences = new ArrayList<>(journey.silences());
        double next = from + dice.exponential(DAY / perDay);
        while (next < until) {
            long start = (long) next;
            long end = start + 60L * minutes(dice);
            silences.add(new Silence(start, end));
            next = end + dice.exponential(DAY / perDay);
        }
        return new Journey(journey.dwells(), merged(silences), journey.formerOwner());
    }

    private static int minutes(Dice dice) {
        double length = dice.fraction();
        if (length < UP_TO_TWELVE_HOURS) {
            return dice.between(4 * 60, 12 * 60);
        }
        return length < UP_TO_A_DAY ? dice.between(12 * 60, 24 * 60) : dice.between(24 * 60, 72 * 60);
    }

    private static List<Silence> merged(List<Silence> silences) {
        List<Silence> inOrder = new ArrayList<>(silences);
        inOrder.sort(Comparator.comparingLong(Silence::from));
        List<Silence> merged = new ArrayList<>();
        for (Silence silence : inOrder) {
            Silence last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && silence.from() <= last.until()) {
                merged.set(merged.size() - 1, new Silence(last.from(), Math.max(last.until(), silence.until())));
            } else {
                merged.add(silence);
            }
        }
        return merged;
    }
}
