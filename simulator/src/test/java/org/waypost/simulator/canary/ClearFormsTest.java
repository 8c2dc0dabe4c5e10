package org.waypost.simulator.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The canary test finds what it looks for. */
class ClearFormsTest {
    private final ClearForms number = ClearForms.ofNumber("8613912345678");

    @Test
    void findsEachFormWhereItIsPlanted() { // P4
        number.all().forEach((name, form) -> {
            byte[] file = ByteBuffer.allocate(1000).put(500, form).array();
            assertThat(number.in(file)).as(name).isPresent();
        });
        assertThat(number.all()).hasSize(18);
        assertThat(number.in(new byte[1000])).isEmpty();
    }

    @Test
    void findsTheSpellingsOfPeopleAndProtocols() { // P4, M16
        for (String spelled : new String[] {"+8613912345678", "tel:008613912345678;", "139-1234 13912345678,"}) {
            assertThat(number.in(spelled.getBytes(StandardCharsets.US_ASCII)))
                    .as("spelling of %d characters", spelled.length())
                    .contains("number, UTF-8");
        }
        assertThat(number.in(HexFormat.of().parseHex("00683119325476f8"))).isPresent();
        assertThat(number.in(HexFormat.of().parseHex("008613912345678f"))).isPresent();
        assertThat(number.in("139****5678".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }

    @Test
    void findsAPlaceInAnyCharset() { // P4
        ClearForms city = ClearForms.ofWord("嘉峪关");
        assertThat(city.in("到过嘉峪关".getBytes(StandardCharsets.UTF_16LE))).contains("word, UTF-16LE");
        assertThat(city.in("嘉 峪 关".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
