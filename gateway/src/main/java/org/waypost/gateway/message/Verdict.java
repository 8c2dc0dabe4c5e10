package org.waypost.gateway.message;

/** What became of a part; the bearer turns it into its own status. */
public sealed interface Verdict {
    /**
     * The part, and all that follows from it, is on stable storage: the only verdict that acknowledges.
     *
     * @param question identifies the stored question; for a repeat, the first one's
     */
    record Accepted(long question) implements Verdict {
        /** The id given to the peer, opaque to it: 16 hexadecimal digits. */
        public String messageId() {
            return "%016x".formatted(question);
        }
    }

    /** Not taken, and nothing of it is kept. */
    enum Refused implements Verdict {
        /** Too much at once: a lane, a rate or a window is full. The peer should slow down. */
        THROTTLED,
        /** Cannot be stored now; the same again later may be taken. */
        TEMPORARY,
        /** Failed for a reason of our own. */
        INTERNAL,
        /** No service at this short code. */
        UNKNOWN_SHORT_CODE,
        /** The peer may not assert this sender, or it is no subscriber's number. */
        SENDER_NOT_ALLOWED,
        /** Longer than a message can be. */
        BAD_LENGTH
    }
}
