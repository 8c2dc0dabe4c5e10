package org.waypost.gateway.smpp.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.message.Verdict;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.session.Outcome;

class StatusTableTest {
    private static final StatusTable TABLE = new StatusTable(Map.of());

    // D7
    @ParameterizedTest
    @CsvSource({
        "DELIVERED, 00",
        "THROTTLED, 58",
        "QUEUE_FULL, 14",
        "TEMPORARY, 08 45 64 FE FF",
        "PERMANENT, 01 0A 0B 43 48 49 4A 4B 4C 4D 4E 4F 50 51 65 66",
        "NOT_SENT, 04 05 0D 0E 0F",
        "UNKNOWN, 02 03 06 07 0C 11 15 44 47 52 53 59 63 C0 0400 7FFFFFFF"
    })
    void settlesByClass(Settlement settlement, String statuses) {
        for (String status : statuses.split(" ", -1)) {
            assertThat(TABLE.settlement(answered(status))).as(status).isEqualTo(settlement);
            assertThat(TABLE.blamesSession(answered(status))).isEqualTo(settlement == Settlement.NOT_SENT);
        }
    }

    // D5
    @Test
    void doesNotKnowWhatBecameOfWhatWasUnderway() {
        assertThat(TABLE.settlement(Outcome.Unanswered.LOST)).isEqualTo(Settlement.UNKNOWN);
        assertThat(TABLE.settlement(Outcome.Unanswered.NOT_SENT)).isEqualTo(Settlement.NOT_SENT);
        assertThat(TABLE.blamesSession(Outcome.Unanswered.NOT_SENT)).isFalse();
    }

    // D3
    @ParameterizedTest
    @CsvSource({
        "THROTTLED, 0x58",
        "TEMPORARY, 0x14",
        "INTERNAL, 0x08",
        "UNKNOWN_SHORT_CODE, 0x0B",
        "SENDER_NOT_ALLOWED, 0x0A",
        "BAD_LENGTH, 0x01"
    })
    void tellsThePeerWhyItsMessageWasNotTaken(Verdict.Refused refused, String status) {
        assertThat(StatusTable.status(refused).value()).isEqualTo(Integer.decode(status));
    }

    // D7
    @Test
    void hearsWhatAPeerMeansByItsOwnStatuses() {
        StatusTable own = new StatusTable(Map.of(0x400, Settlement.THROTTLED, 0x45, Settlement.PERMANENT));

        assertThat(own.settlement(answered("400"))).isEqualTo(Settlement.THROTTLED);
        assertThat(own.settlement(answered("45"))).isEqualTo(Settlement.PERMANENT);
        assertThat(own.settlement(answered("14"))).isEqualTo(Settlement.QUEUE_FULL);
    }

    private static Outcome answered(String status) {
        return new Outcome.Answered(new CommandStatus(Integer.parseInt(status, 16)), "", 0);
    }
}
