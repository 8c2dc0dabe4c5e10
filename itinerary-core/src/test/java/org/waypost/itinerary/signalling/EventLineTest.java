package org.waypost.itinerary.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLineTest {
    private final EventLine event = new EventLine(
            EventColumns.of(List.of("msisdn", "time", "cell", "kind")).orElseThrow());

    private Rejection read(String line) {
        byte[] bytes = ("\n" + line + "\n").getBytes(StandardCharsets.UTF_8);
        return event.read(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+8613800138000,2026-11-20T08:03:11+08:00,460-00-4301-20011,tau",
                "8613800138000,1795132991000,460-00-4301-20011,",
                "\"+8613800138000\",\"2026-11-20T08:03:11+08:00\",\"460-00-4301-20011\",\"a,b\"",
                "+8613800138000,2026-11-20T08:03:11+08:00,460-00-4301-20011,\"say \"\"hi\"\"\""
            })
    void readsTheSameEventInEverySpelling(String line) {
        assertThat(read(line)).isNull();
        assertThat(event.number()).isEqualTo(8613800138000L);
        assertThat(event.cell()).isEqualTo("460-00-4301-20011");
        if (line.contains("2026")) {
            assertThat(Instant.ofEpochMilli(event.epochMillis())).isEqualTo("2026-11-20T00:03:11Z");
        }
    }

    @Test
    void findsTheColumnsInAnyOrderAndIgnoresUnknownOnes() {
        EventLine other = new EventLine(
                EventColumns.of(List.of("imei", "cell", " time ", "msisdn")).orElseThrow());
        byte[] bytes = "123,460-01-1,1795132991000,+8613800138000".getBytes(StandardCharsets.UTF_8);
        assertThat(other.read(bytes, 0, bytes.length)).isNull();
        assertThat(other.number()).isEqualTo(8613800138000L);
        assertThat(other.cell()).isEqualTo("460-01-1");
        assertThat(other.epochMillis()).isEqualTo(1795132991000L);
    }

    @Test
    void namesTheColumnsThatAreMissing() {
        assertThat(EventColumns.of(List.of("msisdn", "when"))).isEmpty();
        assertThat(EventColumns.missing(List.of("msisdn", "when"))).containsExactly("time", "cell");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",,,",
                "+8613800138000,2026-11-20T08:03:11+08:00,460-00-4301-2",
                "+8613800138000,2026-11-20T08:03:11+08:00,460-00-4301-2,tau,x",
                "+8613800138000,2026-11-20T08:03:11+08:00,,tau",
                "+8613800138000,yesterday,460-00-4301-2,tau",
                "+8613800138000,2026-11-20T08:03:11+08:00,460-00-4301-2,\"tau",
                "+8613800138000,2026-11-20T08:03:11+08:00,\"460-00\"-4301-2,tau"
            })
    void refusesMalformedLines(String line) {
        assertThat(read(line)).isEqualTo(Rejection.MALFORMED_LINE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "123456",
                "1234567890123456",
                "0613800138000",
                "++8613800138000",
                "86 138",
                "８６１３８００１３８０００"
            })
    void refusesBadNumbers(String number) {
        assertThat(read(number + ",2026-11-20T08:03:11+08:00,460-00-4301-2,tau"))
                .isEqualTo(Rejection.BAD_NUMBER);
        assertThat(event.number()).isEqualTo(EventLine.NO_NUMBER);
    }

    @Test
    void forgetsTheNumberOfTheLineBefore() {
        assertThat(read("+8613800138000,2026-11-20T08:03:11+08:00,460-00-4301-2,tau"))
                .isNull();
        assertThat(read("x")).isEqualTo(Rejection.MALFORMED_LINE);
        assertThat(event.number()).isEqualTo(EventLine.NO_NUMBER);
    }

    @Test
    void neverThrowsOnDamagedLines() {
        Random random = new Random(13);
        byte[] line = "+8613800138000,2026-11-20T08:03:11+08:00,460-00-4301-2,\"tau\"".getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int round = 0; round < 50_000; round++) {
            byte[] damaged = line.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                damaged[random.nextInt(line.length)] = (byte) random.nextInt(256);
            }
            int from = random.nextInt(10) == 0 ? random.nextInt(line.length) : 0;
            refused += event.read(damaged, from, line.length) == null ? 0 : 1;
        }
        assertThat(refused).isBetween(1, 49_999);
    }
}
