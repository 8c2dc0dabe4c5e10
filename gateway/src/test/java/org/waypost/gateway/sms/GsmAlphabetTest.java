package org.waypost.gateway.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GsmAlphabetTest {
    /** The default table by code points, sixteen a line, as 3GPP 23.038, clause 6.2.1, prints it in columns. */
    private static final String TABLE = """
            0040 00A3 0024 00A5 00E8 00E9 00F9 00EC 00F2 00C7 000A 00D8 00F8 000D 00C5 00E5
            0394 005F 03A6 0393 039B 03A9 03A0 03A8 03A3 0398 039E ---- 00C6 00E6 00DF 00C9
            0020 0021 0022 0023 00A4 0025 0026 0027 0028 0029 002A 002B 002C 002D 002E 002F
            0030 0031 0032 0033 0034 0035 0036 0037 0038 0039 003A 003B 003C 003D 003E 003F
            00A1 0041 0042 0043 0044 0045 0046 0047 0048 0049 004A 004B 004C 004D 004E 004F
            0050 0051 0052 0053 0054 0055 0056 0057 0058 0059 005A 00C4 00D6 00D1 00DC 00A7
            00BF 0061 0062 0063 0064 0065 0066 0067 0068 0069 006A 006B 006C 006D 006E 006F
            0070 0071 0072 0073 0074 0075 0076 0077 0078 0079 007A 00E4 00F6 00F1 00FC 00E0
            """;

    @Test
    void readsAndWritesTheDefaultTable() {
        String[] points = TABLE.strip().split("\\s+", -1);
        assertThat(points).hasSize(128);
        for (int code = 0; code < points.length; code++) {
            if (code == 0x1B) {
                continue;
            }
            String character = Character.toString(Integer.parseInt(points[code], 16));
            assertThat(GsmAlphabet.decode(new byte[] {(byte) code})).isEqualTo(character);
            assertThat(GsmAlphabet.encode(character)).containsExactly(code);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"1b14,^", "1b28,{", "1b29,}", "1b2f,\\", "1b3c,[", "1b3d,~", "1b3e,]", "1b40,|", "1b65,€"})
    void readsAndWritesTheExtensionTable(String octets, String character) {
        byte[] escaped = HexFormat.of().parseHex(octets);
        assertThat(GsmAlphabet.decode(escaped)).isEqualTo(character);
        assertThat(GsmAlphabet.encode(character)).isEqualTo(escaped);
        assertThat(GsmAlphabet.septets(character.charAt(0))).isEqualTo(2);
    }

    @Test
    void readsAndWritesAPageBreak() {
        assertThat(GsmAlphabet.decode(new byte[] {0x1B, 0x0A})).isEqualTo("\f");
        assertThat(GsmAlphabet.encode("\f")).containsExactly(0x1B, 0x0A);
    }

    // M8
    @Test
    void theAtSignIsZero() {
        assertThat(GsmAlphabet.decode(new byte[] {0x00, 0x41, 0x00})).isEqualTo("@A@");
    }

    // M8
    @ParameterizedTest
    @CsvSource({"1b, \uFFFD", "411b, A\uFFFD", "80, \uFFFD", "ff41, \uFFFDA", "1b80, \uFFFD", "1b1b1b, ' \uFFFD'"})
    void anOctetThatSpellsNothingIsUnreadable(String octets, String text) {
        assertThat(GsmAlphabet.decode(HexFormat.of().parseHex(octets))).isEqualTo(text);
    }

    @Test
    void anEmptyPlaceOfTheExtensionTableFallsBackToTheDefaultTable() {
        assertThat(GsmAlphabet.decode(new byte[] {0x1B, 0x41})).isEqualTo("A");
        assertThat(GsmAlphabet.decode(new byte[] {0x1B, 0x1B, 0x41})).isEqualTo(" A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ê", "ç", "长", "＃", "\uD83D\uDE00", "\uD83D", "\u001B", "`", "\t", "\u00A0", "\u20AB", "\uFFFD"})
    void refusesWhatItCannotSpell(String text) {
        assertThat(GsmAlphabet.covers(text)).isFalse();
        assertThatThrownBy(() -> GsmAlphabet.encode("abc" + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("character 3 of ")
                .hasMessageNotContaining("abc");
    }

    @Test
    void whatItWritesItReads() {
        Random random = new Random(23_038);
        String characters = GsmAlphabet.decode(allButEscape()) + "^{}\\[~]|€\f";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(200); i > 0; i--) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            assertThat(GsmAlphabet.decode(GsmAlphabet.encode(text.toString()))).isEqualTo(text.toString());
        }
    }

    // M8
    @Test
    void readsAnyOctetsWithoutFailing() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] octets = new byte[random.nextInt(300)];
            random.nextBytes(octets);
            assertThat(GsmAlphabet.decode(octets)).hasSizeLessThanOrEqualTo(octets.length);
        }
    }

    private static byte[] allButEscape() {
        byte[] octets = new byte[127];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (i < 0x1B ? i : i + 1);
        }
        return octets;
    }
}
