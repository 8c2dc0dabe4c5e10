package org.waypost.gateway.smpp.pdu;

import java.util.Map;

/**
 * A command_status (SMPP 3.4, clause 5.1.3; broadcast ones from 5.0). Any 32 bits are one; those that this gateway sends or
 * understands have a name.
 */
public record CommandStatus(int value) {
    public static final CommandStatus OK = new CommandStatus(0x00);
    public static final CommandStatus INVALID_MESSAGE_LENGTH = new CommandStatus(0x01);
    public static final CommandStatus INVALID_COMMAND_LENGTH = new CommandStatus(0x02);
    public static final CommandStatus INVALID_COMMAND_ID = new CommandStatus(0x03);
    public static final CommandStatus INVALID_BIND_STATUS = new CommandStatus(0x04);
    public static final CommandStatus ALREADY_BOUND = new CommandStatus(0x05);
    public static final CommandStatus INVALID_PRIORITY = new CommandStatus(0x06);
    public static final CommandStatus INVALID_REGISTERED_DELIVERY = new CommandStatus(0x07);
    public static final CommandStatus SYSTEM_ERROR = new CommandStatus(0x08);
    public static final CommandStatus INVALID_SOURCE_ADDRESS = new CommandStatus(0x0A);
    public static final CommandStatus INVALID_DESTINATION_ADDRESS = new CommandStatus(0x0B);
    public static final CommandStatus INVALID_MESSAGE_ID = new CommandStatus(0x0C);
    public static final CommandStatus BIND_FAILED = new CommandStatus(0x0D);
    public static final CommandStatus INVALID_PASSWORD = new CommandStatus(0x0E);
    public static final CommandStatus INVALID_SYSTEM_ID = new CommandStatus(0x0F);
    public static final CommandStatus CANCEL_FAILED = new CommandStatus(0x11);
    public static final CommandStatus REPLACE_FAILED = new CommandStatus(0x13);
    public static final CommandStatus MESSAGE_QUEUE_FULL = new CommandStatus(0x14);
    public static final CommandStatus INVALID_SERVICE_TYPE = new CommandStatus(0x15);
    public static final CommandStatus INVALID_ESM_CLASS = new CommandStatus(0x43);
    public static final CommandStatus SUBMIT_FAILED = new CommandStatus(0x45);
    public static final CommandStatus INVALID_SYSTEM_TYPE = new CommandStatus(0x53);
    public static final CommandStatus THROTTLED = new CommandStatus(0x58);
    public static final CommandStatus INVALID_SCHEDULE = new CommandStatus(0x61);
    public static final CommandStatus INVALID_VALIDITY = new CommandStatus(0x62);
    public static final CommandStatus TEMPORARY_APPLICATION_ERROR = new CommandStatus(0x64);
    public static final CommandStatus PERMANENT_APPLICATION_ERROR = new CommandStatus(0x65);
    public static final CommandStatus REJECTED_BY_APPLICATION = new CommandStatus(0x66);
    public static final CommandStatus QUERY_FAILED = new CommandStatus(0x67);
    public static final CommandStatus INVALID_TLV_STREAM = new CommandStatus(0xC0);
    public static final CommandStatus TLV_NOT_ALLOWED = new CommandStatus(0xC1);
    public static final CommandStatus INVALID_TLV_LENGTH = new CommandStatus(0xC2);
    public static final CommandStatus MISSING_TLV = new CommandStatus(0xC3);
    public static final CommandStatus INVALID_TLV_VALUE = new CommandStatus(0xC4);
    public static final CommandStatus DELIVERY_FAILURE = new CommandStatus(0xFE);
    public static final CommandStatus UNKNOWN_ERROR = new CommandStatus(0xFF);
    public static final CommandStatus BROADCAST_FAILED = new CommandStatus(0x10D);
    public static final CommandStatus BROADCAST_QUERY_FAILED = new CommandStatus(0x10E);
    public static final CommandStatus BROADCAST_CANCEL_FAILED = new CommandStatus(0x10F);

    private static final Map<Integer, String> TERMS = Map.ofEntries(
            Map.entry(0x00, "ESME_ROK"),
            Map.entry(0x01, "ESME_RINVMSGLEN"),
            Map.entry(0x02, "ESME_RINVCMDLEN"),
            Map.entry(0x03, "ESME_RINVCMDID"),
            Map.entry(0x04, "ESME_RINVBNDSTS"),
            Map.entry(0x05, "ESME_RALYBND"),
            Map.entry(0x06, "ESME_RINVPRTFLG"),
            Map.entry(0x07, "ESME_RINVREGDLVFLG"),
            Map.entry(0x08, "ESME_RSYSERR"),
            Map.entry(0x0A, "ESME_RINVSRCADR"),
            Map.entry(0x0B, "ESME_RINVDSTADR"),
            Map.entry(0x0C, "ESME_RINVMSGID"),
            Map.entry(0x0D, "ESME_RBINDFAIL"),
            Map.entry(0x0E, "ESME_RINVPASWD"),
            Map.entry(0x0F, "ESME_RINVSYSID"),
            Map.entry(0x11, "ESME_RCANCELFAIL"),
            Map.entry(0x13, "ESME_RREPLACEFAIL"),
            Map.entry(0x14, "ESME_RMSGQFUL"),
            Map.entry(0x15, "ESME_RINVSERTYP"),
            Map.entry(0x33, "ESME_RINVNUMDESTS"),
            Map.entry(0x34, "ESME_RINVDLNAME"),
            Map.entry(0x40, "ESME_RINVDESTFLAG"),
            Map.entry(0x42, "ESME_RINVSUBREP"),
            Map.entry(0x43, "ESME_RINVESMCLASS"),
            Map.entry(0x44, "ESME_RCNTSUBDL"),
            Map.entry(0x45, "ESME_RSUBMITFAIL"),
            Map.entry(0x48, "ESME_RINVSRCTON"),
            Map.entry(0x49, "ESME_RINVSRCNPI"),
            Map.entry(0x50, "ESME_RINVDSTTON"),
            Map.entry(0x51, "ESME_RINVDSTNPI"),
            Map.entry(0x53, "ESME_RINVSYSTYP"),
            Map.entry(0x54, "ESME_RINVREPFLAG"),
            Map.entry(0x55, "ESME_RINVNUMMSGS"),
            Map.entry(0x58, "ESME_RTHROTTLED"),
            Map.entry(0x61, "ESME_RINVSCHED"),
            Map.entry(0x62, "ESME_RINVEXPIRY"),
            Map.entry(0x63, "ESME_RINVDFTMSGID"),
            Map.entry(0x64, "ESME_RX_T_APPN"),
            Map.entry(0x65, "ESME_RX_P_APPN"),
            Map.entry(0x66, "ESME_RX_R_APPN"),
            Map.entry(0x67, "ESME_RQUERYFAIL"),
            Map.entry(0xC0, "ESME_RINVOPTPARSTREAM"),
            Map.entry(0xC1, "ESME_ROPTPARNOTALLWD"),
            Map.entry(0xC2, "ESME_RINVPARLEN"),
            Map.entry(0xC3, "ESME_RMISSINGOPTPARAM"),
            Map.entry(0xC4, "ESME_RINVOPTPARAMVAL"),
            Map.entry(0xFE, "ESME_RDELIVERYFAILURE"),
            Map.entry(0xFF, "ESME_RUNKNOWNERR"),
            Map.entry(0x10D, "ESME_RBCASTFAIL"),
            Map.entry(0x10E, "ESME_RBCASTQUERYFAIL"),
            Map.entry(0x10F, "ESME_RBCASTCANCELFAIL"));

    public boolean isOk() {
        return value == 0;
    }

    /** Hexadecimal, followed by the name in the specification where there is one: {@code 0x58 ESME_RTHROTTLED}. */
    @Override
    public String toString() {
        String term = TERMS.get(value);
        return term == null ? "0x%02X".formatted(value) : "0x%02X %s".formatted(value, term);
    }
}
