package org.waypost.gateway.smpp.session;

import org.jspecify.annotations.Nullable;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.Tlv;

/** What became of a message we sent. */
public sealed interface Outcome {
    /**
     * The peer answered.
     *
     * @param messageId what it calls the message; empty where it does not say
     * @param congestion how busy it says it is, 0 to 100 (SMPP 5.0, clause 4.8.4.18); 0 where it does not say
     */
    record Answered(CommandStatus status, String messageId, int congestion) implements Outcome {
        static Answered by(Pdu.Response response) {
            if (!(response instanceof Pdu.MessageResp message)) {
                return new Answered(response.status(), "", 0);
            }
            @Nullable Tlv state = Tlv.find(message.tlvs(), Tlv.CONGESTION_STATE);
            return new Answered(message.status(), message.messageId(), state == null ? 0 : state.number());
        }
    }

    /** There was no answer to be had. */
    enum Unanswered implements Outcome {
        /** It never left: the session was not bound for it, was ending, or its window was full. */
        NOT_SENT,
        /** It left, and the response did not come in time or the session ended before it. */
        LOST
    }
}
