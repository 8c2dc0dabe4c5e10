package org.waypost.gateway.smpp.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.pdu.Tlv;

/**
 * PDUs explained to people, field by field. Numbers are masked, digits of a text are starred, a password is not shown, so
 * that a report can be mailed. A pure function of the octets; never throws on them.
 */
public final class PduReport {
    private static final int LONGEST_FRAME = 64 * 1024;
    private static final String LINE = "  %-24s %s\n";
    private static final int HEADER_LENGTH_OCTET = 1;
    private static final int SHORTEST_NUMBER = 7;

    private final StringBuilder lines = new StringBuilder();

    private PduReport() {}

    /**
     * @param hex octets of one PDU or several, in hexadecimal; white space, colons and a leading {@code 0x} are ignored
     * @throws IllegalArgumentException if it is not hexadecimal
     */
    public static String ofHex(String hex) {
        String digits = hex.strip().replaceFirst("^0[xX]", "").replaceAll("[\\s:]", "");
        if (digits.length() % 2 != 0 || !digits.matches("[0-9A-Fa-f]*")) {
            throw new IllegalArgumentException(
                    "%d characters (expected pairs of hexadecimal digits)".formatted(digits.length()));
        }
        return of(HexFormat.of().parseHex(digits));
    }

    /** @param octets one PDU or several, one after the other */
    public static String of(byte[] octets) {
        PduReport report = new PduReport();
        ByteBuf stream = Unpooled.wrappedBuffer(octets);
        while (report.nextFrame(stream)) {
            // each adds its lines
        }
        return report.lines.toString();
    }

    /** Whether there may be another. */
    private boolean nextFrame(ByteBuf stream) {
        if (stream.readableBytes() < Integer.BYTES) {
            if (stream.isReadable()) {
                title("%d octets left over (expected at least %d)".formatted(stream.readableBytes(), Header.LENGTH));
            }
            return false;
        }
        int length = stream.getInt(stream.readerIndex());
        if (length < Header.LENGTH || length > LONGEST_FRAME) {
            title(new FrameDecoder.BadLength(length, LONGEST_FRAME).toString());
            return false;
        }
        if (length > stream.readableBytes()) {
            title("command_length %d, but only %d octets are there".formatted(length, stream.readableBytes()));
            return false;
        }
        frame(stream.readSlice(length));
        return stream.isReadable();
    }

    private void frame(ByteBuf frame) {
        Decoded decoded = new PduDecoder(FieldLimits.LENIENT).decode(frame.duplicate());
        if (decoded instanceof Decoded.Unreadable unreadable) {
            unreadable(unreadable);
        } else {
            pdu(((Decoded.Understood) decoded).pdu(), frame.readableBytes());
        }
    }

    private void unreadable(Decoded.Unreadable unreadable) {
        Header header = unreadable.header();
        CommandId command = CommandId.of(header.commandId());
        title("%s, %d octets, cannot be read"
                .formatted(command == null ? "unknown operation" : command.term(), header.length()));
        field("command_id", "0x%08X".formatted(header.commandId()));
        field("sequence_number", header.sequence() & 0xFFFFFFFFL);
        field("what is wrong", unreadable.reason());
        if (!CommandId.isResponse(header.commandId())) {
            field("to be answered with", unreadable.status());
        }
    }

    private void pdu(Pdu pdu, int length) {
        title("%s, %d octets".formatted(pdu.command().term(), length));
        if (pdu instanceof Pdu.Response response) {
            field("command_status", response.status());
        }
        field("sequence_number", pdu.sequence() & 0xFFFFFFFFL);
        if (pdu instanceof Pdu.Bind bind) {
            bind(bind);
        } else if (pdu instanceof Pdu.MessageRequest request) {
            message(request.message(), pdu instanceof Pdu.DataSm);
        } else if (pdu instanceof Pdu.BindResp resp) {
            field("system_id", quoted(resp.systemId()));
            tlvs(resp.tlvs());
        } else if (pdu instanceof Pdu.MessageResp resp) {
            field("message_id", quoted(resp.messageId()));
            tlvs(resp.tlvs());
        } else if (pdu instanceof Pdu.Outbind outbind) {
            field("system_id", quoted(outbind.systemId()));
            field(
                    "password",
                    "%d characters, not shown".formatted(outbind.password().length()));
        }
    }

    private void bind(Pdu.Bind bind) {
        field("system_id", quoted(bind.systemId()));
        field("password", "%d characters, not shown".formatted(bind.password().length()));
        field("system_type", quoted(bind.systemType()));
        field("interface_version", "0x%02X".formatted(bind.interfaceVersion()));
        address("address_range", bind.addressRange());
    }

    private void message(ShortMessage message, boolean dataSm) {
        field("service_type", quoted(message.serviceType()));
        address("source_addr", message.source());
        address("destination_addr", message.destination());
        field("esm_class", "0x%02X%s".formatted(message.esmClass().value(), esmClass(message)));
        if (!dataSm) {
            field("protocol_id", "0x%02X".formatted(message.protocolId()));
            field("priority_flag", message.priority());
            field("schedule_delivery_time", quoted(message.schedule()));
            field("validity_period", quoted(message.validity()));
            field("replace_if_present_flag", message.replaceIfPresent());
            field("sm_default_msg_id", message.defaultMessageId());
        }
        field("registered_delivery", "0x%02X".formatted(message.registeredDelivery()));
        field(
                "data_coding",
                "0x%02X %s"
                        .formatted(
                                message.dataCoding().value(),
                                coding(message.dataCoding().value())));
        if (!dataSm) {
            field("short_message", text(message, message.text()));
        }
        for (Tlv tlv : message.tlvs()) {
            String value = tlv.tag() == Tlv.MESSAGE_PAYLOAD ? text(message, tlv.value()) : value(tlv);
            field(tagName(tlv.tag()), value);
        }
    }

    private void tlvs(List<Tlv> tlvs) {
        tlvs.forEach(tlv -> field(tagName(tlv.tag()), value(tlv)));
    }

    private static String esmClass(ShortMessage message) {
        return (message.esmClass().isReport() ? ", a report" : "")
                + (message.esmClass().hasUserDataHeader() ? ", text begins with a user data header" : "");
    }

    private static String coding(int value) {
        return switch (value) {
            case 0 -> "default alphabet";
            case 1 -> "ASCII";
            case 2, 4 -> "binary";
            case 3 -> "Latin 1";
            case 8 -> "UCS-2";
            default -> value >= 0xC0 || (value >= 0x10 && value < 0x20) ? "by 3GPP 23.038" : "reserved or national";
        };
    }

    private void address(String name, Address address) {
        field(name, "%s, TON %d, NPI %d".formatted(quoted(masked(address.text())), address.ton(), address.npi()));
    }

    /** Leaves short codes and names alone; of a number, shows what its owner would recognize: {@code 138****8000}. */
    private static String masked(String address) {
        String digits = address.replaceFirst("^\\+?(86(?=\\d{11}$))?", "");
        if (digits.length() < SHORTEST_NUMBER || !digits.matches(".*\\d.*")) {
            return address;
        }
        int tail = Math.min(4, digits.length() - 3);
        return digits.substring(0, 3) + "****" + digits.substring(digits.length() - tail);
    }

    private static String text(ShortMessage message, byte[] octets) {
        if (octets.length == 0) {
            return "empty";
        }
        int header = message.esmClass().hasUserDataHeader()
                ? Math.min(octets.length, (octets[0] & 0xFF) + HEADER_LENGTH_OCTET)
                : 0;
        Charset charset = message.dataCoding().value() == 8 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
        String characters = new String(Arrays.copyOfRange(octets, header, octets.length), charset);
        String before =
                header == 0 ? "" : "header %s, then ".formatted(HexFormat.of().formatHex(octets, 0, header));
        return "%d octets: %s%s".formatted(octets.length, before, quoted(characters.replaceAll("\\p{Nd}", "*")));
    }

    private static String tagName(int tag) {
        String name = switch (tag) {
            case Tlv.USER_MESSAGE_REFERENCE -> " user_message_reference";
            case Tlv.SAR_MSG_REF_NUM -> " sar_msg_ref_num";
            case Tlv.SAR_TOTAL_SEGMENTS -> " sar_total_segments";
            case Tlv.SAR_SEGMENT_SEQNUM -> " sar_segment_seqnum";
            case Tlv.SC_INTERFACE_VERSION -> " sc_interface_version";
            case Tlv.RECEIPTED_MESSAGE_ID -> " receipted_message_id";
            case Tlv.MESSAGE_PAYLOAD -> " message_payload";
            case Tlv.MESSAGE_STATE -> " message_state";
            default -> "";
        };
        return "0x%04X%s".formatted(tag, name);
    }

    /** Numbers as numbers; anything longer could hold what a subscriber wrote. */
    private static String value(Tlv tlv) {
        return tlv.value().length <= Integer.BYTES
                ? "0x" + HexFormat.of().formatHex(tlv.value())
                : "%d octets, not shown".formatted(tlv.value().length);
    }

    private static String quoted(String text) {
        return '"' + text.replaceAll("\\p{C}", "·") + '"';
    }

    private void title(String text) {
        lines.append(text).append("\n");
    }

    private void field(String name, Object value) {
        lines.append(LINE.formatted(name, value));
    }
}
