package org.waypost.gateway.smpp.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** What a peer can send as a receipt. The corpus runs with the ordinary tests. */
class ReceiptTextFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void readsAnyText(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        ReceiptText.read(text, null, null)
                .ifPresent(receipt -> assertThat(receipt.candidates())
                        .hasSizeBetween(1, 3)
                        .allSatisfy(
                                candidate -> assertThat(candidate).isNotEmpty().isEqualTo(candidate.strip())));
        ReceiptText.read(text, text, input.length);
    }
}
