package org.waypost.gateway.smpp.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.gateway.message.Transmission;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.pdu.Tlv;
import org.waypost.gateway.sms.Alphabet;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.UserData;
import org.waypost.itinerary.model.Msisdn;

class ReplyWriterTest {
    private static final PeerProfile PEER = PeerProfile.of("carrier", "smsc1", Password.of("x".getBytes(US_ASCII)));

    @Test
    void goesFromTheShortCodeToTheNumberInInternationalForm() {
        ShortMessage message = write(
                PEER.withReply(ReplyStyle.DEFAULT.withSource(3, 9)), UserData.of(Alphabet.GSM7, new byte[] {0x41}));

        assertThat(message.source()).isEqualTo(new Address(3, 9, "10001"));
        assertThat(message.destination()).isEqualTo(new Address(1, 1, "8613800138000"));
        assertThat(message.esmClass()).isEqualTo(EsmClass.DEFAULT);
        assertThat(message.dataCoding()).isEqualTo(DataCoding.DEFAULT);
        assertThat(message.text()).containsExactly(0x41);
    }

    // D6
    @Test
    void leavesTheTimesEmptyAsAMessageCentreMust() {
        ShortMessage message = write(PEER, UserData.of(Alphabet.GSM7, new byte[0]));

        assertThat(message.validity()).isEmpty();
        assertThat(message.schedule()).isEmpty();
        assertThat(message.registeredDelivery()).isZero();
    }

    @Test
    void putsTheConcatenationBeforeTheText() {
        ShortMessage message =
                write(PEER, new UserData(Alphabet.UCS2, new Concatenation(0x0102, true, 3, 2), new byte[] {0x4E, 0}));

        assertThat(message.esmClass()).isEqualTo(EsmClass.WITH_USER_DATA_HEADER);
        assertThat(message.dataCoding()).isEqualTo(DataCoding.UCS2);
        assertThat(message.text()).containsExactly(6, 8, 4, 1, 2, 3, 2, 0x4E, 0);
    }

    private static ShortMessage write(PeerProfile peer, UserData segment) {
        return ReplyWriter.messages(
                        new Transmission(1, "carrier", "10001", Msisdn.ofDigits("8613800138000"), List.of(segment)),
                        peer)
                .get(0);
    }

    private static final Transmission IN_TWO_PARTS = new Transmission(
            1,
            "carrier",
            "10001",
            Msisdn.ofDigits("8613800138000"),
            List.of(
                    new UserData(Alphabet.UCS2, new Concatenation(0x0102, true, 2, 1), new byte[] {0x4E, 0}),
                    new UserData(Alphabet.UCS2, new Concatenation(0x0102, true, 2, 2), new byte[] {0x4E, 1})));

    @Test
    void tellsPartsByTheSarParametersWhereThePeerWantsThem() {
        PeerProfile peer = PEER.withReply(ReplyStyle.DEFAULT.withParts(ReplyStyle.Parts.SAR));

        ShortMessage second = ReplyWriter.messages(IN_TWO_PARTS, peer).get(1);

        assertThat(second.esmClass()).isEqualTo(EsmClass.DEFAULT);
        assertThat(second.text()).containsExactly(0x4E, 1);
        assertThat(second.tlvs())
                .containsExactly(
                        Tlv.ofTwoOctets(Tlv.SAR_MSG_REF_NUM, 0x0102),
                        Tlv.ofOctet(Tlv.SAR_TOTAL_SEGMENTS, 2),
                        Tlv.ofOctet(Tlv.SAR_SEGMENT_SEQNUM, 2));
    }

    @Test
    void putsTheWholeTextIntoOneMessagePayloadWhereThePeerTakesIt() {
        PeerProfile peer = PEER.withReply(ReplyStyle.DEFAULT.withBody(ReplyStyle.Body.MESSAGE_PAYLOAD));

        assertThat(ReplyWriter.messages(IN_TWO_PARTS, peer)).singleElement().satisfies(message -> {
            assertThat(message.text()).isEmpty();
            assertThat(message.esmClass()).isEqualTo(EsmClass.DEFAULT);
            assertThat(message.dataCoding()).isEqualTo(DataCoding.UCS2);
            assertThat(message.tlvs()).containsExactly(new Tlv(Tlv.MESSAGE_PAYLOAD, new byte[] {0x4E, 0, 0x4E, 1}));
        });
    }

    @Test
    void asksForReceiptsWhereTheProfileSaysSo() {
        PeerProfile peer = PEER.withReply(ReplyStyle.DEFAULT.withReceipts(true));

        assertThat(write(peer, UserData.of(Alphabet.GSM7, new byte[0])).registeredDelivery())
                .isEqualTo(1);
    }

    /** {@code a@_é€}: five characters that GSM 7-bit spells otherwise than the others. */
    @ParameterizedTest
    @CsvSource({
        "GSM7, 0, 61 00 11 05 1B65",
        "LATIN1, 0, 61 40 5F E9 3F",
        "ASCII, 0, 61 40 5F 3F 3F",
        "UTF8, 0, 61 40 5F C3A9 E282AC",
        "UCS2, 3, 61 40 5F E9 3F"
    })
    void spellsALatinTextSoThatThePeerReadsIt(Alphabet usual, int dataCoding, String octets) {
        ShortMessage message = write(
                PEER.withDefaultAlphabet(usual), UserData.of(Alphabet.GSM7, new byte[] {0x61, 0, 0x11, 5, 0x1B, 0x65}));

        assertThat(message.dataCoding()).isEqualTo(new DataCoding(dataCoding));
        assertThat(message.text()).isEqualTo(HexFormat.of().parseHex(octets.replace(" ", "")));
    }
}
