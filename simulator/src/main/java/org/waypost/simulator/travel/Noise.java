package org.waypost.simulator.travel;

/**
 * How much the network says, and how far it lies.
 *
 * @param eventsPerDay events of an ordinary day of one phone, 8 to 2,000; periodic updates come on top where it is quiet
 * @param flicker share of events, 0 to 1, with which a phone between two cities hops to the other side and back
 * @param promptReturn share of these hops, 0 to 1, that are over within five minutes; the others take up to twenty
 * @param silencesPerDay how often a phone is not seen for more than four hours, 0 to 1
 * @param damaged share of lines that are cut off or garbled
 * @param duplicated share of lines that come twice
 * @param delayed share of lines that come up to two hours late
 */
public record Noise(
        int eventsPerDay,
        double flicker,
        double promptReturn,
        double silencesPerDay,
        double damaged,
        double duplicated,
        double delayed) {
    /** A careful network: periodic updates and bursts, a little flicker at borders, and files without fault. */
    public static final Noise CALM = new Noise(60, 0.04, 1, 0, 0, 0, 0);

    /**
     * What carriers' records show: of all changes of cell 4 % are undone within 5 minutes and 15 % within 20, a phone is
     * silent for more than 4 hours every 5 days, and 2 % of lines are damaged. A third of the events change the cell.
     */
    public static final Noise USUAL = new Noise(60, 0.05, 0.27, 0.2, 0.02, 0.02, 0.05);

    /** Worse than seen: 15 % of all changes of cell are undone within 5 minutes. */
    public static final Noise STRESS = new Noise(60, 0.07, 0.75, 0.4, 0.05, 0.10, 0.20);

    public Noise {
        if (eventsPerDay < 8 || eventsPerDay > 2_000) {
            throw new IllegalArgumentException("events per day %d (expected 8 to 2000)".formatted(eventsPerDay));
        }
        check("flicker", flicker);
        check("promptReturn", promptReturn);
        check("silencesPerDay", silencesPerDay);
        check("damaged", damaged);
        check("duplicated", duplicated);
        check("delayed", delayed);
    }

    private static void check(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("%s %s (expected 0 to 1)".formatted(name, share));
        }
    }

    public Noise withEventsPerDay(int events) {
        return new Noise(events, flicker, promptReturn, silencesPerDay, damaged, duplicated, delayed);
    }

    /** The same phones, in files with other faults. */
    public Noise withFaults(double damagedShare, double duplicatedShare, double delayedShare) {
        return new Noise(
                eventsPerDay, flicker, promptReturn, silencesPerDay, damagedShare, duplicatedShare, delayedShare);
    }
}
