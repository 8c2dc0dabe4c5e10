package org.waypost.gateway.smpp.codec;

import io.netty.buffer.ByteBuf;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;

/**
 * Writes PDUs (SMPP 3.4, clause 4). A response with an error status is a header alone, as the specification has it.
 *
 * <p>Texts with a NUL inside, or octet strings beyond what their length field can say, are a mistake of ours:
 * {@link IllegalArgumentException}, with nothing written.
 *
 * <p>Not safe for use by several threads.
 */
public final class PduEncoder {
    private static final int LONGEST_TEXT = 255;

    private final FieldWriter fields = new FieldWriter();

    /** Appends the PDU, command_length included. */
    public void encode(Pdu pdu, ByteBuf out) {
        CommandStatus status = pdu instanceof Pdu.Response response ? response.status() : CommandStatus.OK;
        fields.clear();
        fields.number(0);
        fields.number(pdu.command().value());
        fields.number(status.value());
        fields.number(pdu.sequence());
        if (status.isOk()) {
            body(pdu);
        }
        fields.setNumber(0, fields.length());
        out.writeBytes(fields.array(), 0, fields.length());
        fields.clear();
    }

    private void body(Pdu pdu) {
        if (pdu instanceof Pdu.MessageResp resp) {
            fields.text(resp.messageId());
            fields.tlvs(resp.tlvs());
        } else if (pdu instanceof Pdu.DataSm data) {
            dataMessage(data.message());
        } else if (pdu instanceof Pdu.MessageRequest request) {
            shortMessage(request.message());
        } else if (pdu instanceof Pdu.Bind bind) {
            bind(bind);
        } else if (pdu instanceof Pdu.BindResp resp) {
            fields.text(resp.systemId());
            fields.tlvs(resp.tlvs());
        } else if (pdu instanceof Pdu.Outbind outbind) {
            fields.text(outbind.systemId());
            fields.text(outbind.password());
        }
    }

    private void bind(Pdu.Bind bind) {
        fields.text(bind.systemId());
        fields.text(bind.password());
        fields.text(bind.systemType());
        fields.octet(bind.interfaceVersion());
        fields.address(bind.addressRange());
    }

    private void shortMessage(ShortMessage message) {
        fields.text(message.serviceType());
        fields.address(message.source());
        fields.address(message.destination());
        fields.octet(message.esmClass().value());
        fields.octet(message.protocolId());
        fields.octet(message.priority());
        fields.text(message.schedule());
        fields.text(message.validity());
        fields.octet(message.registeredDelivery());
        fields.octet(message.replaceIfPresent());
        fields.octet(message.dataCoding().value());
        fields.octet(message.defaultMessageId());
        fields.octet(FieldWriter.upTo(LONGEST_TEXT, "short_message", message.text().length));
        fields.octets(message.text());
        fields.tlvs(message.tlvs());
    }

    private void dataMessage(ShortMessage message) {
        fields.text(message.serviceType());
        fields.address(message.source());
        fields.address(message.destination());
        fields.octet(message.esmClass().value());
        fields.octet(message.registeredDelivery());
        fields.octet(message.dataCoding().value());
        fields.tlvs(message.tlvs());
    }
}
