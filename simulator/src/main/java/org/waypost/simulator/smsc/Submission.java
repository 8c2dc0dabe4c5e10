package org.waypost.simulator.smsc;

import java.util.Locale;

/** What the gateway said to a message handed over. */
public sealed interface Submission {
    /** The gateway answers for the message from now on. */
    record Acknowledged(String messageId) implements Submission {
        @Override
        public String toString() {
            return "acknowledged as " + messageId;
        }
    }

    /**
     * The gateway did not take it.
     *
     * @param status SMPP 3.4, clause 5.1.3
     */
    record Refused(int status) implements Submission {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "refused with status 0x%02X", status);
        }
    }

    /** No answer came in time, or the connection broke: the gateway may have it. */
    record Unanswered(String reason) implements Submission {
        @Override
        public String toString() {
            return "no answer: " + reason;
        }
    }
}
