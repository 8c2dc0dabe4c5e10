package org.waypost.itinerary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.signalling.EventColumns;

/** P4: the quarantine holds the line with its number replaced by the pseudonym, and no other number. */
class QuarantinedTextTest {
    private static final EventColumns COLUMNS =
            EventColumns.of(List.of("msisdn", "time", "cell", "kind")).orElseThrow();

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            +8613800138000,2026-11-20T08:03:11+08:00,460-00-4301-20011,tau; P,2026-11-20T08:03:11+08:00,460-00-4301-20011,tau
            8613800138000,1795132991000,lte-460-00-4301-268435455,; P,1795132991000,lte-460-00-4301-268435455,
            8613800138000,8613900139000,460-00-4301-2,; P,*,460-00-4301-2,
            8613800138000,yesterday,8613900139000,8613900139000; P,yesterday,*,*
            8613800138000,2026-11-20T08:03:11+08:00,460-00-1,to 139-0013-9000; P,2026-11-20T08:03:11+08:00,460-00-1,*
            8613800138000,2026-11-20T08:03:11+08:00,460-00-1,tau,13900139000; P,2026-11-20T08:03:11+08:00,460-00-1,tau,*
            8613800138000,"2026,460-00-1,tau; P,"2026,460-00-1,tau
            """)
    void keepsWhatIsNoNumber(String line, String kept) {
        SubscriberKey pseudonym = new SubscriberKey(1, 2);
        String expected = kept.replace("P", pseudonym.toString()).replace(",\"2026", ",\"\"\"2026\"");
        assertThat(QuarantinedText.of(line, COLUMNS, pseudonym)).isEqualTo(expected);
    }
}
