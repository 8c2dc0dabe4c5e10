package org.waypost.simulator.ledger;

import java.time.Duration;

/**
 * The settings of a gateway that its promises depend on.
 *
 * @param timeToLive after which a reply is never sent (contract D6)
 * @param transit how long a segment may be on its way, and the SMSC slow to notice it
 * @param unknowns how many unknown outcomes are followed by another try (contract D5)
 * @param settledAfter so many segments taken later on a session prove that the gateway has written down the outcome of an
 *     earlier one; two windows and one more
 */
public record Promises(Duration timeToLive, Duration transit, int unknowns, int settledAfter) {
    /** As shipped. */
    public static final Promises DEFAULT = new Promises(Duration.ofMinutes(15), Duration.ofSeconds(10), 1, 21);

    public Promises withTimeToLive(Duration other) {
        return new Promises(other, transit, unknowns, settledAfter);
    }
}
