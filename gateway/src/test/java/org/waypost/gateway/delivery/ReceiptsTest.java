package org.waypost.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.gateway.message.Receipt;
import org.waypost.gateway.message.Receipt.Fate;

class ReceiptsTest {
    private final Receipts receipts = new Receipts();

    private static Receipt receipt(String id, Fate fate) {
        return new Receipt(id, fate, null, null);
    }

    // M14
    @ParameterizedTest
    @CsvSource({"1A2F, 1a2f", "1A2F, 6703", "6703, 1A2F", "0000000042, 42", "42, 0000000042", "abc-7, ABC-7"})
    void findsTheReplyHoweverThePeerSpellsTheName(String taken, String reported) {
        receipts.taken("carrier", taken, 7);

        assertThat(receipts.receipt("carrier", receipt(reported, Fate.DELIVERED)))
                .isEqualTo(7);
        assertThat(receipts.count(Fate.DELIVERED)).isEqualTo(1);
    }

    @Test
    void keepsPeersApart() {
        receipts.taken("one", "5", 1);
        receipts.taken("two", "5", 2);

        assertThat(receipts.receipt("two", receipt("5", Fate.FAILED))).isEqualTo(2);
        assertThat(receipts.receipt("three", receipt("5", Fate.FAILED))).isNull();
        assertThat(receipts.receipt("one", receipt("5", Fate.FAILED))).isEqualTo(1);
    }

    @Test
    void waitsForTheLastReceiptAndForgetsThen() {
        receipts.taken("carrier", "5", 1);

        assertThat(receipts.receipt("carrier", receipt("5", Fate.UNDERWAY))).isEqualTo(1);
        assertThat(receipts.receipt("carrier", receipt("5", Fate.DELIVERED))).isEqualTo(1);
        assertThat(receipts.receipt("carrier", receipt("5", Fate.DELIVERED))).isNull();
        assertThat(receipts.unmatched()).isEqualTo(1);
    }

    // D10
    @Test
    void forgetsTheOldestNameBeyondItsBound() {
        for (int i = 0; i <= Receipts.MOST_NAMES; i++) {
            receipts.taken("carrier", "m" + i, i);
        }
        assertThat(receipts.receipt("carrier", receipt("m0", Fate.DELIVERED))).isNull();
        assertThat(receipts.receipt("carrier", receipt("m1", Fate.DELIVERED))).isEqualTo(1);
    }

    @Test
    void knowsNoMessageWithoutAName() {
        receipts.taken("carrier", "", 1);

        assertThat(receipts.receipt("carrier", receipt("", Fate.DELIVERED))).isNull();
    }

    @Test
    void aReceiptMayOvertakeTheResponseThatTellsTheName() {
        assertThat(receipts.receipt("carrier", receipt("0000006703", Fate.DELIVERED)))
                .isNull();
        assertThat(receipts.unmatched()).isEqualTo(1);

        receipts.taken("carrier", "1A2F", 7);

        assertThat(receipts.count(Fate.DELIVERED)).isEqualTo(1);
        assertThat(receipts.unmatched()).isZero();
        assertThat(receipts.receipt("carrier", receipt("1A2F", Fate.DELIVERED))).isNull();
    }
}
