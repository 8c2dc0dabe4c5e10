package org.waypost.gateway.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmenterTest {
    private static final Segmenter NARROW = new Segmenter(false);
    private static final Segmenter WIDE = new Segmenter(true);
    private static final String EMOJI = "\uD83D\uDE00";

    @ParameterizedTest
    @CsvSource({
        "a, 160, 1, 1",
        "a, 161, 2, 2",
        "a, 304, 2, 2",
        "a, 305, 2, 3",
        "a, 306, 2, 3",
        "a, 307, 3, 3",
        "€, 80, 1, 1",
        "€, 81, 2, 2",
        "€, 152, 2, 2",
        "€, 153, 3, 3",
        "长, 70, 1, 1",
        "长, 71, 2, 2",
        "长, 132, 2, 2",
        "长, 133, 2, 3",
        "长, 134, 2, 3",
        "长, 135, 3, 3",
        "\uD83D\uDE00, 35, 1, 1",
        "\uD83D\uDE00, 36, 2, 2",
        "\uD83D\uDE00, 66, 2, 2",
        "\uD83D\uDE00, 67, 3, 3",
    })
    void countsSegments(String character, int times, int narrow, int wide) {
        String text = character.repeat(times);
        assertThat(NARROW.segments(text)).isEqualTo(narrow);
        assertThat(WIDE.segments(text)).isEqualTo(wide);
        assertThat(NARROW.cut(text, 1)).hasSize(narrow);
        assertThat(WIDE.cut(text, 1)).hasSize(wide);
    }

    @Test
    void anEmptyTextIsOneSegment() {
        assertThat(NARROW.segments("")).isEqualTo(1);
        assertThat(NARROW.cut("", 0)).containsExactly(UserData.of(Alphabet.GSM7, new byte[0]));
    }

    @Test
    void oneSegmentStandsAlone() {
        assertThat(NARROW.cut("Y", 7)).containsExactly(UserData.of(Alphabet.GSM7, new byte[] {0x59}));
        assertThat(NARROW.cut("是", 7)).containsExactly(UserData.of(Alphabet.UCS2, new byte[] {0x66, 0x2F}));
    }

    @Test
    void oneCharacterOutsideTheGsmAlphabetMakesAllUcs2() {
        assertThat(NARROW.segments("a".repeat(159) + "€")).isEqualTo(2);
        assertThat(NARROW.segments("a".repeat(158) + "ê")).isEqualTo(3);
        assertThat(NARROW.cut("a".repeat(158) + "ê", 0))
                .extracting(UserData::alphabet)
                .containsOnly(Alphabet.UCS2);
    }

    @Test
    void numbersItsParts() {
        assertThat(WIDE.cut("长".repeat(140), 0xBEEF))
                .extracting(UserData::concatenation)
                .containsExactly(
                        new Concatenation(0xBEEF, true, 3, 1),
                        new Concatenation(0xBEEF, true, 3, 2),
                        new Concatenation(0xBEEF, true, 3, 3));
    }

    @Test
    void neverPartsAnEscapePair() {
        String text = "a".repeat(152) + "€" + "a".repeat(100);
        List<UserData> segments = NARROW.cut(text, 0);
        assertThat(segments.get(0).text()).isEqualTo("a".repeat(152));
        assertThat(segments.get(1).text()).isEqualTo("€" + "a".repeat(100));
    }

    @Test
    void neverPartsASurrogatePair() {
        String text = "长".repeat(66) + EMOJI + "长".repeat(30);
        List<UserData> segments = NARROW.cut(text, 0);
        assertThat(segments.get(0).text()).isEqualTo("长".repeat(66));
        assertThat(segments.get(1).text()).isEqualTo(EMOJI + "长".repeat(30));
    }

    @Test
    void aTextOfMoreThan255PartsIsTheCallersMistake() {
        String text = "a".repeat(255 * 153);
        assertThat(NARROW.cut(text, 0)).hasSize(255);
        assertThat(NARROW.segments(text + "a")).isEqualTo(256);
        assertThatThrownBy(() -> NARROW.cut(text + "a", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text of 256 parts (expected at most 255)");
    }

    @Test
    void everySegmentFitsAndAllTogetherAreTheText() {
        Random random = new Random(140);
        for (int round = 0; round < 3_000; round++) {
            Segmenter segmenter = new Segmenter(random.nextBoolean());
            String text = Texts.any(random, random.nextInt(900));
            List<UserData> segments = segmenter.cut(text, random.nextInt(256));
            StringBuilder joined = new StringBuilder();
            for (UserData segment : segments) {
                int header = segment.octets().length - segment.payload().length;
                int bits = segment.alphabet() == Alphabet.GSM7
                        ? 7 * (segment.payload().length + (8 * header + 6) / 7)
                        : 8 * segment.octets().length;
                assertThat(bits).isLessThanOrEqualTo(8 * 140);
                joined.append(segment.text());
            }
            assertThat(joined.toString()).isEqualTo(text);
            assertThat(segmenter.segments(text)).isEqualTo(segments.size());
        }
    }
}
