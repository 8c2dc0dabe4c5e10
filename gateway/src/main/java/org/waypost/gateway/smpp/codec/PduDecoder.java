package org.waypost.gateway.smpp.codec;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.waypost.gateway.smpp.codec.Decoded.Understood;
import org.waypost.gateway.smpp.codec.Decoded.Unreadable;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.pdu.Tlv;

/**
 * Reads one frame after the other (SMPP 3.4, clause 4). What it answers depends on the frame and the limits alone: it never
 * throws on input, never reads past the frame, keeps nothing but the arrays it works with and the latest destination. Not
 * safe for use by several threads.
 *
 * <p>Requests are read strictly enough to be answered with the right status; responses so leniently that every one of them
 * settles its request: a body that is missing or broken is taken as empty.
 */
public final class PduDecoder {
    /** Nearly every PDU is shorter; a longer one gets an array of its own. */
    private static final int USUAL_OCTETS = 512;

    private static final int LONGEST_TIME = 16;
    private static final int LONGEST_DATA_SM_ADDRESS = 64;
    private static final int LONGEST_ADDRESS_RANGE = 40;

    private final FieldLimits limits;
    private final FieldReader fields = new FieldReader();
    private final byte[] scratch = new byte[USUAL_OCTETS];
    /** Of the message before: a peer's questions go to few short codes, so that the next one's is mostly the same. */
    private Address latestDestination = Address.NONE;

    public PduDecoder(FieldLimits limits) {
        this.limits = limits;
    }

    /** @param frame one whole PDU; its reader index moves, its reference count does not */
    public Decoded decode(ByteBuf frame) {
        int length = frame.readableBytes();
        if (length < Header.LENGTH) {
            return new Unreadable(
                    new Header(length, 0, 0, 0),
                    CommandStatus.INVALID_COMMAND_LENGTH,
                    "frame of %d octets (expected at least %d)".formatted(length, Header.LENGTH));
        }
        byte[] octets = length <= scratch.length ? scratch : new byte[length];
        frame.readBytes(octets, 0, length);
        fields.begin(octets, length);
        try {
            return decode();
        } finally {
            fields.begin(scratch, 0);
        }
    }

    private Decoded decode() {
        Header header = new Header(fields.number(), fields.number(), fields.number(), fields.number());
        CommandId command = CommandId.of(header.commandId());
        if (command == null) {
            return new Unreadable(
                    header,
                    CommandStatus.INVALID_COMMAND_ID,
                    "command_id 0x%08X (expected an operation of SMPP)".formatted(header.commandId()));
        }
        if (command.isResponse()) {
            return new Understood(response(command, header));
        }
        Pdu request = request(command, header.sequence());
        CommandStatus failure = fields.failure();
        return failure == null ? new Understood(request) : new Unreadable(header, failure, fields.reason());
    }

    private Pdu.Request request(CommandId command, int sequence) {
        return switch (command) {
            case BIND_RECEIVER -> bind(BindType.RECEIVER, sequence);
            case BIND_TRANSMITTER -> bind(BindType.TRANSMITTER, sequence);
            case BIND_TRANSCEIVER -> bind(BindType.TRANSCEIVER, sequence);
            case OUTBIND -> new Pdu.Outbind(sequence, systemId(), password());
            case UNBIND -> new Pdu.Unbind(sequence);
            case ENQUIRE_LINK -> new Pdu.EnquireLink(sequence);
            case SUBMIT_SM -> new Pdu.SubmitSm(sequence, shortMessage());
            case DELIVER_SM -> new Pdu.DeliverSm(sequence, shortMessage());
            case DATA_SM -> new Pdu.DataSm(sequence, dataMessage());
            default -> new Pdu.OtherRequest(command, sequence);
        };
    }

    private Pdu.Bind bind(BindType type, int sequence) {
        return new Pdu.Bind(
                type,
                sequence,
                systemId(),
                password(),
                fields.text("system_type", limits.systemType(), CommandStatus.INVALID_SYSTEM_TYPE),
                fields.octet("interface_version"),
                addressRange());
    }

    private Address addressRange() {
        return fields.address("address_range", LONGEST_ADDRESS_RANGE, CommandStatus.BIND_FAILED, Address.NONE);
    }

    private String systemId() {
        return fields.text("system_id", limits.systemId(), CommandStatus.INVALID_SYSTEM_ID);
    }

    private String password() {
        return fields.text("password", limits.password(), CommandStatus.INVALID_PASSWORD);
    }

    private ShortMessage shortMessage() {
        return new ShortMessage(
                serviceType(),
                source(limits.address()),
                destination(limits.address()),
                EsmClass.of(fields.octet("esm_class")),
                fields.octet("protocol_id"),
                fields.octet("priority_flag"),
                fields.text("schedule_delivery_time", LONGEST_TIME, CommandStatus.INVALID_SCHEDULE),
                fields.text("validity_period", LONGEST_TIME, CommandStatus.INVALID_VALIDITY),
                fields.octet("registered_delivery"),
                fields.octet("replace_if_present_flag"),
                DataCoding.of(fields.octet("data_coding")),
                fields.octet("sm_default_msg_id"),
                fields.octets("short_message", fields.octet("sm_length"), CommandStatus.INVALID_MESSAGE_LENGTH),
                fields.tlvs());
    }

    private ShortMessage dataMessage() {
        String serviceType = serviceType();
        int longest = Math.max(limits.address(), LONGEST_DATA_SM_ADDRESS);
        Address source = source(longest);
        Address destination = destination(longest);
        EsmClass esmClass = EsmClass.of(fields.octet("esm_class"));
        int registeredDelivery = fields.octet("registered_delivery");
        DataCoding dataCoding = DataCoding.of(fields.octet("data_coding"));
        return new ShortMessage(
                serviceType,
                source,
                destination,
                esmClass,
                0,
                0,
                "",
                "",
                registeredDelivery,
                0,
                dataCoding,
                0,
                new byte[0],
                fields.tlvs());
    }

    private Address source(int longest) {
        return fields.address("source_addr", longest, CommandStatus.INVALID_SOURCE_ADDRESS, Address.NONE);
    }

    private Address destination(int longest) {
        latestDestination = fields.address(
                "destination_addr", longest, CommandStatus.INVALID_DESTINATION_ADDRESS, latestDestination);
        return latestDestination;
    }

    private String serviceType() {
        return fields.text("service_type", limits.serviceType(), CommandStatus.INVALID_SERVICE_TYPE);
    }

    private Pdu.Response response(CommandId command, Header header) {
        int sequence = header.sequence();
        CommandStatus status = header.status() == 0 ? CommandStatus.OK : new CommandStatus(header.status());
        return switch (command) {
            case BIND_RECEIVER_RESP -> bindResp(BindType.RECEIVER, sequence, status);
            case BIND_TRANSMITTER_RESP -> bindResp(BindType.TRANSMITTER, sequence, status);
            case BIND_TRANSCEIVER_RESP -> bindResp(BindType.TRANSCEIVER, sequence, status);
            case UNBIND_RESP -> new Pdu.UnbindResp(sequence, status);
            case ENQUIRE_LINK_RESP -> new Pdu.EnquireLinkResp(sequence, status);
            case GENERIC_NACK -> new Pdu.GenericNack(sequence, status);
            case SUBMIT_SM_RESP, DELIVER_SM_RESP, DATA_SM_RESP ->
                new Pdu.MessageResp(
                        command, sequence, status, fields.lenientText(limits.messageId()), tlvsIfReadable());
            default -> new Pdu.OtherResp(command, sequence, status);
        };
    }

    private Pdu.BindResp bindResp(BindType type, int sequence, CommandStatus status) {
        return new Pdu.BindResp(type, sequence, status, fields.lenientText(limits.systemId()), tlvsIfReadable());
    }

    private List<Tlv> tlvsIfReadable() {
        List<Tlv> tlvs = fields.tlvs();
        return fields.failure() == null ? tlvs : List.of();
    }
}
