package org.waypost.itinerary.geography;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceCodeTest {
    @ParameterizedTest
    @CsvSource({"430100, 430100, false", "810000, 810000, false", "AA, 1000000, true", "JP, 1000249, true"})
    void aCodeIsANumberAndBack(String text, int code, boolean abroad) {
        assertThat(PlaceCode.of(text)).isEqualTo(code);
        assertThat(PlaceCode.text(code)).isEqualTo(text);
        assertThat(PlaceCode.abroad(code)).isEqualTo(abroad);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4301", "030100", "4301000", "jp", "JPN", "43010x"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> PlaceCode.of(text)).hasMessageContaining("expected six digits or two capital letters");
    }

    @Test
    void everyCodeOfTwoLettersHasItsOwnNumber() {
        assertThat(PlaceCode.of("ZZ") - PlaceCode.of("AA")).isEqualTo(26 * 26 - 1);
    }
}
