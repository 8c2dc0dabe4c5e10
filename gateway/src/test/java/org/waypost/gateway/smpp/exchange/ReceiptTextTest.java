package org.waypost.gateway.smpp.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.gateway.message.Receipt;
import org.waypost.gateway.message.Receipt.Fate;

class ReceiptTextTest {
    private static Receipt read(String text) {
        return ReceiptText.read(text, null, null).orElseThrow();
    }

    @Test
    void readsTheTextOfAppendixB() {
        assertThat(read(
                        "id:0123456789 sub:001 dlvrd:001 submit date:2611241200 done date:2611241203 stat:DELIVRD err:000"
                                + " text:138****8000 ..."))
                .isEqualTo(new Receipt("0123456789", Fate.DELIVERED, null, LocalDateTime.of(2026, 11, 24, 12, 3)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id:abc submit date:2611241200 done date:2611241203 stat:UNDELIV err:069",
                "ID:abc SUB:001 DLVRD:000 SUBMIT DATE:2611241200 DONE DATE:2611241203 STAT:UNDELIV ERR:069 TEXT:x",
                "id: abc sub: 001 done_date: 261124120300 stat: undelivered err: 069",
                "id=abc;stat=UNDELIVRD;done date=20261124120300;err=069;",
                "err:069 stat:UNDELIVERABLE done date:202611241203 msg_id:abc",
                "message id:abc, status:UNDELIV, donedate:2611241203, error code:069",
                "  id:abc\r\nstat:UNDELIV\r\ndone date:2611241203\r\nerr:069\r\n",
            })
    void readsTheDialects(String text) {
        assertThat(read(text)).isEqualTo(new Receipt("abc", Fate.FAILED, "069", LocalDateTime.of(2026, 11, 24, 12, 3)));
    }

    @ParameterizedTest
    @CsvSource({
        "DELIVRD, DELIVERED",
        "DELIVERD, DELIVERED",
        "DELIVRED, DELIVERED",
        "delivered, DELIVERED",
        "2, DELIVERED",
        "EXPIRED, FAILED",
        "DELETED, FAILED",
        "REJECTD, FAILED",
        "REJECTED, FAILED",
        "FAILED, FAILED",
        "5, FAILED",
        "08, FAILED",
        "MK:0001, FAILED",
        "ENROUTE, UNDERWAY",
        "ACCEPTD, UNDERWAY",
        "BUFFRED, UNDERWAY",
        "1, UNDERWAY",
        "UNKNOWN, UNKNOWN",
        "7, UNKNOWN",
        "99, UNKNOWN",
        "999999999999, UNKNOWN",
        "ÜNDELIV, UNKNOWN",
        "'', UNKNOWN",
    })
    void readsTheStates(String state, Fate fate) {
        assertThat(read("id:1 stat:" + state + " err:000").fate()).isEqualTo(fate);
    }

    @Test
    void handsOnTheErrorOfAnotherBearer() {
        assertThat(read("id:1 stat:MK:0001 err:000").error()).isEqualTo("MK:0001");
        assertThat(read("id:1 stat:UNDELIV err:").error()).isNull();
        assertThat(read("id:1 stat:UNDELIV err:" + "9".repeat(200)).error()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2611241203, 2026-11-24T12:03",
        "261124120359, 2026-11-24T12:03:59",
        "202611241203, 2026-11-24T12:03",
        "20261124120359, 2026-11-24T12:03:59",
        "2613241203,",
        "0000000000,",
        "26112412,",
        "2611x41203,",
        "'',",
    })
    void readsDatesOfAnyLength(String digits, LocalDateTime at) {
        assertThat(read("id:1 done date:" + digits + " stat:DELIVRD").at()).isEqualTo(at);
    }

    @Test
    void theParametersPrevail() {
        assertThat(ReceiptText.read("id:1 stat:DELIVRD", "1f", 5)).contains(new Receipt("1f", Fate.FAILED, null, null));
        assertThat(ReceiptText.read("", "1f", 2)).contains(new Receipt("1f", Fate.DELIVERED, null, null));
        assertThat(ReceiptText.read("id:1 stat:DELIVRD", " ", null))
                .contains(new Receipt("1", Fate.DELIVERED, null, null));
    }

    // M14
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CXMYD#1234",
                "stat:DELIVRD",
                "id:",
                "id: stat:DELIVRD",
                "paid:12",
                "void:1",
                "id",
                "text:id:5"
            })
    void whatNamesNoMessageIsNoReceipt(String text) {
        assertThat(ReceiptText.read(text, null, null)).isEmpty();
    }

    @Test
    void doesNotReadWhatTheReceiptQuotes() {
        assertThat(read("id:1 stat:UNDELIV text:id:2 stat:DELIVRD").fate()).isEqualTo(Fate.FAILED);
        assertThat(read("id:1 text:stat:DELIVRD").fate()).isEqualTo(Fate.UNKNOWN);
    }

    @Test
    void theFirstOfTwoFieldsCounts() {
        assertThat(read("id:1 stat:UNDELIV id:2 stat:DELIVRD")).isEqualTo(new Receipt("1", Fate.FAILED, null, null));
    }

    @Test
    void anEndlessTextIsReadToABound() {
        assertThat(ReceiptText.read("id:" + "9".repeat(100_000), null, null)).isEmpty();
        assertThat(ReceiptText.read("id:1 " + "stat:".repeat(100_000), null, null))
                .isPresent();
        assertThat(ReceiptText.read(" ".repeat(100_000) + "id:1", null, null)).isEmpty();
    }
}
