package org.waypost.gateway.smpp.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.message.Transmission;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.pdu.Tlv;
import org.waypost.gateway.sms.Alphabet;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.UserData;

/**
 * Makes SMPP messages of a reply's segments: from the short code to the number in international form. validity_period stays
 * empty, as a message centre must leave it (SMPP 3.4, clause 4.6.1), unless we are the client of one: then it is set in the
 * relative form (clause 7.1.1.2).
 */
final class ReplyWriter {
    private static final int RECEIPT_WANTED = 0x01;

    private ReplyWriter() {}

    /** One message for each segment, or one for all of them where the peer takes message_payload. */
    static List<ShortMessage> messages(Transmission transmission, PeerProfile peer) {
        ReplyStyle style = peer.dialect().reply();
        Address from = new Address(style.sourceTon(), style.sourceNpi(), transmission.shortCode());
        Address to = new Address(
                style.destinationTon(),
                style.destinationNpi(),
                transmission.to().digits());
        Alphabet usual = peer.dialect().defaultAlphabet();
        List<UserData> segments = style.body() == ReplyStyle.Body.MESSAGE_PAYLOAD
                ? List.of(whole(transmission.segments()))
                : transmission.segments();
        return segments.stream()
                .map(segment -> message(from, to, spelled(segment, usual), coding(segment, usual), style)
                        .withValidity(validity(peer.outgoing()))
                        .withRegisteredDelivery(style.receipts() ? RECEIPT_WANTED : 0))
                .toList();
    }

    /** All segments of one reply are of one alphabet. */
    private static UserData whole(List<UserData> segments) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        segments.forEach(segment -> octets.writeBytes(segment.payload()));
        return UserData.of(segments.get(0).alphabet(), octets.toByteArray());
    }

    private static String validity(@Nullable Outgoing outgoing) {
        if (outgoing == null) {
            return "";
        }
        Duration validity = outgoing.validity();
        return "0000%02d%02d%02d%02d000R"
                .formatted(
                        validity.toDaysPart(),
                        validity.toHoursPart(),
                        validity.toMinutesPart(),
                        validity.toSecondsPart());
    }

    private static ShortMessage message(
            Address from, Address to, UserData segment, DataCoding coding, ReplyStyle style) {
        Concatenation place = segment.concatenation();
        if (style.body() == ReplyStyle.Body.MESSAGE_PAYLOAD) {
            return ShortMessage.of(from, to, EsmClass.DEFAULT, coding, new byte[0])
                    .withTlvs(List.of(new Tlv(Tlv.MESSAGE_PAYLOAD, segment.payload())));
        }
        if (place == null) {
            return ShortMessage.of(from, to, EsmClass.DEFAULT, coding, segment.payload());
        }
        if (style.parts() == ReplyStyle.Parts.SAR) {
            return ShortMessage.of(from, to, EsmClass.DEFAULT, coding, segment.payload())
                    .withTlvs(List.of(
                            Tlv.ofTwoOctets(Tlv.SAR_MSG_REF_NUM, place.reference()),
                            Tlv.ofOctet(Tlv.SAR_TOTAL_SEGMENTS, place.total()),
                            Tlv.ofOctet(Tlv.SAR_SEGMENT_SEQNUM, place.part())));
        }
        return ShortMessage.of(from, to, EsmClass.WITH_USER_DATA_HEADER, coding, segment.octets());
    }

    /** A peer to which data_coding 0 is not GSM 7-bit gets a text of that alphabet in its own. */
    private static UserData spelled(UserData segment, Alphabet usual) {
        if (segment.alphabet() != Alphabet.GSM7 || usual == Alphabet.GSM7) {
            return segment;
        }
        String text = segment.text();
        byte[] octets = switch (usual) {
            case ASCII -> text.getBytes(StandardCharsets.US_ASCII);
            case UTF8 -> text.getBytes(StandardCharsets.UTF_8);
            default -> text.getBytes(StandardCharsets.ISO_8859_1);
        };
        return new UserData(usual, segment.concatenation(), octets);
    }

    private static DataCoding coding(UserData segment, Alphabet usual) {
        if (segment.alphabet() != Alphabet.GSM7) {
            return Codings.coding(segment.alphabet());
        }
        boolean spelledInTheirs = usual != Alphabet.UCS2 && usual != Alphabet.BINARY;
        return spelledInTheirs ? DataCoding.DEFAULT : Codings.coding(Alphabet.LATIN1);
    }
}
