package org.waypost.gateway.smpp.exchange;

import java.util.HashMap;
import java.util.Map;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.message.Verdict;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.session.Outcome;

/** Which command_status says what, in both directions; what a peer means by its statuses may differ from peer to peer. */
final class StatusTable {
    private static final Map<Integer, Settlement> STANDARD = new HashMap<>();

    static {
        is(Settlement.DELIVERED, 0x00);
        is(Settlement.THROTTLED, 0x58);
        is(Settlement.QUEUE_FULL, 0x14);
        is(Settlement.TEMPORARY, 0x08, 0x45, 0x64, 0xFE, 0xFF);
        is(Settlement.PERMANENT, 0x01, 0x0A, 0x0B, 0x43, 0x65, 0x66);
        is(Settlement.PERMANENT, 0x48, 0x49, 0x4A, 0x4B, 0x4C, 0x4D, 0x4E, 0x4F, 0x50, 0x51);
        is(Settlement.NOT_SENT, 0x04, 0x05, 0x0D, 0x0E, 0x0F);
    }

    private final Map<Integer, Settlement> settlements;

    /** @param own what the peer means by its statuses, where that differs from the specification */
    StatusTable(Map<Integer, Settlement> own) {
        Map<Integer, Settlement> all = new HashMap<>(STANDARD);
        all.putAll(own);
        this.settlements = Map.copyOf(all);
    }

    private static void is(Settlement settlement, int... statuses) {
        for (int status : statuses) {
            STANDARD.put(status, settlement);
        }
    }

    /** What a message's outcome means for the reply. */
    Settlement settlement(Outcome outcome) {
        if (outcome instanceof Outcome.Answered answered) {
            return settlements.getOrDefault(answered.status().value(), Settlement.UNKNOWN);
        }
        return outcome == Outcome.Unanswered.NOT_SENT ? Settlement.NOT_SENT : Settlement.UNKNOWN;
    }

    /** Whether the peer says that the session, not the message, is at fault. */
    boolean blamesSession(Outcome outcome) {
        return outcome instanceof Outcome.Answered && settlement(outcome) == Settlement.NOT_SENT;
    }

    /** What the peer is told about its message. */
    static CommandStatus status(Verdict.Refused refused) {
        return switch (refused) {
            case THROTTLED -> CommandStatus.THROTTLED;
            case TEMPORARY -> CommandStatus.MESSAGE_QUEUE_FULL;
            case INTERNAL -> CommandStatus.SYSTEM_ERROR;
            case UNKNOWN_SHORT_CODE -> CommandStatus.INVALID_DESTINATION_ADDRESS;
            case SENDER_NOT_ALLOWED -> CommandStatus.INVALID_SOURCE_ADDRESS;
            case BAD_LENGTH -> CommandStatus.INVALID_MESSAGE_LENGTH;
        };
    }
}
