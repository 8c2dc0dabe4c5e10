package org.waypost.gateway.smpp.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.pdu.Tlv;

/** Well-formed PDUs of every kind, within the limits of SMPP 3.4. */
final class RandomPdus {
    private final Random random;

    RandomPdus(long seed) {
        random = new Random(seed);
    }

    Pdu next() {
        int sequence = random.nextInt();
        return switch (random.nextInt(12)) {
            case 0 -> bind(sequence);
            case 1 -> new Pdu.BindResp(bindType(), sequence, CommandStatus.OK, text(15), tlvs());
            case 2 -> new Pdu.Outbind(sequence, text(15), text(8));
            case 3 -> new Pdu.Unbind(sequence);
            case 4 -> new Pdu.EnquireLink(sequence);
            case 5 -> new Pdu.GenericNack(sequence, new CommandStatus(random.nextInt()));
            case 6 -> new Pdu.MessageResp(CommandId.SUBMIT_SM_RESP, sequence, CommandStatus.OK, text(64), tlvs());
            case 7 ->
                new Pdu.MessageResp(
                        CommandId.DELIVER_SM_RESP, sequence, new CommandStatus(random.nextInt(1, 256)), "", List.of());
            case 8 -> new Pdu.DataSm(sequence, dataMessage());
            case 9 -> deliverSm(sequence);
            default -> submitSm(sequence);
        };
    }

    Pdu.Bind bind(int sequence) {
        return new Pdu.Bind(bindType(), sequence, text(15), text(8), text(12), octet(), address(40));
    }

    Pdu.SubmitSm submitSm(int sequence) {
        return new Pdu.SubmitSm(sequence, message());
    }

    Pdu.DeliverSm deliverSm(int sequence) {
        return new Pdu.DeliverSm(sequence, message());
    }

    ShortMessage message() {
        byte[] text = new byte[random.nextInt(255)];
        random.nextBytes(text);
        return new ShortMessage(
                text(5),
                address(20),
                address(20),
                new EsmClass(octet()),
                octet(),
                octet(),
                random.nextBoolean() ? "" : "000000000100000R",
                random.nextBoolean() ? "" : "261124102000032+",
                octet(),
                octet(),
                new DataCoding(octet()),
                octet(),
                text,
                tlvs());
    }

    private ShortMessage dataMessage() {
        return new ShortMessage(
                text(5),
                address(64),
                address(64),
                new EsmClass(octet()),
                0,
                0,
                "",
                "",
                octet(),
                0,
                new DataCoding(octet()),
                0,
                new byte[0],
                tlvs());
    }

    /** Of the vendors' range, so that no size is prescribed. */
    private List<Tlv> tlvs() {
        List<Tlv> tlvs = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            byte[] value = new byte[random.nextInt(40)];
            random.nextBytes(value);
            tlvs.add(new Tlv(random.nextInt(0x1400, 0x4000), value));
        }
        return tlvs;
    }

    private BindType bindType() {
        return List.of(BindType.values()).get(random.nextInt(BindType.values().length));
    }

    private Address address(int longest) {
        return new Address(octet(), octet(), text(longest));
    }

    private int octet() {
        return random.nextInt(256);
    }

    private String text(int longest) {
        byte[] octets = new byte[random.nextInt(longest + 1)];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) random.nextInt(0x20, 0x7F);
        }
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
