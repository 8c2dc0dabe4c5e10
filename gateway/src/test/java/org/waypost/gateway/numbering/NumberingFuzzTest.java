package org.waypost.gateway.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** What a stranger can claim to be. The corpus runs with the ordinary tests. */
class NumberingFuzzTest {
    private final Numbering numbering = new Numbering();

    // M12, M16
    @FuzzTest(maxDuration = "1m")
    void readsAnyAddress(byte[] input) {
        String address = new String(input, StandardCharsets.UTF_8);
        for (int typeOfNumber = 0; typeOfNumber <= 7; typeOfNumber++) {
            numbering
                    .parse(typeOfNumber, 1, address)
                    .ifPresent(number ->
                            assertThat(numbering.parse("+" + number.digits())).contains(number));
        }
    }
}
