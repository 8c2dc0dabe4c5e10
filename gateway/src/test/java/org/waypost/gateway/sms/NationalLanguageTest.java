package org.waypost.gateway.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NationalLanguageTest {
    private static final int ESCAPE = 0x1B;

    /** 3GPP 23.038, clause A.3.1, by code points, sixteen a line. */
    private static final String TURKISH_LOCKING = """
            0040 00A3 0024 00A5 20AC 00E9 00F9 0131 00F2 00C7 000A 011E 011F 000D 00C5 00E5
            0394 005F 03A6 0393 039B 03A9 03A0 03A8 03A3 0398 039E ---- 015E 015F 00DF 00C9
            0020 0021 0022 0023 00A4 0025 0026 0027 0028 0029 002A 002B 002C 002D 002E 002F
            0030 0031 0032 0033 0034 0035 0036 0037 0038 0039 003A 003B 003C 003D 003E 003F
            0130 0041 0042 0043 0044 0045 0046 0047 0048 0049 004A 004B 004C 004D 004E 004F
            0050 0051 0052 0053 0054 0055 0056 0057 0058 0059 005A 00C4 00D6 00D1 00DC 00A7
            00E7 0061 0062 0063 0064 0065 0066 0067 0068 0069 006A 006B 006C 006D 006E 006F
            0070 0071 0072 0073 0074 0075 0076 0077 0078 0079 007A 00E4 00F6 00F1 00FC 00E0
            """;

    /** Clause A.3.3. */
    private static final String PORTUGUESE_LOCKING = """
            0040 00A3 0024 00A5 00EA 00E9 00FA 00ED 00F3 00E7 000A 00D4 00F4 000D 00C1 00E1
            0394 005F 00AA 00C7 00C0 221E 005E 005C 20AC 00D3 007C ---- 00C2 00E2 00CA 00C9
            0020 0021 0022 0023 00BA 0025 0026 0027 0028 0029 002A 002B 002C 002D 002E 002F
            0030 0031 0032 0033 0034 0035 0036 0037 0038 0039 003A 003B 003C 003D 003E 003F
            00CD 0041 0042 0043 0044 0045 0046 0047 0048 0049 004A 004B 004C 004D 004E 004F
            0050 0051 0052 0053 0054 0055 0056 0057 0058 0059 005A 00C3 00D5 00DA 00DC 00A7
            007E 0061 0062 0063 0064 0065 0066 0067 0068 0069 006A 006B 006C 006D 006E 006F
            0070 0071 0072 0073 0074 0075 0076 0077 0078 0079 007A 00E3 00F5 0060 00FC 00E0
            """;

    /** Clause A.2.1: the code, and the code point it yields behind an escape. */
    private static final String TURKISH_SINGLE = """
            0A 000C  14 005E  28 007B  29 007D  2F 005C  3C 005B  3D 007E  3E 005D  40 007C  47 011E  49 0130  53 015E
            63 00E7  65 20AC  67 011F  69 0131  73 015F
            """;

    /** Clause A.2.2. */
    private static final String SPANISH_SINGLE = """
            09 00E7  0A 000C  14 005E  28 007B  29 007D  2F 005C  3C 005B  3D 007E  3E 005D  40 007C  41 00C1  49 00CD
            4F 00D3  55 00DA  61 00E1  65 20AC  69 00ED  6F 00F3  75 00FA
            """;

    /** Clause A.2.3. */
    private static final String PORTUGUESE_SINGLE = """
            05 00EA  09 00E7  0A 000C  0B 00D4  0C 00F4  0E 00C1  0F 00E1  12 03A6  13 0393  14 005E  15 03A9  16 03A0
            17 03A8  18 03A3  19 0398  1F 00CA  28 007B  29 007D  2F 005C  3C 005B  3D 007E  3E 005D  40 007C  41 00C0
            49 00CD  4F 00D3  55 00DA  5B 00C3  5C 00D5  61 00C2  65 20AC  69 00ED  6F 00F3  75 00FA  7B 00E3  7C 00F5
            7F 00E2
            """;

    @Test
    void readsTheLockingShiftTables() {
        assertLocking(NationalLanguage.TURKISH, TURKISH_LOCKING);
        assertLocking(NationalLanguage.PORTUGUESE, PORTUGUESE_LOCKING);
    }

    private static void assertLocking(NationalLanguage language, String table) {
        String[] points = table.strip().split("\\s+", -1);
        assertThat(points).hasSize(128);
        ShiftTables tables = ShiftTables.DEFAULT.withLocking(language);
        for (int code = 0; code < points.length; code++) {
            if (code != ESCAPE) {
                assertThat(GsmAlphabet.decode(new byte[] {(byte) code}, tables))
                        .as("%s 0x%02X", language, code)
                        .isEqualTo(Character.toString(Integer.parseInt(points[code], 16)));
            }
        }
    }

    @Test
    void readsTheSingleShiftTables() {
        assertSingle(NationalLanguage.TURKISH, TURKISH_SINGLE);
        assertSingle(NationalLanguage.SPANISH, SPANISH_SINGLE);
        assertSingle(NationalLanguage.PORTUGUESE, PORTUGUESE_SINGLE);
    }

    /** Every code the table leaves empty yields what the locking shift table has there, or the default alphabet. */
    private static void assertSingle(NationalLanguage language, String table) {
        Map<Integer, String> spelled = new HashMap<>();
        String[] pairs = table.strip().split("\\s+", -1);
        for (int i = 0; i < pairs.length; i += 2) {
            spelled.put(HexFormat.fromHexDigits(pairs[i]), Character.toString(HexFormat.fromHexDigits(pairs[i + 1])));
        }
        for (NationalLanguage locking : NationalLanguage.values()) {
            ShiftTables tables = new ShiftTables(locking, language);
            for (int code = 0; code < 128; code++) {
                String otherwise = code == ESCAPE ? " " : GsmAlphabet.decode(new byte[] {(byte) code}, tables);
                assertThat(GsmAlphabet.decode(new byte[] {ESCAPE, (byte) code}, tables))
                        .as("%s 0x%02X", tables, code)
                        .isEqualTo(spelled.getOrDefault(code, otherwise));
            }
        }
    }

    @Test
    void spanishHasNoLockingShiftTable() {
        byte[] all = new byte[128];
        for (int code = 0; code < all.length; code++) {
            all[code] = (byte) (code == ESCAPE ? 0 : code);
        }
        assertThat(GsmAlphabet.decode(all, ShiftTables.DEFAULT.withLocking(NationalLanguage.SPANISH)))
                .isEqualTo(GsmAlphabet.decode(all));
    }

    /** The letters of a query code stand where the default alphabet has them, whatever is announced. */
    @ParameterizedTest
    @EnumSource
    void aQueryCodeReadsTheSameInEveryTable(NationalLanguage locking) {
        byte[] code = HexFormat.of().parseHex("43584d5944233132333458");
        for (NationalLanguage single : NationalLanguage.values()) {
            assertThat(GsmAlphabet.decode(code, new ShiftTables(locking, single)))
                    .isEqualTo("CXMYD#1234X");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "03 240101 1b49 07, İì", // Turkish, single only
        "03 250101 1b65 40, €İ", // locking only
        "06 240101 250101 1b63 60, çç",
        "06 250103 240102 1b61 60, á~", // Portuguese and Spanish, one of each
        "06 240101 240103 1b41, À", // of two the last
        "06 240101 240104 1b47, Ğ", // Bengali is not read: what was announced stays
        "03 250102 40, ¡", // Spanish has no such table
        "08 0003cc0201 250101 40, İ", // beside a concatenation
        "03 2401ff 1b65, €",
    })
    void readsWhatAHeaderAnnounces(String octets, String text) {
        assertThat(read(Alphabet.GSM7, octets).text()).isEqualTo(text);
    }

    // M8, M9
    @ParameterizedTest
    @CsvSource({
        "02 2400 40, ¡", // no language
        "04 25020101 40, ¡", // two octets of language
        "02 2501 40, ¡", // ends before its language
        "05 250101 2505 40, ¡", // another element does not add up: none of them counts
        "03 250101, ''",
        "03 250101 1b, \uFFFD",
        "03 250101 80ff, \uFFFD\uFFFD",
    })
    void aDamagedHeaderAnnouncesNothing(String octets, String text) {
        assertThat(read(Alphabet.GSM7, octets).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GSM7")
    void concernsTheGsmAlphabetAlone(Alphabet other) {
        assertThat(read(other, "03 250101 4040")).isEqualTo(UserData.of(other, new byte[] {0x40, 0x40}));
    }

    @Test
    void joinsPartsEachInItsTables() {
        UserData turkish = read(Alphabet.GSM7, "08 0003010301 250101 401b");
        UserData goesOn = read(Alphabet.GSM7, "08 0003010302 250101 6540");
        UserData plain = read(Alphabet.GSM7, "05 0003010303 40");
        assertThat(LongMessage.text(Arrays.asList(turkish, goesOn, plain))).isEqualTo("İ€İ¡");
    }

    @Test
    void isToldByTheSpelling() {
        for (NationalLanguage locking : NationalLanguage.values()) {
            for (NationalLanguage single : NationalLanguage.values()) {
                ShiftTables tables = new ShiftTables(locking, single);
                UserData data = new UserData(Alphabet.GSM7, tables, null, new byte[] {0x40});
                assertThat(UserData.of(data.spelling(), data.payload())).isEqualTo(data);
            }
        }
        for (Alphabet alphabet : Alphabet.values()) {
            assertThat(UserData.of(alphabet, new byte[0]).spelling()).isEqualTo(alphabet.name());
        }
    }

    // M8
    @Test
    void readsAnyOctetsInAnyTables() {
        Random random = new Random(0x24);
        NationalLanguage[] languages = NationalLanguage.values();
        for (int round = 0; round < 2_000; round++) {
            byte[] octets = new byte[random.nextInt(200)];
            random.nextBytes(octets);
            ShiftTables tables = new ShiftTables(
                    languages[random.nextInt(languages.length)], languages[random.nextInt(languages.length)]);
            assertThat(GsmAlphabet.decode(octets, tables))
                    .hasSizeLessThanOrEqualTo(octets.length)
                    .doesNotContain("\0");
        }
    }

    private static UserData read(Alphabet alphabet, String octets) {
        return UserData.withHeader(alphabet, HexFormat.of().parseHex(octets.replace(" ", "")))
                .orElseThrow();
    }
}
