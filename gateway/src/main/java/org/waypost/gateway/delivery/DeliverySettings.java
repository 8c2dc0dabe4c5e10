package org.waypost.gateway.delivery;

import java.time.Duration;

/**
 * Bounds of the way out.
 *
 * @param retries when a reply is tried again
 * @param inMemory replies to one peer that may wait in memory; more wait in the store
 * @param timeToLive from a question to the end of its reply's use
 * @param patience how long a peer may be without a receiving session before its questions are refused (contract D12)
 */
public record DeliverySettings(RetrySchedule retries, int inMemory, Duration timeToLive, Duration patience) {
    public static final DeliverySettings DEFAULT =
            new DeliverySettings(RetrySchedule.DEFAULT, 4096, Duration.ofMinutes(15), Duration.ofSeconds(60));

    public DeliverySettings {
        if (inMemory < 0 || timeToLive.isNegative() || patience.isNegative()) {
            throw new IllegalArgumentException(
                    "%d replies in memory, time to live %s, patience %s (expected none negative)"
                            .formatted(inMemory, timeToLive, patience));
        }
    }
}
