package org.waypost.gateway.store;

import java.time.Instant;

/**
 * What became of a reply that was handed to a session.
 *
 * @param question its id
 * @param state terminal, or {@link ReplyState#OPEN} for another try
 * @param attempts as counted now
 * @param unknowns as counted now
 * @param delivered segments the peer has by now
 * @param nextAt when to try again; meaningless in a terminal state
 */
public record Progress(long question, ReplyState state, int attempts, int unknowns, int delivered, Instant nextAt) {}
