package org.waypost.simulator.load;

import java.time.Duration;
import java.util.List;

/**
 * What is asked, how often and for how long.
 *
 * @param numbers who asks, in turn; at least one
 * @param shortCode where to
 * @param text what
 * @param rate questions per second, more than 0
 * @param warmUp time before anything is measured
 * @param measured time that is measured
 * @param window questions of one session that may be unacknowledged at a time, 1 to 1,000
 * @param patience how long answers are awaited after the last question
 */
public record LoadPlan(
        List<String> numbers,
        String shortCode,
        String text,
        double rate,
        Duration warmUp,
        Duration measured,
        int window,
        Duration patience) {
    public LoadPlan {
        numbers = List.copyOf(numbers);
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("nobody asks (expected at least one number)");
        }
        if (!(rate > 0 && rate <= 1_000_000)) {
            throw new IllegalArgumentException(
                    "rate %s (expected more than 0, at most 1000000 per second)".formatted(rate));
        }
        if (window < 1 || window > 1_000) {
            throw new IllegalArgumentException("window %d (expected 1 to 1000)".formatted(window));
        }
    }

    /** Questions in all. */
    long questions() {
        return Math.round(rate * (warmUp.toNanos() + measured.toNanos()) / 1e9);
    }

    /** The first question that is measured, from 0. */
    long firstMeasured() {
        return Math.round(rate * warmUp.toNanos() / 1e9);
    }

    /** When a question is due, in nanoseconds after the start. */
    long due(long question) {
        return (long) (question * (1e9 / rate));
    }

    String number(long question) {
        return numbers.get((int) (question % numbers.size()));
    }
}
