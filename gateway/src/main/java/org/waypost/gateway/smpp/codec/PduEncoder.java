package org.waypost.gateway.smpp.codec;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.pdu.Tlv;

/**
 * Writes PDUs (SMPP 3.4, clause 4). A response with an error status is a header alone, as the specification has it.
 *
 * <p>Texts with a NUL inside, or octet strings beyond what their length field can say, are a mistake of ours:
 * {@link IllegalArgumentException}, with nothing written.
 */
public final class PduEncoder {
    private static final int LONGEST_TEXT = 255;
    private static final int LONGEST_TLV = 0xFFFF;

    private PduEncoder() {}

    /** Appends the PDU, command_length included. */
    public static void encode(Pdu pdu, ByteBuf out) {
        int start = out.writerIndex();
        CommandStatus status = pdu instanceof Pdu.Response response ? response.status() : CommandStatus.OK;
        out.writeInt(0).writeInt(pdu.command().value()).writeInt(status.value()).writeInt(pdu.sequence());
        try {
            if (status.isOk()) {
                body(pdu, out);
            }
        } catch (IllegalArgumentException e) {
            out.writerIndex(start);
            throw e;
        }
        out.setInt(start, out.writerIndex() - start);
    }

    private static void body(Pdu pdu, ByteBuf out) {
        if (pdu instanceof Pdu.MessageResp resp) {
            text(resp.messageId(), out);
            tlvs(resp.tlvs(), out);
        } else if (pdu instanceof Pdu.DataSm data) {
            dataMessage(data.message(), out);
        } else if (pdu instanceof Pdu.MessageRequest request) {
            shortMessage(request.message(), out);
        } else if (pdu instanceof Pdu.Bind bind) {
            bind(bind, out);
        } else if (pdu instanceof Pdu.BindResp resp) {
            text(resp.systemId(), out);
            tlvs(resp.tlvs(), out);
        } else if (pdu instanceof Pdu.Outbind outbind) {
            text(outbind.systemId(), out);
            text(outbind.password(), out);
        }
    }

    private static void bind(Pdu.Bind bind, ByteBuf out) {
        text(bind.systemId(), out);
        text(bind.password(), out);
        text(bind.systemType(), out);
        out.writeByte(bind.interfaceVersion());
        address(bind.addressRange(), out);
    }

    private static void shortMessage(ShortMessage message, ByteBuf out) {
        text(message.serviceType(), out);
        address(message.source(), out);
        address(message.destination(), out);
        out.writeByte(message.esmClass().value());
        out.writeByte(message.protocolId());
        out.writeByte(message.priority());
        text(message.schedule(), out);
        text(message.validity(), out);
        out.writeByte(message.registeredDelivery());
        out.writeByte(message.replaceIfPresent());
        out.writeByte(message.dataCoding().value());
        out.writeByte(message.defaultMessageId());
        out.writeByte(upTo(LONGEST_TEXT, "short_message", message.text().length));
        out.writeBytes(message.text());
        tlvs(message.tlvs(), out);
    }

    private static void dataMessage(ShortMessage message, ByteBuf out) {
        text(message.serviceType(), out);
        address(message.source(), out);
        address(message.destination(), out);
        out.writeByte(message.esmClass().value());
        out.writeByte(message.registeredDelivery());
        out.writeByte(message.dataCoding().value());
        tlvs(message.tlvs(), out);
    }

    private static void address(Address address, ByteBuf out) {
        out.writeByte(address.ton());
        out.writeByte(address.npi());
        text(address.text(), out);
    }

    private static void text(String text, ByteBuf out) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "text of %d characters with NUL inside (expected none)".formatted(text.length()));
        }
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        out.writeByte(0);
    }

    private static void tlvs(List<Tlv> tlvs, ByteBuf out) {
        for (Tlv tlv : tlvs) {
            out.writeShort(tlv.tag());
            out.writeShort(upTo(LONGEST_TLV, "optional parameter", tlv.value().length));
            out.writeBytes(tlv.value());
        }
    }

    private static int upTo(int longest, String field, int length) {
        if (length > longest) {
            throw new IllegalArgumentException(
                    "%s of %d octets (expected at most %d)".formatted(field, length, longest));
        }
        return length;
    }
}
