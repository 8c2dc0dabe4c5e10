package org.waypost.gateway.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.waypost.gateway.message.Settlement;

/**
 * When a reply is tried again, by the class of what went wrong (contract D7).
 *
 * @param queueFull waits after the peer's queue was full
 * @param temporary waits after a temporary error
 * @param throttled wait after the peer asked to slow down; not counted
 * @param notSent wait after a reply that never left; not counted
 * @param unknowns how many unknown outcomes are followed by another try (contract D5)
 * @param jitter share by which waits vary, 0 to 1
 */
public record RetrySchedule(
        List<Duration> queueFull,
        List<Duration> temporary,
        Duration throttled,
        Duration notSent,
        int unknowns,
        double jitter) {
    public static final RetrySchedule DEFAULT = new RetrySchedule(
            seconds(5, 15, 60, 120, 300),
            seconds(2, 10, 30, 60, 120, 120),
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            1,
            0.2);

    public RetrySchedule {
        queueFull = List.copyOf(queueFull);
        temporary = List.copyOf(temporary);
        if (queueFull.isEmpty() || temporary.isEmpty()) {
            throw new IllegalArgumentException("a retry schedule without a wait (expected at least one)");
        }
    }

    private static List<Duration> seconds(long... seconds) {
        return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
    }

    /**
     * The wait before the next try.
     *
     * @param attempts how many counted refusals there were before this one
     * @return empty if there is no further try
     */
    Optional<Duration> after(Settlement settlement, int attempts, RandomGenerator random) {
        return switch (settlement) {
            case DELIVERED, PERMANENT -> Optional.empty();
            case THROTTLED -> Optional.of(jittered(throttled, random));
            case NOT_SENT -> Optional.of(jittered(notSent, random));
            // A peer whose queue stays full is asked again at the longest wait until the reply expires.
            case QUEUE_FULL -> Optional.of(jittered(queueFull.get(Math.min(attempts, queueFull.size() - 1)), random));
            case TEMPORARY ->
                attempts < temporary.size() ? Optional.of(jittered(temporary.get(attempts), random)) : Optional.empty();
            case UNKNOWN -> Optional.of(jittered(temporary.get(0), random));
        };
    }

    private Duration jittered(Duration wait, RandomGenerator random) {
        double factor = 1 + jitter * (2 * random.nextDouble() - 1);
        return Duration.ofNanos((long) (wait.toNanos() * factor));
    }
}
