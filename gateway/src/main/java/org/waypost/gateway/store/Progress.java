package org.waypost.gateway.store;

import java.time.Instant;

/**
 * What became of a reply that was handed to a session.
 *
 * @param reply as it was taken
 * @param state terminal, or {@link ReplyState#OPEN} for another try
 * @param attempts as counted now
 * @param unknowns as counted now
 * @param delivered segments the peer has by now
 * @param nextAt when to try again; meaningless in a terminal state
 */
public record Progress(OpenReply reply, ReplyState state, int attempts, int unknowns, int delivered, Instant nextAt) {
    /** The reply goes back as it was taken: it has not left. */
    public static Progress unsent(OpenReply reply, Instant nextAt) {
        return new Progress(reply, ReplyState.OPEN, reply.attempts(), reply.unknowns(), reply.delivered(), nextAt);
    }

    /** The reply ends as it was taken. */
    public static Progress ended(OpenReply reply, ReplyState state, Instant now) {
        return new Progress(reply, state, reply.attempts(), reply.unknowns(), reply.delivered(), now);
    }

    /** Whether the reply came to nothing, so that its question may be asked again. */
    boolean fruitless() {
        return state == ReplyState.FAILED || state == ReplyState.EXPIRED;
    }
}
