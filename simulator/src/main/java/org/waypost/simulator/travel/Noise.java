package org.waypost.simulator.travel;

/**
 * How much the network says, and how far it lies.
 *
 * @param eventsPerDay events of an ordinary day of one phone, 8 to 2,000; periodic updates come on top where it is quiet
 * @param flicker share of events, 0 to 1, with which a phone between two cities hops to the other side and back
 * @param damaged share of lines that are cut off or garbled
 * @param duplicated share of lines that come twice
 * @param delayed share of lines that come up to two hours late
 */
public record Noise(int eventsPerDay, double flicker, double damaged, double duplicated, double delayed) {
    /** A careful network: periodic updates and bursts, flicker at borders, and files without fault. */
    public static final Noise CALM = new Noise(60, 0.04, 0, 0, 0);

    /** What carriers' records show. */
    public static final Noise USUAL = new Noise(60, 0.04, 0.02, 0.02, 0.05);

    /** Worse than seen. */
    public static final Noise STRESS = new Noise(60, 0.15, 0.05, 0.10, 0.20);

    public Noise {
        if (eventsPerDay < 8 || eventsPerDay > 2_000) {
            throw new IllegalArgumentException("events per day %d (expected 8 to 2000)".formatted(eventsPerDay));
        }
        check("flicker", flicker);
        check("damaged", damaged);
        check("duplicated", duplicated);
        check("delayed", delayed);
    }

    private static void check(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share %s %s (expected 0 to 1)".formatted(name, share));
        }
    }

    public Noise withEventsPerDay(int events) {
        return new Noise(events, flicker, damaged, duplicated, delayed);
    }
}
