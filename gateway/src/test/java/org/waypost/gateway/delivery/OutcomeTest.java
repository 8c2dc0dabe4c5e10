package org.waypost.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.store.OpenReply;
import org.waypost.gateway.store.Progress;
import org.waypost.gateway.store.ReplyState;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;

// D5, D7
class OutcomeTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private static OpenReply reply(int attempts, int unknowns, int delivered) {
        return new OpenReply(
                1,
                "smsc",
                "10001",
                SubscriberKey.of(new byte[16]),
                Msisdn.ofDigits("8613800138000"),
                "text",
                attempts,
                unknowns,
                delivered,
                NOW,
                NOW.plusSeconds(900));
    }

    private static Progress after(OpenReply reply, List<Integer> sent, Settlement... settlements) {
        return new Outcome(reply, sent, List.of(settlements)).progress(RetrySchedule.DEFAULT, new Random(1), NOW);
    }

    @Test
    void isDeliveredWhenThePeerHasEverySegment() {
        Progress done = after(reply(0, 0, 0), List.of(0, 1), Settlement.DELIVERED, Settlement.DELIVERED);
        assertThat(done.state()).isEqualTo(ReplyState.DELIVERED);
        assertThat(done.delivered()).isEqualTo(0b11);
    }

    @Test
    void remembersWhichSegmentsThePeerHas() {
        Progress again = after(
                reply(0, 0, 0b001), List.of(1, 2, 3), Settlement.DELIVERED, Settlement.TEMPORARY, Settlement.DELIVERED);
        assertThat(again.state()).isEqualTo(ReplyState.OPEN);
        assertThat(again.delivered()).isEqualTo(0b1011);
        assertThat(again.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "TEMPORARY,0,2", "TEMPORARY,1,10", "TEMPORARY,2,30", "TEMPORARY,3,60", "TEMPORARY,4,120",
        "QUEUE_FULL,0,5", "QUEUE_FULL,1,15", "QUEUE_FULL,2,60", "QUEUE_FULL,3,120", "QUEUE_FULL,4,300",
        "QUEUE_FULL,9,300", "THROTTLED,0,1", "UNKNOWN,0,2"
    })
    void waitsAsTheClassSays(Settlement settlement, int attempts, int seconds) {
        Progress again = after(reply(attempts, 0, 0), List.of(0), settlement);
        assertThat(again.state()).isEqualTo(ReplyState.OPEN);
        Duration wait = Duration.between(NOW, again.nextAt());
        assertThat(wait).isBetween(Duration.ofMillis(seconds * 800L), Duration.ofMillis(seconds * 1200L));
    }

    @Test
    void givesUpAfterSixTemporaryErrors() {
        assertThat(after(reply(5, 0, 0), List.of(0), Settlement.TEMPORARY).state())
                .isEqualTo(ReplyState.OPEN);
        assertThat(after(reply(6, 0, 0), List.of(0), Settlement.TEMPORARY).state())
                .isEqualTo(ReplyState.FAILED);
    }

    @Test
    void failsAtOnceOnAPermanentError() {
        assertThat(after(reply(0, 0, 0), List.of(0, 1), Settlement.UNKNOWN, Settlement.PERMANENT)
                        .state())
                .isEqualTo(ReplyState.FAILED);
    }

    @Test
    void countsNeitherThrottlingNorWhatNeverLeft() {
        assertThat(after(reply(3, 0, 0), List.of(0), Settlement.THROTTLED).attempts())
                .isEqualTo(3);
        assertThat(after(reply(3, 0, 0), List.of(0), Settlement.NOT_SENT).attempts())
                .isEqualTo(3);
        assertThat(after(reply(99, 0, 0), List.of(0), Settlement.NOT_SENT).state())
                .isEqualTo(ReplyState.OPEN);
    }

    @Test
    void sendsOnceMoreAfterAnUnknownOutcomeAndThenNeverAgain() {
        Progress first = after(reply(0, 0, 0), List.of(0), Settlement.UNKNOWN);
        assertThat(first.state()).isEqualTo(ReplyState.OPEN);
        assertThat(first.unknowns()).isEqualTo(1);
        assertThat(after(reply(0, 1, 0), List.of(0), Settlement.UNKNOWN).state())
                .isEqualTo(ReplyState.UNCERTAIN);
    }
}
