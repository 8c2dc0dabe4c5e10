package org.waypost.gateway.smpp.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.pdu.Tlv;

/** A PDU written down field by field in {@code smpp/NAME.hex}, and what it is to be read as. */
public record GoldenPdu(String name, Pdu pdu) {
    private static final Address SUBSCRIBER = new Address(1, 1, "8613800138000");
    private static final Address SHORT_CODE = new Address(0, 1, "10001");

    public static List<GoldenPdu> all() {
        return List.of(
                new GoldenPdu("bind_receiver", bind(BindType.RECEIVER)),
                new GoldenPdu("bind_transmitter", bind(BindType.TRANSMITTER)),
                new GoldenPdu("bind_transceiver", bind(BindType.TRANSCEIVER)),
                new GoldenPdu(
                        "bind_transceiver_resp",
                        new Pdu.BindResp(
                                BindType.TRANSCEIVER,
                                1,
                                CommandStatus.OK,
                                "waypost",
                                List.of(Tlv.ofOctet(Tlv.SC_INTERFACE_VERSION, 0x34)))),
                new GoldenPdu(
                        "bind_transceiver_resp_refused",
                        new Pdu.BindResp(BindType.TRANSCEIVER, 1, CommandStatus.BIND_FAILED, "", List.of())),
                new GoldenPdu("outbind", new Pdu.Outbind(1, "smsc1", "secret")),
                new GoldenPdu("unbind", new Pdu.Unbind(0x7FFFFFFF)),
                new GoldenPdu("unbind_resp", new Pdu.UnbindResp(0x7FFFFFFF, CommandStatus.OK)),
                new GoldenPdu("enquire_link", new Pdu.EnquireLink(2)),
                new GoldenPdu("enquire_link_resp", new Pdu.EnquireLinkResp(2, CommandStatus.OK)),
                new GoldenPdu("generic_nack", new Pdu.GenericNack(0xFFFFFFFF, CommandStatus.INVALID_COMMAND_ID)),
                new GoldenPdu(
                        "submit_sm",
                        new Pdu.SubmitSm(
                                3,
                                ShortMessage.of(
                                        SUBSCRIBER,
                                        SHORT_CODE,
                                        EsmClass.DEFAULT,
                                        DataCoding.DEFAULT,
                                        ascii("CXMYD#1234")))),
                new GoldenPdu("submit_sm_all_fields", new Pdu.SubmitSm(4, everyField())),
                new GoldenPdu(
                        "submit_sm_payload",
                        new Pdu.SubmitSm(
                                5,
                                ShortMessage.of(
                                                SUBSCRIBER,
                                                SHORT_CODE,
                                                EsmClass.DEFAULT,
                                                DataCoding.DEFAULT,
                                                new byte[0])
                                        .withTlvs(List.of(
                                                new Tlv(Tlv.MESSAGE_PAYLOAD, ascii("CXMYD")),
                                                new Tlv(Tlv.SAR_MSG_REF_NUM, new byte[] {1, 2}),
                                                Tlv.ofOctet(Tlv.SAR_TOTAL_SEGMENTS, 2),
                                                Tlv.ofOctet(Tlv.SAR_SEGMENT_SEQNUM, 1))))),
                new GoldenPdu(
                        "submit_sm_resp", response(CommandId.SUBMIT_SM_RESP, 3, CommandStatus.OK, "00000000000000a1")),
                new GoldenPdu(
                        "submit_sm_resp_throttled", response(CommandId.SUBMIT_SM_RESP, 3, CommandStatus.THROTTLED, "")),
                new GoldenPdu(
                        "deliver_sm",
                        new Pdu.DeliverSm(
                                6,
                                ShortMessage.of(
                                        SHORT_CODE,
                                        SUBSCRIBER,
                                        EsmClass.WITH_USER_DATA_HEADER,
                                        DataCoding.UCS2,
                                        HexFormat.of().parseHex("050003070201957f6c99")))),
                new GoldenPdu(
                        "deliver_sm_receipt",
                        new Pdu.DeliverSm(
                                7,
                                ShortMessage.of(
                                                SUBSCRIBER,
                                                SHORT_CODE,
                                                new EsmClass(4),
                                                DataCoding.DEFAULT,
                                                ascii("id:1 stat:DELIVRD"))
                                        .withTlvs(List.of(
                                                new Tlv(Tlv.RECEIPTED_MESSAGE_ID, ascii("1\0")),
                                                Tlv.ofOctet(Tlv.MESSAGE_STATE, 2))))),
                new GoldenPdu("deliver_sm_resp", response(CommandId.DELIVER_SM_RESP, 6, CommandStatus.OK, "")),
                new GoldenPdu(
                        "data_sm",
                        new Pdu.DataSm(
                                8,
                                ShortMessage.of(
                                                SUBSCRIBER,
                                                SHORT_CODE,
                                                EsmClass.DEFAULT,
                                                new DataCoding(3),
                                                new byte[0])
                                        .withTlvs(List.of(new Tlv(Tlv.MESSAGE_PAYLOAD, ascii("Y")))))),
                new GoldenPdu("data_sm_resp", response(CommandId.DATA_SM_RESP, 8, CommandStatus.OK, "a2")));
    }

    private static Pdu.Bind bind(BindType type) {
        return new Pdu.Bind(type, 1, "smsc1", "secret", "", 0x34, Address.NONE);
    }

    private static Pdu.MessageResp response(CommandId command, int sequence, CommandStatus status, String messageId) {
        return new Pdu.MessageResp(command, sequence, status, messageId, List.of());
    }

    private static ShortMessage everyField() {
        return new ShortMessage(
                "WAP",
                SUBSCRIBER,
                SHORT_CODE,
                EsmClass.WITH_USER_DATA_HEADER,
                0x7F,
                3,
                "261124102000032R",
                "000001000000000R",
                1,
                1,
                DataCoding.UCS2,
                9,
                HexFormat.of().parseHex("0500032a0201662f"),
                List.of(
                        new Tlv(Tlv.USER_MESSAGE_REFERENCE, new byte[] {0, 42}),
                        new Tlv(0x1401, new byte[] {(byte) 0xCA, (byte) 0xFE})));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The octets of the file. */
    public byte[] octets() {
        try (InputStream file = GoldenPdu.class.getResourceAsStream("/smpp/" + name + ".hex")) {
            String hex = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .collect(Collectors.joining());
            return HexFormat.of().parseHex(hex);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
