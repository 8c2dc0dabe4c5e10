package org.waypost.gateway.smpp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.pdu.Tlv;

class PduDecoderTest {
    private static final String SUBMIT_SM_UP_TO_LENGTH = text("") + "0101" + text("8613800138000") + "0001"
            + text("10001") + "000000" + text("") + text("") + "00000000";

    private final PduDecoder decoder = new PduDecoder(FieldLimits.LENIENT);

    // M2
    @Test
    void answersABodyThatEndsBeforeAnyOfItsFields() {
        byte[] whole = new GoldenPdu("submit_sm", null).octets();
        for (int length = Header.LENGTH; length < whole.length; length++) {
            Decoded decoded = decoder.decode(Unpooled.copiedBuffer(whole, 0, length));

            assertThat(decoded).isInstanceOf(Decoded.Unreadable.class);
            assertThat(((Decoded.Unreadable) decoded).header().sequence()).isEqualTo(3);
        }
    }

    // M2
    @ParameterizedTest
    @ValueSource(strings = {"00", "0000", "000000", "00000000", "0000000000"})
    void overlooksNulsAfterTheText(String nuls) {
        assertThat(message(submitSm("01" + "59" + nuls)).message().text())
                .asHexString()
                .isEqualTo("59");
    }

    // M2
    @Test
    void overlooksANulBetweenTextAndTlvs() {
        Pdu.MessageRequest request = message(submitSm("01" + "59" + "00" + "02040002002a"));

        assertThat(request.message().tlvs()).containsExactly(new Tlv(Tlv.USER_MESSAGE_REFERENCE, new byte[] {0, 42}));
    }

    // M2
    @Test
    void refusesStrayOctetsAfterTheText() {
        assertThat(refusal(submitSm("01" + "59" + "ABCDEF"))).isEqualTo(CommandStatus.INVALID_TLV_STREAM);
    }

    // M2
    @ParameterizedTest
    @ValueSource(strings = {"00000015", "00000006"})
    void overlooksABodyWhereThereShouldBeNone(String command) {
        assertThat(decoder.decode(frame(command, "CAFE"))).isInstanceOf(Decoded.Understood.class);
    }

    // M3
    @ParameterizedTest
    @ValueSource(strings = {"00000000", "0000000a", "00000114", "00010200", "7fffffff"})
    void knowsNoOtherOperations(String command) {
        assertThat(refusal(frame(command, "CAFE"))).isEqualTo(CommandStatus.INVALID_COMMAND_ID);
    }

    // M5
    @ParameterizedTest
    @CsvSource({
        // what is too long, and where it stands among the six strings of a bind or a message
        "system_id, 0x0F",
        "password, 0x0E",
        "system_type, 0x53",
    })
    void refusesOverlongStringsOfABindByTheirOwnStatus(String field, String status) {
        StringBuilder body = new StringBuilder();
        for (String each : List.of("system_id", "password", "system_type")) {
            body.append(text("x".repeat(each.equals(field) ? 65 : 3)));
        }
        body.append("34000000");

        assertThat(refusal(frame("00000009", body.toString())).value()).isEqualTo(Integer.decode(status));
    }

    // M5
    @ParameterizedTest
    @CsvSource({"service_type, 0x15", "source, 0x0A", "destination, 0x0B", "schedule, 0x61", "validity, 0x62"})
    void refusesOverlongStringsOfAMessageByTheirOwnStatus(String field, String status) {
        String body = textFor("service_type", field) + "0101" + textFor("source", field) + "0001"
                + textFor("destination", field) + "000000" + textFor("schedule", field) + textFor("validity", field)
                + "0000000000";

        assertThat(refusal(frame("00000004", body)).value()).isEqualTo(Integer.decode(status));
    }

    // M5
    @Test
    void neverLooksForANulBeyondTheFrame() {
        String unterminated = "61".repeat(8);
        ByteBuf twoFrames = Unpooled.wrappedBuffer(frame("00000009", unterminated), frame("00000015", ""));
        ByteBuf first = twoFrames.readSlice(Header.LENGTH + 8);

        assertThat(refusal(first)).isEqualTo(CommandStatus.INVALID_SYSTEM_ID);
    }

    // M5
    @Test
    void takesLongerNamesAndPasswordsThanTheStandardFromThosePermittedTo() {
        String body = text("x".repeat(16)) + text("y".repeat(9)) + text("") + "34000000";

        assertThat(decoder.decode(frame("00000009", body))).isInstanceOf(Decoded.Understood.class);
        assertThat(new PduDecoder(FieldLimits.STANDARD).decode(frame("00000009", body)))
                .isInstanceOf(Decoded.Unreadable.class);
    }

    // M6
    @Test
    void readsTextsOfAnyLengthTheLengthOctetCanSay() {
        assertThat(message(submitSm("ff" + "41".repeat(255))).message().text()).hasSize(255);
    }

    // M6
    @Test
    void refusesALengthThatTheBodyDoesNotHave() {
        assertThat(refusal(submitSm("05" + "41".repeat(4)))).isEqualTo(CommandStatus.INVALID_MESSAGE_LENGTH);
    }

    // M7
    @ParameterizedTest
    @CsvSource({
        "0204000200, 0xC0", // ends within the value
        "02040002, 0xC0", // ends before the value
        "0204ffff002a, 0xC0", // longer than the PDU
        "020400012a, 0xC2", // user_message_reference of one octet
        "020c0003010203, 0xC2", // sar_msg_ref_num of three
        "020e00020102, 0xC2" // sar_total_segments of two
    })
    void refusesBadTlvs(String tlvs, String status) {
        assertThat(refusal(submitSm("0159" + tlvs)).value()).isEqualTo(Integer.decode(status));
    }

    // M7
    @Test
    void keepsUnknownAndRepeatedTlvs() {
        List<Tlv> tlvs = message(submitSm("0159" + "14010001AA" + "020400020001" + "020400020002"))
                .message()
                .tlvs();

        assertThat(tlvs).hasSize(3);
        assertThat(Tlv.find(tlvs, Tlv.USER_MESSAGE_REFERENCE).number()).isEqualTo(1);
    }

    // M7
    @Test
    void takesSixtyFourTlvsAndNotOneMore() {
        assertThat(message(submitSm("0159" + "14010001AA".repeat(64))).message().tlvs())
                .hasSize(64);
        assertThat(refusal(submitSm("0159" + "14010001AA".repeat(65)))).isEqualTo(CommandStatus.INVALID_TLV_STREAM);
        assertThat(refusal(submitSm("0159" + "14010001AA".repeat(1000)))).isEqualTo(CommandStatus.INVALID_TLV_STREAM);
    }

    // M18
    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x03, 0x33, 0x34, 0x50, 0xFF})
    void takesAnyInterfaceVersion(int version) {
        String body = text("a") + text("b") + text("") + "%02x000000".formatted(version);

        Decoded.Understood decoded = (Decoded.Understood) decoder.decode(frame("00000009", body));
        assertThat(((Pdu.Bind) decoded.pdu()).interfaceVersion()).isEqualTo(version);
    }

    // M18
    @Test
    void takesTypesOfNumberThatTheStandardDoesNotKnow() {
        String body =
                text("") + "ffff" + text("1") + "eedd" + text("2") + "000000" + text("") + text("") + "0000000000";

        assertThat(message(frame("00000004", body)).message().source().ton()).isEqualTo(0xFF);
    }

    // M18
    @ParameterizedTest
    @ValueSource(strings = {"", "00", "6964", "696400", "6964001401000100", "00ffffffff", "6964ff"})
    void everyResponseSettlesWhateverItsBody(String body) {
        assertThat(decoder.decode(frame("80000005", body)))
                .isInstanceOfSatisfying(
                        Decoded.Understood.class,
                        understood -> assertThat(understood.pdu().sequence()).isEqualTo(0x11223344));
    }

    // M18
    @ParameterizedTest
    @ValueSource(strings = {"", "00", "77617970 6f7374 00", "776179706f7374"})
    void takesBindResponsesWithoutTlvOrBody(String body) {
        assertThat(decoder.decode(frame("80000009", body.replace(" ", "")))).isInstanceOf(Decoded.Understood.class);
    }

    // M19
    @ParameterizedTest
    @EnumSource(
            value = CommandId.class,
            names = {
                "QUERY_SM",
                "REPLACE_SM",
                "CANCEL_SM",
                "SUBMIT_MULTI",
                "ALERT_NOTIFICATION",
                "BROADCAST_SM",
                "QUERY_BROADCAST_SM",
                "CANCEL_BROADCAST_SM"
            })
    void knowsTheOperationsItDoesNotServeWhateverTheirBody(CommandId command) {
        assertThat(decoder.decode(frame("%08x".formatted(command.value()), "CAFE")))
                .isEqualTo(new Decoded.Understood(new Pdu.OtherRequest(command, 0x11223344)));
    }

    /** The decoder takes the destination of the message before for the same one again, where it is. */
    @Test
    void aDestinationIsItsOwnWhateverWasBeforeIt() {
        List<Address> destinations = List.of(
                new Address(0, 1, "10001"),
                new Address(0, 1, "10001"),
                new Address(0, 1, "10002"),
                new Address(0, 1, "1000"),
                new Address(1, 1, "1000"),
                new Address(1, 0, "1000"),
                new Address(1, 0, "\u00FF"),
                Address.NONE,
                new Address(0, 1, ""),
                new Address(0, 1, "10001"));
        for (Address destination : destinations) {
            ByteBuf out = Unpooled.buffer();
            ShortMessage message = ShortMessage.of(
                    new Address(1, 1, "10001"), destination, EsmClass.DEFAULT, DataCoding.DEFAULT, new byte[0]);
            new PduEncoder().encode(new Pdu.SubmitSm(1, message), out);
            assertThat(message(out).message()).isEqualTo(message);
            assertThat(refusal(submitSm("05"))).isEqualTo(CommandStatus.INVALID_MESSAGE_LENGTH);
        }
    }

    @Test
    void reasonsSayNothingThatASubscriberWrote() {
        Decoded.Unreadable unreadable = (Decoded.Unreadable) decoder.decode(submitSm("05" + "43584d59"));

        assertThat(unreadable.reason()).isEqualTo("short_message of 4 octets (expected 5 before the PDU ends)");
    }

    @Test
    void neverThrowsOnRandomOctets() {
        Random random = new Random(3_4);
        for (int i = 0; i < 50_000; i++) {
            byte[] octets = new byte[random.nextInt(120)];
            random.nextBytes(octets);
            if (octets.length >= Header.LENGTH) {
                CommandId[] commands = CommandId.values();
                Unpooled.wrappedBuffer(octets).setInt(4, commands[random.nextInt(commands.length)].value());
            }
            assertThat(decoder.decode(Unpooled.wrappedBuffer(octets))).isNotNull();
        }
    }

    @Test
    void neverThrowsOnAGoodPduWithOneOctetChanged() {
        for (GoldenPdu golden : GoldenPdu.all()) {
            byte[] octets = golden.octets();
            for (int at = 0; at < octets.length; at++) {
                for (int value : new int[] {0x00, 0x01, 0x7F, 0x80, 0xFF}) {
                    byte[] changed = octets.clone();
                    changed[at] = (byte) value;
                    assertThat(decoder.decode(Unpooled.wrappedBuffer(changed))).isNotNull();
                }
            }
        }
    }

    private static String textFor(String field, String overlong) {
        return text(field.equals(overlong) ? "1".repeat(65) : "");
    }

    private static String text(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1)) + "00";
    }

    private static ByteBuf submitSm(String fromLengthOn) {
        return frame("00000004", SUBMIT_SM_UP_TO_LENGTH + fromLengthOn);
    }

    private static ByteBuf frame(String command, String body) {
        String rest = command + "00000000" + "11223344" + body;
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex("%08x".formatted(4 + rest.length() / 2) + rest));
    }

    private Pdu.MessageRequest message(ByteBuf frame) {
        return (Pdu.MessageRequest) ((Decoded.Understood) decoder.decode(frame)).pdu();
    }

    private CommandStatus refusal(ByteBuf frame) {
        return ((Decoded.Unreadable) decoder.decode(frame)).status();
    }
}
