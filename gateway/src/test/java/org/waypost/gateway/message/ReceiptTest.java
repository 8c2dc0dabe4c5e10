package org.waypost.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptTest {
    @ParameterizedTest
    @CsvSource({
        "255, 255 ff 597",
        "00FF, ff 255",
        "0000000255, 255 ff 597",
        "7220bb6bd0be98fa628de66590f80070, 7220bb6bd0be98fa628de66590f80070",
        "a1-b2, a1-b2",
        "0, 0",
        "18446744073709551615, 18446744073709551615 ffffffffffffffff",
        "ffffffffffffffff, ffffffffffffffff 18446744073709551615",
    })
    void isLookedForUnderEverySpellingOfItsId(String messageId, String candidates) {
        assertThat(new Receipt(messageId, Receipt.Fate.DELIVERED, null, null).candidates())
                .containsExactly(candidates.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({"255, ff", "ff, 255", "00ff, 255", "0FF, ff", "1000, 3e8", "3E8, 1000"})
    void findsTheIdOfTheResponseInTheOtherBase(String reported, String answered) {
        assertThat(new Receipt(reported, Receipt.Fate.FAILED, null, null).candidates())
                .contains(Receipt.canonical(answered));
    }
}
