package org.waypost.gateway.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserDataTest {
    private static byte[] hex(String octets) {
        return HexFormat.of().parseHex(octets);
    }

    @ParameterizedTest
    @CsvSource({
        "GSM7, 43584d59442331323334, CXMYD#1234",
        "GSM7, 1b6500, €@",
        "ASCII, 43584d5944, CXMYD",
        "ASCII, 43e9, C\uFFFD",
        "LATIN1, 4fe9, Oé",
        "UTF8, efbc83e5908ce6848f, ＃同意",
        "UTF8, efbbbf59, Y",
        "UTF8, 59c3, Y\uFFFD",
        "UTF8, 59c328, Y\uFFFD(",
        "UCS2, 540c610f, 同意",
        "UCS2, d83dde00, \uD83D\uDE00",
        "UCS2, feff0059, Y",
        "UCS2, fffe5900, Y",
        "BINARY, 43584d5944, ''",
    })
    void readsEachAlphabet(Alphabet alphabet, String octets, String text) {
        assertThat(UserData.of(alphabet, hex(octets)).text()).isEqualTo(text);
    }

    // M8
    @ParameterizedTest
    @CsvSource({"d83d0059, \uFFFDY", "de000059, \uFFFDY", "0059d83d, Y\uFFFD", "005900, Y\uFFFD", "d8, \uFFFD"})
    void badUcs2IsUnreadableNotAnError(String octets, String text) {
        assertThat(UserData.of(Alphabet.UCS2, hex(octets)).text()).isEqualTo(text);
    }

    // M8
    @ParameterizedTest
    @EnumSource
    void readsAnyOctetsInAnyAlphabet(Alphabet alphabet) {
        Random random = new Random(8);
        for (int round = 0; round < 1_000; round++) {
            byte[] octets = new byte[random.nextInt(200)];
            random.nextBytes(octets);
            String text = UserData.of(alphabet, octets).text();
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
            UserData.withHeader(alphabet, octets).ifPresent(behindHeader -> {
                assertThat(behindHeader.payload().length).isLessThanOrEqualTo(octets.length);
                assertThat(behindHeader.text()).isNotNull();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "050003cc0302 59, 204, false, 3, 2",
        "0608 04 12340201 59, 4660, true, 2, 1",
        "0a 0b0102 0304 00032a0101 59, , , , ",
        "0a 05030102 03 00032a0201 59, 42, false, 2, 1",
        "0a 00032a0201 0003ff0302 59, 255, false, 3, 2",
        "0b 2401 01 0804 00010201 2500 59, 1, true, 2, 1",
    })
    void readsTheConcatenationOutOfAHeader(
            String octets, Integer reference, Boolean wide, Integer total, Integer part) {
        UserData data =
                UserData.withHeader(Alphabet.GSM7, hex(octets.replace(" ", ""))).orElseThrow();
        assertThat(data.text()).isEqualTo("Y");
        assertThat(data.concatenation())
                .isEqualTo(reference == null ? null : new Concatenation(reference, wide, total, part));
    }

    // M9
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0400030102 59", // element longer than the header
                "03000302 59", // element cut short
                "0100 59", // identifier without a length
                "040002cc01 59", // concatenation of a wrong length
                "0008 59", // a header of no element, then text
                "00 59",
            })
    void aDamagedHeaderTellsNoConcatenation(String octets) {
        UserData data =
                UserData.withHeader(Alphabet.GSM7, hex(octets.replace(" ", ""))).orElseThrow();
        assertThat(data.concatenation()).isNull();
        assertThat(data.text()).endsWith("Y");
    }

    // M9
    @ParameterizedTest
    @ValueSource(
            strings = {
                "050003cc0300 59", // part 0
                "050003cc0304 59", // part 4 of 3
                "050003cc0000 59", // part 0 of 0
                "050003cc0001 59", // part 1 of 0
                "06080412340203 59", // part 3 of 2
                "0a 0003cc0300 0003cc0304 59", // two of them
            })
    void aPartThatCannotBeIsNoMessage(String octets) {
        assertThat(UserData.withHeader(Alphabet.GSM7, hex(octets.replace(" ", ""))))
                .isEmpty();
    }

    // M9
    @ParameterizedTest
    @ValueSource(strings = {"", "05", "050003", "43584d5944", "ff0003cc0201"})
    void aHeaderLongerThanTheMessageIsTakenForText(String octets) {
        UserData data = UserData.withHeader(Alphabet.GSM7, hex(octets)).orElseThrow();
        assertThat(data).isEqualTo(UserData.of(Alphabet.GSM7, hex(octets)));
    }

    @Test
    void aHeaderMayFillTheMessage() {
        UserData data = UserData.withHeader(Alphabet.GSM7, hex("050003cc0201")).orElseThrow();
        assertThat(data.concatenation()).isEqualTo(new Concatenation(0xCC, false, 2, 1));
        assertThat(data.text()).isEmpty();
    }

    @Test
    void writesTheHeaderItReads() {
        assertThat(new UserData(Alphabet.GSM7, new Concatenation(0xCC, false, 3, 2), hex("59")).octets())
                .isEqualTo(hex("050003cc030259"));
        assertThat(new UserData(Alphabet.UCS2, new Concatenation(0xABCD, true, 255, 255), hex("0059")).octets())
                .isEqualTo(hex("060804abcdffff0059"));
        UserData alone = UserData.of(Alphabet.GSM7, hex("59"));
        assertThat(alone.octets()).isEqualTo(hex("59"));
        assertThat(alone.hasHeader()).isFalse();
    }

    @Test
    void anyHeaderSurvivesWritingAndReading() {
        Random random = new Random(23_040);
        for (int round = 0; round < 5_000; round++) {
            boolean wide = random.nextBoolean();
            int total = 1 + random.nextInt(255);
            Concatenation concatenation =
                    new Concatenation(random.nextInt(wide ? 0x10000 : 0x100), wide, total, 1 + random.nextInt(total));
            byte[] payload = new byte[random.nextInt(140)];
            random.nextBytes(payload);
            UserData data = new UserData(Alphabet.BINARY, concatenation, payload);
            assertThat(data.hasHeader()).isTrue();
            assertThat(UserData.withHeader(Alphabet.BINARY, data.octets())).contains(data);
        }
    }

    @Test
    void tellsLengthsOnly() {
        assertThat(UserData.of(Alphabet.ASCII, hex("31323334")).toString()).doesNotContain("1234", "31", "49");
    }
}
