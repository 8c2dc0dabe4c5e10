package org.waypost.itinerary.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
    private static long parse(String text) {
        byte[] bytes = ("#" + text + "#").getBytes(StandardCharsets.UTF_8);
        return InstantText.parse(bytes, 1, bytes.length - 1);
    }

    @Test
    void agreesWithTheJdkOnAnyInstantInAnyOffset() {
        Random random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            long millis = random.nextLong(-30_000_000_000_000L, 200_000_000_000_000L) / 1000 * 1000;
            ZoneOffset offset = ZoneOffset.ofTotalSeconds((random.nextInt(36 * 60 + 1) - 18 * 60) * 60);
            OffsetDateTime time = Instant.ofEpochMilli(millis).atOffset(offset);
            String text = time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX"));
            assertThat(parse(text)).as(text).isEqualTo(millis);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T08:03:11+08:00, 2026-11-20T00:03:11Z",
        "2026-11-20T08:03:11+0800, 2026-11-20T00:03:11Z",
        "2026-11-20T08:03:11+08, 2026-11-20T00:03:11Z",
        "2026-11-20T08:03:11-03:30, 2026-11-20T11:33:11Z",
        "2026-11-20 08:03:11Z, 2026-11-20T08:03:11Z",
        "2026-11-20t08:03:11z, 2026-11-20T08:03:11Z",
        "2026-11-20T08:03:11.5Z, 2026-11-20T08:03:11.500Z",
        "2026-11-20T08:03:11.123456789+08:00, 2026-11-20T00:03:11.123Z",
        "2028-02-29T00:00:00Z, 2028-02-29T00:00:00Z",
        "2000-02-29T23:59:59Z, 2000-02-29T23:59:59Z",
        "1763596991000, 2025-11-20T00:03:11Z",
        "0, 1970-01-01T00:00:00Z"
    })
    void readsEverySpelling(String text, Instant instant) {
        assertThat(parse(text)).isEqualTo(instant.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-5",
                "17635969910001234",
                "2026-11-20T08:03:11",
                "2026-11-20T08:03Z",
                "2026-13-20T08:03:11Z",
                "2026-00-20T08:03:11Z",
                "2026-02-29T08:03:11Z",
                "2100-02-29T08:03:11Z",
                "2026-04-31T08:03:11Z",
                "2026-11-00T08:03:11Z",
                "2026-11-20T24:03:11Z",
                "2026-11-20T08:60:11Z",
                "2026-11-20T08:03:60Z",
                "2026-11-20T08:03:11.Z",
                "2026-11-20T08:03:11+19:00",
                "2026-11-20T08:03:11+08:60",
                "2026-11-20T08:03:11+8:00",
                "2026-11-20T08:03:11+08:0",
                "2026-11-20T08:03:11+",
                "2026-11-20T08:03:11ZZ",
                "2026-11-20T08:03:11.123",
                "2026-11-2xT08:03:11Z",
                "xxxx-11-20T08:03:11Z",
                "202x-11-20T08:03:11Z",
                "2026/11/20T08:03:11Z",
                "2026-11-20_08:03:11Z",
                "２０２６-11-20T08:03:11Z"
            })
    void refusesEverythingElse(String text) {
        assertThat(parse(text)).isEqualTo(InstantText.NONE);
    }
}
