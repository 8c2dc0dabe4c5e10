package org.waypost.gateway.smpp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.Bind;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.MessageRequest;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.DefaultDecomposer;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;

/** What we write, jSMPP reads as we meant it; what jSMPP writes of that, is what we wrote. */
class JsmppOracleTest {
    private static final int ROUNDS = 3_000;

    private final RandomPdus pdus = new RandomPdus(1_1);
    private final DefaultDecomposer reader = new DefaultDecomposer();
    private final DefaultComposer writer = new DefaultComposer();

    @Test
    void agreesOnSubmitSm() throws PDUStringException {
        for (int i = 0; i < ROUNDS; i++) {
            Pdu.SubmitSm ours = pdus.submitSm(i + 1);
            byte[] octets = encode(ours);
            SubmitSm theirs = reader.submitSm(octets);
            assertSame(theirs, ours.message());
            assertThat(hex(composed(theirs, ours.message().tlvs().size()))).isEqualTo(hex(octets));
        }
    }

    @Test
    void agreesOnDeliverSm() throws PDUStringException {
        for (int i = 0; i < ROUNDS; i++) {
            Pdu.DeliverSm ours = withoutTimes(pdus.deliverSm(i + 1));
            DeliverSm theirs = reader.deliverSm(encode(ours));
            assertSame(theirs, ours.message());
        }
    }

    @Test
    void agreesOnBind() throws PDUStringException {
        for (int i = 0; i < ROUNDS; i++) {
            Pdu.Bind ours = pdus.bind(i + 1);
            byte[] octets = encode(ours);
            Bind theirs = reader.bind(octets);
            assertThat(read(theirs.getSystemId())).isEqualTo(ours.systemId());
            assertThat(read(theirs.getPassword())).isEqualTo(ours.password());
            assertThat(read(theirs.getSystemType())).isEqualTo(ours.systemType());
            assertThat(theirs.getInterfaceVersion() & 0xFF).isEqualTo(ours.interfaceVersion());
            assertThat(read(theirs.getAddressRange()))
                    .isEqualTo(ours.addressRange().text());
        }
    }

    /** A message centre leaves the times empty, and jSMPP insists. */
    private static Pdu.DeliverSm withoutTimes(Pdu.DeliverSm pdu) {
        ShortMessage message = pdu.message();
        return new Pdu.DeliverSm(
                pdu.sequence(),
                new ShortMessage(
                        message.serviceType(),
                        message.source(),
                        message.destination(),
                        message.esmClass(),
                        message.protocolId(),
                        message.priority(),
                        "",
                        "",
                        message.registeredDelivery(),
                        message.replaceIfPresent(),
                        message.dataCoding(),
                        message.defaultMessageId(),
                        message.text(),
                        message.tlvs()));
    }

    private static void assertSame(MessageRequest theirs, ShortMessage ours) {
        assertThat(read(theirs.getServiceType())).isEqualTo(ours.serviceType());
        assertThat(new Address(
                        theirs.getSourceAddrTon() & 0xFF,
                        theirs.getSourceAddrNpi() & 0xFF,
                        read(theirs.getSourceAddr())))
                .isEqualTo(ours.source());
        assertThat(new Address(
                        theirs.getDestAddrTon() & 0xFF, theirs.getDestAddrNpi() & 0xFF, read(theirs.getDestAddress())))
                .isEqualTo(ours.destination());
        assertThat(theirs.getEsmClass() & 0xFF).isEqualTo(ours.esmClass().value());
        assertThat(theirs.getProtocolId() & 0xFF).isEqualTo(ours.protocolId());
        assertThat(theirs.getPriorityFlag() & 0xFF).isEqualTo(ours.priority());
        assertThat(theirs.getRegisteredDelivery() & 0xFF).isEqualTo(ours.registeredDelivery());
        assertThat(theirs.getReplaceIfPresent() & 0xFF).isEqualTo(ours.replaceIfPresent());
        assertThat(theirs.getDataCoding() & 0xFF).isEqualTo(ours.dataCoding().value());
        assertThat(theirs.getShortMessage()).isEqualTo(ours.text());
        OptionalParameter[] parameters = theirs.getOptionalParameters();
        assertThat(parameters).hasSize(ours.tlvs().size());
        for (int i = 0; i < parameters.length; i++) {
            byte[] serialized = parameters[i].serialize();
            assertThat(serialized.length).isEqualTo(4 + ours.tlvs().get(i).value().length);
            assertThat(serialized).endsWith(ours.tlvs().get(i).value());
        }
    }

    private byte[] composed(SubmitSm theirs, int tlvs) throws PDUStringException {
        return writer.submitSm(
                theirs.getSequenceNumber(),
                theirs.getServiceType(),
                theirs.getSourceAddrTon(),
                theirs.getSourceAddrNpi(),
                theirs.getSourceAddr(),
                theirs.getDestAddrTon(),
                theirs.getDestAddrNpi(),
                theirs.getDestAddress(),
                theirs.getEsmClass(),
                theirs.getProtocolId(),
                theirs.getPriorityFlag(),
                theirs.getScheduleDeliveryTime(),
                theirs.getValidityPeriod(),
                theirs.getRegisteredDelivery(),
                theirs.getReplaceIfPresent(),
                theirs.getDataCoding(),
                theirs.getSmDefaultMsgId(),
                theirs.getShortMessage(),
                tlvs == 0 ? new OptionalParameter[0] : theirs.getOptionalParameters());
    }

    /** jSMPP reads an empty string as null. */
    private static String read(String text) {
        return text == null ? "" : text;
    }

    private static byte[] encode(Pdu pdu) {
        ByteBuf out = Unpooled.buffer();
        new PduEncoder().encode(pdu, out);
        return ByteBufUtil.getBytes(out);
    }

    private static String hex(byte[] octets) {
        return ByteBufUtil.hexDump(octets);
    }
}
