package org.waypost.gateway.smpp.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;

/** One PDU of each kind. */
public final class Samples {
    public static final ShortMessage QUESTION = ShortMessage.of(
            new Address(1, 1, "8613800138000"),
            new Address(0, 1, "10001"),
            EsmClass.DEFAULT,
            DataCoding.DEFAULT,
            "CXMYD#1234".getBytes(StandardCharsets.US_ASCII));

    private Samples() {}

    public static Pdu.Bind bind(BindType type) {
        return new Pdu.Bind(type, 1, "smsc1", "secret", "", 0x34, Address.NONE);
    }

    public static Pdu of(CommandId command, int sequence) {
        return switch (command) {
            case BIND_RECEIVER -> bindOf(BindType.RECEIVER, sequence);
            case BIND_TRANSMITTER -> bindOf(BindType.TRANSMITTER, sequence);
            case BIND_TRANSCEIVER -> bindOf(BindType.TRANSCEIVER, sequence);
            case OUTBIND -> new Pdu.Outbind(sequence, "smsc1", "secret");
            case UNBIND -> new Pdu.Unbind(sequence);
            case ENQUIRE_LINK -> new Pdu.EnquireLink(sequence);
            case SUBMIT_SM -> new Pdu.SubmitSm(sequence, QUESTION);
            case DELIVER_SM -> new Pdu.DeliverSm(sequence, QUESTION);
            case DATA_SM -> new Pdu.DataSm(sequence, QUESTION);
            case SUBMIT_SM_RESP, DELIVER_SM_RESP, DATA_SM_RESP ->
                new Pdu.MessageResp(command, sequence, CommandStatus.OK, "", List.of());
            case GENERIC_NACK -> new Pdu.GenericNack(sequence, CommandStatus.SYSTEM_ERROR);
            case UNBIND_RESP -> new Pdu.UnbindResp(sequence, CommandStatus.OK);
            case ENQUIRE_LINK_RESP -> new Pdu.EnquireLinkResp(sequence, CommandStatus.OK);
            case BIND_RECEIVER_RESP -> bindResp(BindType.RECEIVER, sequence);
            case BIND_TRANSMITTER_RESP -> bindResp(BindType.TRANSMITTER, sequence);
            case BIND_TRANSCEIVER_RESP -> bindResp(BindType.TRANSCEIVER, sequence);
            default ->
                command.isResponse()
                        ? new Pdu.OtherResp(command, sequence, CommandStatus.OK)
                        : new Pdu.OtherRequest(command, sequence);
        };
    }

    private static Pdu.Bind bindOf(BindType type, int sequence) {
        return new Pdu.Bind(type, sequence, "smsc1", "secret", "", 0x34, Address.NONE);
    }

    private static Pdu.BindResp bindResp(BindType type, int sequence) {
        return new Pdu.BindResp(type, sequence, CommandStatus.OK, "", List.of());
    }
}
