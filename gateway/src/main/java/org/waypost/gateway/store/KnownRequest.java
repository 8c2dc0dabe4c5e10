package org.waypost.gateway.store;

import java.time.Instant;

/**
 * A request that was acknowledged before.
 *
 * @param question what it was stored as
 * @param received when
 */
public record KnownRequest(long question, Instant received) {}
