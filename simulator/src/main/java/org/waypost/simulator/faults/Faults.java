package org.waypost.simulator.faults;

import java.time.Duration;

/**
 * What goes wrong on a wire, seen from the side that causes it. Byte counts are per connection; 0 means never.
 *
 * @param delay how long each response is held back
 * @param drop share of responses that are lost, 0 to 1
 * @param duplicate share of responses that are sent twice
 * @param reorder share of responses that are sent after the next one
 * @param wrongLength share of PDUs whose command_length is wrong
 * @param cutAfter bytes sent after which the connection is reset, wherever in a PDU that is
 * @param stallAfter bytes received after which nothing is read any more
 * @param halfOpenAfter bytes sent after which nothing is sent or read any more, and the connection stays open
 * @param seed equal seeds go wrong alike
 */
public record Faults(
        Duration delay,
        double drop,
        double duplicate,
        double reorder,
        double wrongLength,
        long cutAfter,
        long stallAfter,
        long halfOpenAfter,
        long seed) {
    /** A wire as it should be. */
    public static final Faults NONE = new Faults(Duration.ZERO, 0, 0, 0, 0, 0, 0, 0, 1);

    public Faults {
        check("drop", drop);
        check("duplicate", duplicate);
        check("reorder", reorder);
        check("wrong length", wrongLength);
        check("cut after", cutAfter);
        check("stall after", stallAfter);
        check("half-open after", halfOpenAfter);
        if (delay.isNegative() || delay.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("delay %s (expected 0 to 10 min)".formatted(delay));
        }
    }

    private static void check(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share %s %s (expected 0 to 1)".formatted(name, share));
        }
    }

    private static void check(String name, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("%s %d bytes (expected 0 or more)".formatted(name, bytes));
        }
    }

    /** Whether there are any. */
    public boolean any() {
        return !equals(NONE.withSeed(seed));
    }

    public Faults withSeed(long other) {
        return new Faults(delay, drop, duplicate, reorder, wrongLength, cutAfter, stallAfter, halfOpenAfter, other);
    }
}
