package org.waypost.gateway.smpp.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.gateway.message.Receipt;
import org.waypost.gateway.smpp.exchange.QuestionReader.Reading;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.pdu.Tlv;
import org.waypost.gateway.sms.Alphabet;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.UserData;

class QuestionReaderTest {
    private static final byte[] TEXT = "CXMYD#1234".getBytes(US_ASCII);

    private final QuestionReader reader = new QuestionReader(Alphabet.GSM7, 0x34);

    @Test
    void readsTheText() {
        assertThat(question(message(0, TEXT)).data()).isEqualTo(UserData.of(Alphabet.GSM7, TEXT));
    }

    @Test
    void readsThePayloadWhereThereIsNoText() {
        assertThat(question(message(0, new byte[0], new Tlv(Tlv.MESSAGE_PAYLOAD, TEXT)))
                        .data())
                .isEqualTo(UserData.of(Alphabet.GSM7, TEXT));
    }

    // M6
    @Test
    void refusesTextAndPayloadAtOnce() {
        assertThat(reader.read(message(0, TEXT, new Tlv(Tlv.MESSAGE_PAYLOAD, TEXT))))
                .isEqualTo(new Reading.Refused(CommandStatus.INVALID_MESSAGE_LENGTH));
        assertThat(question(message(0, TEXT, new Tlv(Tlv.MESSAGE_PAYLOAD, new byte[0])))
                        .data())
                .isEqualTo(UserData.of(Alphabet.GSM7, TEXT));
    }

    // M6
    @ParameterizedTest
    @CsvSource({"0x33, 254, true", "0x34, 254, true", "0x33, 255, false", "0x34, 255, false", "0x50, 255, true"})
    void takesAsMuchTextAsThePeersVersionAllows(String version, int length, boolean taken) {
        QuestionReader ofVersion = new QuestionReader(Alphabet.GSM7, Integer.decode(version));

        assertThat(ofVersion.read(message(0, new byte[length])) instanceof Reading.Question)
                .isEqualTo(taken);
    }

    // M14
    @ParameterizedTest
    @ValueSource(ints = {0x04, 0x44, 0x20, 0x07})
    void aReportIsNeverAQuestion(int esmClass) {
        assertThat(reader.read(message(esmClass, TEXT))).isInstanceOf(Reading.Report.class);
    }

    // M14
    @ParameterizedTest
    @ValueSource(ints = {0x08, 0x10, 0x18, 0x1C, 0x24, 0x3C})
    void neitherIsAnAcknowledgement(int esmClass) {
        assertThat(reader.read(message(esmClass, TEXT)))
                .isEqualTo(new Reading.Refused(CommandStatus.INVALID_ESM_CLASS));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x02, 0x03, 0x80})
    void messagingModeAndReplyPathDoNotMatter(int esmClass) {
        assertThat(reader.read(message(esmClass, TEXT))).isInstanceOf(Reading.Question.class);
    }

    // M9
    @ParameterizedTest
    @CsvSource({
        "0500032a0201 59, 42, false, 2, 1",
        "060804012c0302 59, 300, true, 3, 2",
        "0b05040b8423f00003070402 59, 7, false, 4, 2", // port numbers before it
    })
    void readsConcatenationFromTheHeader(String octets, int reference, boolean wide, int total, int part) {
        byte[] userData = HexFormat.of().parseHex(octets.replace(" ", ""));

        assertThat(question(message(0x40, userData)).data())
                .isEqualTo(new UserData(
                        Alphabet.GSM7, new Concatenation(reference, wide, total, part), new byte[] {0x59}));
    }

    // M9
    @ParameterizedTest
    @ValueSource(strings = {"", "00", "ff59", "0500032a02", "03", "0100"})
    void neverThrowsOnABrokenHeader(String octets) {
        assertThat(reader.read(message(0x40, HexFormat.of().parseHex(octets)))).isInstanceOf(Reading.Question.class);
    }

    // M9
    @ParameterizedTest
    @ValueSource(strings = {"0500032a0200 59", "0500032a0203 59", "0500032a0000 59", "060804012c0203 59"})
    void aPartThatCannotBeIsRefusedAndNeverAQuestion(String octets) {
        byte[] userData = HexFormat.of().parseHex(octets.replace(" ", ""));

        assertThat(reader.read(message(0x40, userData)))
                .isEqualTo(new Reading.Refused(CommandStatus.INVALID_ESM_CLASS));
    }

    // M9
    @Test
    void readsConcatenationFromTheSarParameters() {
        assertThat(question(message(0, TEXT, sar(258, 2, 1))).data())
                .isEqualTo(new UserData(Alphabet.GSM7, new Concatenation(258, true, 2, 1), TEXT));
    }

    // M9
    @Test
    void believesTheHeaderRatherThanTheSarParameters() {
        byte[] userData = HexFormat.of().parseHex("0500032a020159");

        assertThat(question(message(0x40, userData, sar(258, 3, 2))).data().concatenation())
                .isEqualTo(new Concatenation(42, false, 2, 1));
    }

    // M9
    @ParameterizedTest
    @CsvSource({"2, 0", "2, 3", "0, 0", "0, 1"})
    void refusesSarParametersThatMakeNoSense(int total, int part) {
        assertThat(reader.read(message(0, TEXT, sar(1, total, part))))
                .isEqualTo(new Reading.Refused(CommandStatus.INVALID_TLV_VALUE));
    }

    // M9
    @Test
    void ignoresSarParametersThatAreNotComplete() {
        assertThat(question(message(0, TEXT, Tlv.ofOctet(Tlv.SAR_TOTAL_SEGMENTS, 2)))
                        .data()
                        .concatenation())
                .isNull();
    }

    // D4
    @Test
    void handsOnTheReferenceByWhichThePeerTellsRepeats() {
        assertThat(question(message(0, TEXT)).reference()).isNull();
        assertThat(question(message(0, TEXT, new Tlv(Tlv.USER_MESSAGE_REFERENCE, new byte[] {0x01, 0x2C})))
                        .reference())
                .isEqualTo("012c");
    }

    private static Tlv[] sar(int reference, int total, int part) {
        return new Tlv[] {
            new Tlv(Tlv.SAR_MSG_REF_NUM, new byte[] {(byte) (reference >> 8), (byte) reference}),
            Tlv.ofOctet(Tlv.SAR_TOTAL_SEGMENTS, total),
            Tlv.ofOctet(Tlv.SAR_SEGMENT_SEQNUM, part)
        };
    }

    private static ShortMessage message(int esmClass, byte[] text, Tlv... tlvs) {
        return ShortMessage.of(Address.NONE, Address.NONE, new EsmClass(esmClass), DataCoding.DEFAULT, text)
                .withTlvs(List.of(tlvs));
    }

    private Reading.Question question(ShortMessage message) {
        return (Reading.Question) reader.read(message);
    }

    // M14
    @Test
    void readsAReceiptFromItsTextAndFromTheParametersMadeForIt() {
        byte[] text = "id:7 sub:001 dlvrd:001 done date:2611241530 stat:DELIVRD err:000".getBytes(US_ASCII);

        assertThat(reader.read(message(0x04, text)))
                .isEqualTo(new Reading.Report(
                        new Receipt("7", Receipt.Fate.DELIVERED, null, LocalDateTime.of(2026, 11, 24, 15, 30))));
        assertThat(reader.read(message(
                        0x04,
                        new byte[0],
                        new Tlv(Tlv.RECEIPTED_MESSAGE_ID, new byte[] {'1', 'F', 0}),
                        Tlv.ofOctet(Tlv.MESSAGE_STATE, 5))))
                .isEqualTo(new Reading.Report(new Receipt("1F", Receipt.Fate.FAILED, null, null)));
        assertThat(reader.read(message(0x04, TEXT))).isEqualTo(new Reading.Report(null));
    }
}
