package org.waypost.gateway.smpp.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.sms.Alphabet;

class CodingsTest {
    // M8
    @ParameterizedTest
    @CsvSource({
        "GSM7, 00 10 11 12 13 F0 F1 F2 F3 C0 C8 D0 D8",
        "ASCII, 01",
        "LATIN1, 03",
        "UCS2, 08 18 19 1A 1B E0 E8",
        "BINARY, 02 04 05 06 07 09 0A 0D 0E 0F 14 15 1C F4 F5 F7 20 2F 7F 80 BF"
    })
    void namesTheAlphabet(Alphabet alphabet, String codings) {
        for (String coding : codings.split(" ", -1)) {
            assertThat(Codings.alphabet(new DataCoding(HexFormat.fromHexDigits(coding)), Alphabet.GSM7))
                    .as(coding)
                    .isEqualTo(alphabet);
        }
    }

    // M8
    @Test
    void knowsAnAlphabetForEveryOctet() {
        for (int value = 0; value < 256; value++) {
            assertThat(Codings.alphabet(new DataCoding(value), Alphabet.UTF8)).isNotNull();
        }
    }

    @Test
    void thePeerSaysWhatItsDefaultIs() {
        assertThat(Codings.alphabet(DataCoding.DEFAULT, Alphabet.LATIN1)).isEqualTo(Alphabet.LATIN1);
        assertThat(Codings.alphabet(new DataCoding(0x08), Alphabet.LATIN1)).isEqualTo(Alphabet.UCS2);
    }

    @ParameterizedTest
    @CsvSource({"GSM7, 0", "UCS2, 8", "ASCII, 1", "LATIN1, 3", "UTF8, 4", "BINARY, 4"})
    void writesTheCodingOfAnAlphabet(Alphabet alphabet, int coding) {
        assertThat(Codings.coding(alphabet)).isEqualTo(new DataCoding(coding));
    }
}
