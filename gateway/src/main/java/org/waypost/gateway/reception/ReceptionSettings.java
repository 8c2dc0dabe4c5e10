package org.waypost.gateway.reception;

import java.time.Duration;

/**
 * Bounds of the way in.
 *
 * @param queue parts that wait in a lane before new ones are throttled
 * @param batch parts answered in one transaction
 * @param deadline from arrival to verdict; later the peer is told a temporary error (contract D2)
 * @param repeatWindow how long the same text may be a repeat (contract D4)
 * @param timeToLive from arrival until a reply is of no use any more (contract D6)
 */
public record ReceptionSettings(int queue, int batch, Duration deadline, Duration repeatWindow, Duration timeToLive) {
    public static final ReceptionSettings DEFAULT =
            new ReceptionSettings(4096, 256, Duration.ofSeconds(3), Duration.ofSeconds(120), Duration.ofMinutes(15));

    public ReceptionSettings {
        if (queue < 1 || batch < 1 || batch > 1024) {
            throw new IllegalArgumentException(
                    "queue %d, batch %d (expected at least 1, the batch at most 1024)".formatted(queue, batch));
        }
    }
}
