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
 * Reads one frame (SMPP 3.4, clause 4). A pure function of the frame and the limits: never throws on input, never reads past
 * the frame, keeps nothing.
 *
 * <p>Requests are read strictly enough to be answered with the right status; responses so leniently that every one of them
 * settles its request: a body that is missing or broken is taken as empty.
 */
public final class PduDecoder {
    private static final int LONGEST_TIME = 16;
    private static final int LONGEST_DATA_SM_ADDRESS = 64;
    private static final int LONGEST_ADDRESS_RANGE = 40;

    private final FieldLimits limits;

    public PduDecoder(FieldLimits limits) {
        this.limits = limits;
    }

    /** @param frame one whole PDU; its reader index moves, its reference count does not */
    public Decoded decode(ByteBuf frame) {
        if (frame.readableBytes() < Header.LENGTH) {
            return new Unreadable(
                    new Header(frame.readableBytes(), 0, 0, 0),
                    CommandStatus.INVALID_COMMAND_LENGTH,
                    "frame of %d octets (expected at least %d)".formatted(frame.readableBytes(), Header.LENGTH));
        }
        Header header = new Header(frame.readInt(), frame.readInt(), frame.readInt(), frame.readInt());
        CommandId command = CommandId.of(header.commandId());
        if (command == null) {
            return new Unreadable(
                    header,
                    CommandStatus.INVALID_COMMAND_ID,
                    "command_id 0x%08X (expected an operation of SMPP)".formatted(header.commandId()));
        }
        if (command.isResponse()) {
            return new Understood(response(command, header, body(frame)));
        }
        FieldReader fields = body(frame);
        Pdu request = request(command, header.sequence(), fields);
        CommandStatus failure = fields.failure();
        return failure == null ? new Understood(request) : new Unreadable(header, failure, fields.reason());
    }

    private static FieldReader body(ByteBuf frame) {
        byte[] octets = new byte[frame.readableBytes()];
        frame.readBytes(octets);
        return new FieldReader(octets);
    }

    private Pdu.Request request(CommandId command, int sequence, FieldReader fields) {
        return switch (command) {
            case BIND_RECEIVER -> bind(BindType.RECEIVER, sequence, fields);
            case BIND_TRANSMITTER -> bind(BindType.TRANSMITTER, sequence, fields);
            case BIND_TRANSCEIVER -> bind(BindType.TRANSCEIVER, sequence, fields);
            case OUTBIND -> new Pdu.Outbind(sequence, systemId(fields), password(fields));
            case UNBIND -> new Pdu.Unbind(sequence);
            case ENQUIRE_LINK -> new Pdu.EnquireLink(sequence);
            case SUBMIT_SM -> new Pdu.SubmitSm(sequence, shortMessage(fields));
            case DELIVER_SM -> new Pdu.DeliverSm(sequence, shortMessage(fields));
            case DATA_SM -> new Pdu.DataSm(sequence, dataMessage(fields));
            default -> new Pdu.OtherRequest(command, sequence);
        };
    }

    private Pdu.Bind bind(BindType type, int sequence, FieldReader fields) {
        return new Pdu.Bind(
                type,
                sequence,
                systemId(fields),
                password(fields),
                fields.text("system_type", limits.systemType(), CommandStatus.INVALID_SYSTEM_TYPE),
                fields.octet("interface_version"),
                addressRange(fields));
    }

    private static Address addressRange(FieldReader fields) {
        return fields.address("address_range", LONGEST_ADDRESS_RANGE, CommandStatus.BIND_FAILED);
    }

    private String systemId(FieldReader fields) {
        return fields.text("system_id", limits.systemId(), CommandStatus.INVALID_SYSTEM_ID);
    }

    private String password(FieldReader fields) {
        return fields.text("password", limits.password(), CommandStatus.INVALID_PASSWORD);
    }

    private ShortMessage shortMessage(FieldReader fields) {
        return new ShortMessage(
                serviceType(fields),
                fields.address("source_addr", limits.address(), CommandStatus.INVALID_SOURCE_ADDRESS),
                fields.address("destination_addr", limits.address(), CommandStatus.INVALID_DESTINATION_ADDRESS),
                new EsmClass(fields.octet("esm_class")),
                fields.octet("protocol_id"),
                fields.octet("priority_flag"),
                fields.text("schedule_delivery_time", LONGEST_TIME, CommandStatus.INVALID_SCHEDULE),
                fields.text("validity_period", LONGEST_TIME, CommandStatus.INVALID_VALIDITY),
                fields.octet("registered_delivery"),
                fields.octet("replace_if_present_flag"),
                new DataCoding(fields.octet("data_coding")),
                fields.octet("sm_default_msg_id"),
                fields.octets("short_message", fields.octet("sm_length"), CommandStatus.INVALID_MESSAGE_LENGTH),
                fields.tlvs());
    }

    private ShortMessage dataMessage(FieldReader fields) {
        String serviceType = serviceType(fields);
        int longest = Math.max(limits.address(), LONGEST_DATA_SM_ADDRESS);
        Address source = fields.address("source_addr", longest, CommandStatus.INVALID_SOURCE_ADDRESS);
        Address destination = fields.address("destination_addr", longest, CommandStatus.INVALID_DESTINATION_ADDRESS);
        EsmClass esmClass = new EsmClass(fields.octet("esm_class"));
        int registeredDelivery = fields.octet("registered_delivery");
        DataCoding dataCoding = new DataCoding(fields.octet("data_coding"));
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

    private String serviceType(FieldReader fields) {
        return fields.text("service_type", limits.serviceType(), CommandStatus.INVALID_SERVICE_TYPE);
    }

    private Pdu.Response response(CommandId command, Header header, FieldReader body) {
        int sequence = header.sequence();
        CommandStatus status = header.status() == 0 ? CommandStatus.OK : new CommandStatus(header.status());
        return switch (command) {
            case BIND_RECEIVER_RESP -> bindResp(BindType.RECEIVER, sequence, status, body);
            case BIND_TRANSMITTER_RESP -> bindResp(BindType.TRANSMITTER, sequence, status, body);
            case BIND_TRANSCEIVER_RESP -> bindResp(BindType.TRANSCEIVER, sequence, status, body);
            case UNBIND_RESP -> new Pdu.UnbindResp(sequence, status);
            case ENQUIRE_LINK_RESP -> new Pdu.EnquireLinkResp(sequence, status);
            case GENERIC_NACK -> new Pdu.GenericNack(sequence, status);
            case SUBMIT_SM_RESP, DELIVER_SM_RESP, DATA_SM_RESP ->
                new Pdu.MessageResp(
                        command, sequence, status, body.lenientText(limits.messageId()), tlvsIfReadable(body));
            default -> new Pdu.OtherResp(command, sequence, status);
        };
    }

    private Pdu.BindResp bindResp(BindType type, int sequence, CommandStatus status, FieldReader body) {
        return new Pdu.BindResp(type, sequence, status, body.lenientText(limits.systemId()), tlvsIfReadable(body));
    }

    private static List<Tlv> tlvsIfReadable(FieldReader body) {
        List<Tlv> tlvs = body.tlvs();
        return body.failure() == null ? tlvs : List.of();
    }
}
