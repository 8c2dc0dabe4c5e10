package org.waypost.itinerary.signalling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventMappingTest {
    private static EventMapping mapping(String text) throws InvalidMappingException {
        return EventMapping.parse(text.lines().toList());
    }

    @Test
    void putsTogetherANumberATimeAndACellFromNumberedColumns() throws InvalidMappingException {
        EventMapping mapping = mapping("""
                # the collector of the north
                separator = |
                header    = no
                msisdn    = 86${2}
                cell      = 460-00-${4:hex}-${5:hex}
                time      = ${1}
                time-form = yyyyMMddHHmmss
                time-zone = +08:00
                """);
        assertThat(mapping.headed()).isFalse();
        assertThat(mapping.missing(List.of())).isEmpty();
        assertThat(mapping.rewrite(List.of(), "20261120080311|13800138000|x|10CD|0x4E2B"))
                .contains("8613800138000,1795132991000,460-00-4301-20011");
        assertThat(mapping.rewrite(List.of(), "20261120080311|13800138000|x|10CG|4E2B"))
                .isEmpty();
        assertThat(mapping.rewrite(List.of(), "20261320080311|13800138000|x|10CD|4E2B"))
                .isEmpty();
        assertThat(mapping.rewrite(List.of(), "20261120080311|13800138000|x|10CD"))
                .isEmpty();
        assertThat(mapping.rewrite(List.of(), "20261120080311||x|10CD|4E2B")).isEmpty();
    }

    @Test
    void findsNamedColumnsAndNamesThoseThatAreMissing() throws InvalidMappingException {
        EventMapping mapping = mapping("""
                separator = tab
                msisdn = ${calling number}
                cell = ${cgi}
                time = ${start}
                time-form = seconds
                """);
        assertThat(mapping.missing(List.of("start", "cgi"))).containsExactly("calling number");
        assertThat(mapping.rewrite(List.of("start", "cgi", "calling number"), "1795132991\ta,b\t+8613800138000"))
                .contains("+8613800138000,1795132991000,\"a,b\"");
    }

    @Test
    void aCommaSeparatesQuotedFieldsToo() throws InvalidMappingException {
        EventMapping mapping = mapping("msisdn=${n}\ncell=${c}\ntime=${t}\n");
        assertThat(mapping.rewrite(List.of("n", "c", "t"), "8613800138000,\"a,b\",2026-11-20T08:03:11Z"))
                .contains("8613800138000,2026-11-20T08:03:11Z,\"a,b\"");
        assertThat(mapping.rewrite(List.of("n", "c", "t"), "8613800138000,\"a,b,2026-11-20T08:03:11Z"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            separator; line 1: separator (expected one of
            colour=blue; line 1: colour (expected one of
            separator=||; separator || (expected one character, or tab)
            header=maybe; header maybe (expected yes or no)
            msisdn=86; msisdn 86 (expected a template with ${column} in it)
            time-form=qqqqqqqqq; time-form qqqqqqqqq, time-zone Z (expected
            time-zone=Shanghai; time-form iso, time-zone Shanghai (expected
            """)
    void saysWhatCannotBeUsed(String line, String message) {
        assertThatThrownBy(() -> mapping(line
                        + "\nmsisdn=${1}\ncell=${2}\ntime=${3}\n"
                                .replace(line.startsWith("msisdn") ? "\nmsisdn=${1}" : "\0", "")))
                .isInstanceOf(InvalidMappingException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void numberedColumnsNeedNumbers() {
        assertThatThrownBy(() -> mapping("header=no\nmsisdn=${number}\ncell=${2}\ntime=${3}"))
                .hasMessage("msisdn ${number} (expected a template with ${3}, columns by number in it)");
    }
}
