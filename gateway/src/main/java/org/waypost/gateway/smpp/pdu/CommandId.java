package org.waypost.gateway.smpp.pdu;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The operations of SMPP 3.4 (clause 5.1.2.1) and the broadcast operations of 5.0, so that these too get a proper answer. */
public enum CommandId {
    GENERIC_NACK(0x80000000),
    BIND_RECEIVER(0x00000001),
    BIND_RECEIVER_RESP(0x80000001),
    BIND_TRANSMITTER(0x00000002),
    BIND_TRANSMITTER_RESP(0x80000002),
    QUERY_SM(0x00000003),
    QUERY_SM_RESP(0x80000003),
    SUBMIT_SM(0x00000004),
    SUBMIT_SM_RESP(0x80000004),
    DELIVER_SM(0x00000005),
    DELIVER_SM_RESP(0x80000005),
    UNBIND(0x00000006),
    UNBIND_RESP(0x80000006),
    REPLACE_SM(0x00000007),
    REPLACE_SM_RESP(0x80000007),
    CANCEL_SM(0x00000008),
    CANCEL_SM_RESP(0x80000008),
    BIND_TRANSCEIVER(0x00000009),
    BIND_TRANSCEIVER_RESP(0x80000009),
    OUTBIND(0x0000000B),
    ENQUIRE_LINK(0x00000015),
    ENQUIRE_LINK_RESP(0x80000015),
    SUBMIT_MULTI(0x00000021),
    SUBMIT_MULTI_RESP(0x80000021),
    ALERT_NOTIFICATION(0x00000102),
    DATA_SM(0x00000103),
    DATA_SM_RESP(0x80000103),
    BROADCAST_SM(0x00000111),
    BROADCAST_SM_RESP(0x80000111),
    QUERY_BROADCAST_SM(0x00000112),
    QUERY_BROADCAST_SM_RESP(0x80000112),
    CANCEL_BROADCAST_SM(0x00000113),
    CANCEL_BROADCAST_SM_RESP(0x80000113);

    private static final int RESPONSE_BIT = 0x80000000;
    private static final int LARGEST = 0x113;
    private static final CommandId[] REQUESTS = new CommandId[LARGEST + 1];
    private static final CommandId[] RESPONSES = new CommandId[LARGEST + 1];

    static {
        for (CommandId command : values()) {
            (command.isResponse() ? RESPONSES : REQUESTS)[command.value & ~RESPONSE_BIT] = command;
        }
    }

    private final int value;

    CommandId(int value) {
        this.value = value;
    }

    /** The operation with this number, or null where SMPP has none. */
    public static @Nullable CommandId of(int value) {
        int number = value & ~RESPONSE_BIT;
        return number > LARGEST ? null : (isResponse(value) ? RESPONSES : REQUESTS)[number];
    }

    /** Whether a command_id is that of a response, known or not: its highest bit is set. */
    public static boolean isResponse(int value) {
        return (value & RESPONSE_BIT) != 0;
    }

    /** The command_id on the wire. */
    public int value() {
        return value;
    }

    public boolean isResponse() {
        return isResponse(value);
    }

    /** What answers this request; generic_nack for the two that SMPP leaves without a response (outbind, alert_notification). */
    public CommandId response() {
        CommandId response = of(value | RESPONSE_BIT);
        return response == null ? GENERIC_NACK : response;
    }

    /** As the specification spells it: {@code submit_sm}. */
    public String term() {
        return name().toLowerCase(Locale.ROOT);
    }
}
