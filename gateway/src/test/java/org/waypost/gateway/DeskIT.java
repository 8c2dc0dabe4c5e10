package org.waypost.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.Desk.Ticket;
import org.waypost.gateway.RecordingOutlet.Sent;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.message.Verdict;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.store.BalanceItem;
import org.waypost.itinerary.ItinerariesUnavailableException;

/** From a part to its verdict and its reply, on a real store. */
class DeskIT {
    private static final String ALICE = "8613800138000";
    private static final String BOB = "8613900139000";
    private static final String CAROL = "8613700137000";

    @TempDir
    private Path directory;

    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(directory);
        desk.register(ALICE);
        desk.register(BOB);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private List<String> delivered() {
        List<String> texts = new ArrayList<>();
        for (List<Sent> sent = desk.deliver(); !sent.isEmpty(); sent = desk.deliver()) {
            sent.forEach(one -> {
                texts.add(one.text());
                one.settle(Settlement.DELIVERED);
            });
        }
        return texts;
    }

    @Test
    void acknowledgesAfterTheCommitAndNotBefore() throws Exception { // D1
        Ticket ticket = desk.text(ALICE, "10010", "CXMYD#1234");
        assertThat(ticket.verdict()).isNull();
        desk.answer();
        assertThat(ticket.accepted()).isTrue();
        desk.restart();
        assertThat(delivered()).singleElement().asString().contains("湖南");
    }

    @Test
    void keepsTheOrderOfOneSender() { // D8
        Ticket ask = desk.text(ALICE, "10001", "CXMYD#1234");
        Ticket yes = desk.text(ALICE, "10001", "Y");
        Ticket other = desk.text(BOB, "10001", "Y");
        desk.answer();
        assertThat(List.of(ask, yes, other)).allMatch(Ticket::accepted);
        List<String> texts = delivered();
        assertThat(texts).hasSize(3);
        assertThat(texts.stream().filter(t -> t.contains("长沙"))).hasSize(1);
        assertThat(texts.get(texts.size() - 1)).contains("长沙");
    }

    @Test
    void answersARepeatOnTheSameSessionOnce() { // D4 b, M10
        Ticket first = desk.text("smsc", 1, 7, ALICE, "10010", "CXMYD#1234");
        desk.answer();
        desk.confirm(first.question());
        Ticket again = desk.text("smsc", 1, 7, ALICE, "10010", "CXMYD#1234");
        desk.answer();
        assertThat(again.question()).isEqualTo(first.question());
        assertThat(delivered()).hasSize(1);
    }

    @Test
    void takesTheSameTextForARepeatWhileItsAcknowledgementIsUnconfirmed() throws Exception { // D4 c
        Ticket first = desk.text(ALICE, "10010", "CXMYD#1234");
        desk.answer();
        Ticket onAnotherSession = desk.text("smsc", 2, 1, ALICE, "10010", "CXMYD#1234");
        desk.answer();
        assertThat(onAnotherSession.question()).isEqualTo(first.question());
        desk.restart();
        Ticket afterARestart = desk.text("smsc", 3, 1, ALICE, "10010", "CXMYD#1234");
        desk.answer();
        assertThat(afterARestart.question()).isEqualTo(first.question());
        assertThat(delivered()).hasSize(1);
    }

    @Test
    void recognizesARepeatThatSpellsTheSenderDifferently() { // D4 c, M16
        Ticket first = desk.text("8613800138000", "10010", "CXMYD#1234");
        desk.answer();
        Ticket again = desk.text("+8613800138000", "10010", "CXMYD#1234");
        desk.answer();
        assertThat(again.question()).isEqualTo(first.question());
        assertThat(delivered()).hasSize(1);
    }

    @Test
    void takesTheSameTextForANewQuestionOtherwise() { // D4 c
        Ticket first = desk.text(ALICE, "10001", "CXMYD");
        desk.answer();
        desk.confirm(first.question());
        Ticket confirmed = desk.text(ALICE, "10001", "CXMYD");
        desk.answer();
        assertThat(confirmed.question()).isNotEqualTo(first.question());
        // another message between
        desk.text(ALICE, "10001", "N");
        desk.answer();
        Ticket between = desk.text(ALICE, "10001", "CXMYD");
        desk.answer();
        assertThat(between.question()).isNotEqualTo(confirmed.question());
        // too late
        desk.advance(Duration.ofSeconds(121));
        Ticket late = desk.text(ALICE, "10001", "CXMYD");
        desk.answer();
        assertThat(late.question()).isNotEqualTo(between.question());
        assertThat(delivered()).hasSize(5);
    }

    @Test
    void answersTheOthersWhenOneMessageIsPoison() { // D9
        AtomicInteger calls = new AtomicInteger();
        desk.itineraries(grants -> {
            calls.incrementAndGet();
            throw new IllegalStateException("poison");
        });
        Ticket poisoned = desk.text(ALICE, "10010", "CXMYD#1234");
        Ticket other = desk.text(BOB, "10001", "CXMYD");
        desk.answer();
        assertThat(poisoned.accepted()).isTrue();
        assertThat(other.accepted()).isTrue();
        assertThat(calls.get()).isEqualTo(1);
        assertThat(delivered()).anyMatch(t -> t.contains("系统繁忙")).anyMatch(t -> t.contains("证件号码的后四位"));
    }

    @Test
    void isBusyWhileItinerariesAreUnavailableAndTakesTheSameTextAgain() { // F16
        desk.itineraries(grants -> {
            throw new ItinerariesUnavailableException("down", new Exception("down"));
        });
        Ticket busy = desk.text(ALICE, "10010", "CXMYD#1234");
        desk.answer();
        assertThat(delivered()).singleElement().asString().contains("系统繁忙");
        Ticket again = desk.text(ALICE, "10010", "CXMYD#1234");
        desk.answer();
        assertThat(again.question()).isNotEqualTo(busy.question());
    }

    @Test
    void joinsATextOfSeveralPartsAndRepliesToNoFragment() throws Exception { // M9
        Ticket second = desk.part(ALICE, "10010", new Concatenation(9, false, 2, 2), "#1234");
        desk.answer();
        assertThat(second.accepted()).isTrue();
        assertThat(delivered()).isEmpty();
        desk.restart();
        Ticket first = desk.part(ALICE, "10010", new Concatenation(9, false, 2, 1), "CXMYD");
        desk.answer();
        assertThat(first.accepted()).isTrue();
        assertThat(delivered()).singleElement().asString().contains("湖南");
    }

    @Test
    void refusesAtTheDoor() { // D3, M12
        assertThat(desk.text(ALICE, "99999", "CXMYD").verdict()).isEqualTo(Verdict.Refused.UNKNOWN_SHORT_CODE);
        assertThat(desk.text("4915112345678", "10001", "CXMYD").verdict())
                .isEqualTo(Verdict.Refused.SENDER_NOT_ALLOWED);
        assertThat(desk.text("10001", "10001", "CXMYD").verdict()).isEqualTo(Verdict.Refused.SENDER_NOT_ALLOWED);
        assertThat(desk.text("", "10001", "CXMYD").verdict()).isEqualTo(Verdict.Refused.SENDER_NOT_ALLOWED);
        assertThat(desk.text("Bank", "10001", "CXMYD").verdict()).isEqualTo(Verdict.Refused.SENDER_NOT_ALLOWED);
    }

    @Test
    void tellsATemporaryErrorWhenTheDeadlineHasPassed() { // D2
        Ticket late = desk.text(ALICE, "10001", "CXMYD");
        desk.advance(Duration.ofSeconds(3));
        desk.answer();
        assertThat(late.verdict()).isEqualTo(Verdict.Refused.TEMPORARY);
        assertThat(delivered()).isEmpty();
    }

    @Test
    void takesNothingBehindWhatHasWaitedForHalfOfItsTime() { // D2, D11
        Ticket first = desk.text(ALICE, "10001", "CXMYD");
        desk.advance(Duration.ofMillis(1499));
        Ticket second = desk.text(BOB, "10001", "CXMYD");
        assertThat(second.verdict()).isNull();
        desk.advance(Duration.ofMillis(1));
        assertThat(desk.text(CAROL, "10001", "CXMYD").verdict()).isEqualTo(Verdict.Refused.TEMPORARY);
        desk.answer();
        Ticket third = desk.text(CAROL, "10001", "CXMYD");
        desk.answer();
        assertThat(List.of(first, second, third)).allMatch(Ticket::accepted);
    }

    @Test
    void answersInSmallerBatchesWhereLargeOnesWouldComeTooLate() throws Exception { // D2, D11
        desk.itineraries(grants -> {
            desk.advance(Duration.ofMillis(100L * grants.size()));
            desk.answerOverdue();
            throw new ItinerariesUnavailableException("slow", new Exception("slow"));
        });
        assertThat(acceptedOf(40, "86138001381")).isZero();
        acceptedOf(40, "86138001382");
        assertThat(acceptedOf(40, "86138001383")).isGreaterThanOrEqualTo(25);
    }

    /** How many of so many questions, asked at once by as many people, are acknowledged. */
    private long acceptedOf(int questions, String numbers) throws Exception {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 10; i < 10 + questions; i++) {
            desk.register(numbers + i);
            tickets.add(desk.text(numbers + i, "10010", "CXMYD#1234"));
        }
        desk.answer();
        return tickets.stream().filter(Ticket::accepted).count();
    }

    @Test
    void tellsATemporaryErrorInTimeThoughTheStoreHangsAndMeetsTheRepeat() { // D2, D4, F6
        List<Ticket> tickets = new ArrayList<>();
        desk.itineraries(grants -> {
            desk.advance(Duration.ofSeconds(3));
            desk.answerOverdue();
            assertThat(tickets.get(0).verdict()).isEqualTo(Verdict.Refused.TEMPORARY);
            throw new ItinerariesUnavailableException("slow", new Exception("slow"));
        });
        tickets.add(desk.text("smsc", 1, 7, ALICE, "10010", "CXMYD#1234"));
        desk.answer();
        assertThat(tickets.get(0).verdict()).isEqualTo(Verdict.Refused.TEMPORARY);
        Ticket again = desk.text("smsc", 1, 7, ALICE, "10010", "CXMYD#1234");
        desk.answer();
        assertThat(again.accepted()).isTrue();
        assertThat(delivered()).hasSize(1);
    }

    @Test
    void tellsATemporaryErrorWhenTheStoreIsGone() { // D3, F6
        desk.store().close();
        Ticket ticket = desk.text(ALICE, "10001", "CXMYD");
        desk.answer();
        assertThat(ticket.verdict()).isEqualTo(Verdict.Refused.TEMPORARY);
    }

    @Test
    void throttlesWhenTheLaneIsFull() { // D3, D10
        int throttled = 0;
        for (int i = 0; i < 4200; i++) {
            Ticket ticket = desk.text(ALICE, "10001", "CXMYD");
            throttled += ticket.verdict() == Verdict.Refused.THROTTLED ? 1 : 0;
        }
        assertThat(throttled).isEqualTo(4200 - 4096);
    }

    @Test
    void protectsTheVictimOfAForgedSender() throws Exception { // M13
        for (int i = 0; i < 1000; i++) {
            desk.text("rogue", 5, i, ALICE, "10001", i % 2 == 0 ? "CXMYD" : "hello " + i);
            desk.answer();
        }
        assertThat(delivered()).hasSize(5);
        assertThat(desk.total(BalanceItem.SILENT)).isEqualTo(995);
    }

    @Test
    void countsOneNumberInManySpellingsAsOne() { // M16
        for (String spelling :
                List.of("8613800138000", "+8613800138000", "008613800138000", "８６13800138000", "+86 138 0013 8000")) {
            for (int i = 0; i < 3; i++) {
                // Confirmed, so that each is a question of its own and no repeat.
                Ticket ticket = desk.text(spelling, "10001", "CXMYD");
                desk.answer();
                desk.confirm(ticket.question());
            }
        }
        assertThat(delivered()).hasSize(5);
    }

    @Test
    void sendsAgainWhatFailedForNowAndOnlyTheMissingSegments() { // D5, D7
        desk.text(ALICE, "10010", "CXMYD#1234");
        desk.answer();
        Sent first = desk.deliver().get(0);
        int segments = first.transmission().segments().size();
        assertThat(segments).isGreaterThan(1);
        List<Settlement> settlements = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            settlements.add(i == 1 ? Settlement.TEMPORARY : Settlement.DELIVERED);
        }
        first.settled().accept(settlements);
        assertThat(desk.deliver()).isEmpty();
        desk.advance(Duration.ofSeconds(3));
        Sent second = desk.deliver().get(0);
        // byte-identical, the same reference
        assertThat(second.transmission().segments())
                .containsExactly(first.transmission().segments().get(1));
    }

    @Test
    void neverSendsAReplyLaterThanItsTimeToLive() throws Exception { // D6, F19
        desk.text(ALICE, "10010", "CXMYD#1234");
        desk.answer();
        desk.outlet().room(0);
        assertThat(desk.deliver()).isEmpty();
        desk.advance(Duration.ofMinutes(15));
        desk.outlet().room(100);
        assertThat(desk.deliver()).isEmpty();
        assertThat(desk.total(BalanceItem.EXPIRED)).isEqualTo(1);
    }

    @Test
    void drainsWithinThePeersRateWhenTheLinkIsBackAfterAnHour() throws Exception { // F19, D12, D6
        desk.mindBacklog();
        desk.outlet().room(0);
        desk.deliver();
        // Asked as the link goes down, and refused while it is: their replies would come too late.
        List<Ticket> early = askedBy(0, 20);
        assertThat(early).allMatch(Ticket::accepted);
        int refused = 0;
        for (int minute = 1; minute <= 60; minute++) {
            desk.advance(Duration.ofMinutes(1).plusSeconds(1));
            assertThat(desk.deliver()).isEmpty();
            Ticket late = desk.text(ALICE, "10010", "XCK");
            refused += Verdict.Refused.TEMPORARY.equals(late.verdict()) ? 1 : 0;
        }
        assertThat(refused).isEqualTo(60);
        // Back: what is old is not sent, and what is asked now leaves as fast as the peer takes it, and no faster.
        int room = 9;
        desk.outlet().room(room);
        assertThat(desk.deliver()).isEmpty();
        assertThat(desk.total(BalanceItem.EXPIRED)).isEqualTo(20);
        assertThat(askedBy(20, 20)).allMatch(Ticket::accepted);
        int replies = 0;
        for (List<Sent> sent = desk.deliver(); !sent.isEmpty(); sent = desk.deliver()) {
            assertThat(sent.stream()
                            .mapToInt(s -> s.transmission().segments().size())
                            .sum())
                    .isLessThanOrEqualTo(room);
            sent.forEach(one -> one.settle(Settlement.DELIVERED));
            replies += sent.size();
        }
        assertThat(replies).isEqualTo(20);
        assertThat(desk.total(BalanceItem.DELIVERED)).isEqualTo(20);
        assertThat(desk.store().balance().holds()).isTrue();
    }

    private List<Ticket> askedBy(int first, int count) throws Exception {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            String number = "86137000%05d".formatted(i);
            desk.register(number);
            tickets.add(desk.text(number, "10010", "CXMYD#1234"));
        }
        desk.answer();
        return tickets;
    }

    @Test
    void putsRepliesBackThatAPeerCannotReceiveSoThatStaffCanCancelThem() throws Exception { // D5
        // Nothing waits in the store: the reply is handed over in memory.
        desk.deliver();
        Ticket asked = desk.text(ALICE, "10010", "CXMYD#1234");
        desk.answer();
        desk.outlet().room(0);
        desk.deliver();
        assertThat(desk.store().cancel(asked.question())).isFalse();
        desk.advance(Duration.ofSeconds(3));
        desk.deliver();
        desk.deliver();
        assertThat(desk.store().cancel(asked.question())).isTrue();
        desk.outlet().room(100);
        assertThat(desk.deliver()).isEmpty();
        assertThat(desk.total(BalanceItem.WITHDRAWN)).isEqualTo(1);
        assertThat(desk.store().balance().holds()).isTrue();
    }

    @Test
    void neverSendsMoreThanOnceAfterAnUnknownOutcome() throws Exception { // D5
        desk.text(ALICE, "10010", "CXMYD#1234");
        desk.answer();
        desk.deliver().get(0).settle(Settlement.UNKNOWN);
        desk.deliver();
        desk.advance(Duration.ofSeconds(3));
        desk.deliver().get(0).settle(Settlement.UNKNOWN);
        desk.deliver();
        desk.advance(Duration.ofMinutes(5));
        assertThat(desk.deliver()).isEmpty();
        assertThat(desk.total(BalanceItem.UNCERTAIN)).isEqualTo(1);
    }

    @Test
    void withdrawsRepliesThatHaveNotLeft() throws Exception { // D5
        desk.text(ALICE, "10010", "CXMYD#1234");
        desk.text(ALICE, "10010", "TD");
        desk.answer();
        assertThat(delivered()).singleElement().asString().contains("已撤回您的授权");
        assertThat(desk.total(BalanceItem.WITHDRAWN)).isEqualTo(1);
    }

    @Test
    void endsEverythingWhenANumberIsGivenUp() throws Exception { // P12, D5
        desk.text(ALICE, "10010", "CXMYD#1234");
        desk.text(BOB, "10001", "CXMYD#1234");
        desk.answer();
        assertThat(desk.consents(ALICE)).hasSize(1);
        desk.giveUp(ALICE);
        desk.giveUp(BOB);
        assertThat(delivered()).isEmpty();
        assertThat(desk.total(BalanceItem.WITHDRAWN)).isEqualTo(2);
        assertThat(desk.consents(ALICE)).isEmpty();
        // the next owner finds nothing open
        desk.register(BOB);
        desk.text(BOB, "10001", "Y");
        desk.answer();
        assertThat(delivered()).singleElement().asString().contains("没有等待您回复的查询");
    }

    @Test
    void knowsARepeatByThePeersReferenceOnAnySession() throws Exception { // D4 a
        Ticket first = desk.referenced("0007", 1, ALICE, "10010", "CXMYD#1234");
        desk.answer();
        desk.confirm(first.question());
        Ticket again = desk.referenced("0007", 2, ALICE, "10010", "CXMYD#1234");
        desk.answer();
        assertThat(again.question()).isEqualTo(first.question());
        // The same reference of a peer that gives it to everything is no repeat.
        Ticket other = desk.referenced("0007", 2, BOB, "10010", "CXMYD#1234");
        Ticket another = desk.referenced("0007", 2, ALICE, "10010", "TD");
        desk.answer();
        assertThat(List.of(other.question(), another.question())).doesNotContain(first.question());
        // It has 16 bits and comes round.
        desk.advance(Duration.ofSeconds(121));
        Ticket late = desk.referenced("0007", 3, ALICE, "10010", "TD");
        desk.answer();
        assertThat(late.question()).isNotEqualTo(another.question());
        assertThat(desk.total(BalanceItem.REPEAT)).isEqualTo(1);
        assertThat(desk.store().balance().holds()).isTrue();
    }

    @Test
    void refusesQuestionsWhoseRepliesWouldNotLeaveInTime() { // D12, D3
        desk.mindBacklog();
        desk.outlet().room(0);
        desk.deliver();
        assertThat(desk.text(ALICE, "10010", "CXMYD").verdict()).isNull();
        desk.answer();
        desk.advance(Duration.ofSeconds(61));
        assertThat(desk.text(ALICE, "10010", "CXMYD").verdict()).isEqualTo(Verdict.Refused.TEMPORARY);
        // A receiving session is back: what waited leaves, and questions are taken again.
        desk.outlet().room(100);
        assertThat(delivered()).hasSize(1);
        assertThat(desk.text(ALICE, "10010", "CXMYD").verdict()).isNull();
    }

    @Test
    void tellsATemporaryErrorWhileTheStoreIsDownAndAsksItSeldom() throws Exception { // D3, D11, F6
        desk.switchedStore().off(true);
        for (int i = 0; i < 100; i++) {
            Ticket ticket = desk.text(ALICE, "10010", "CXMYD#1234");
            desk.answer();
            assertThat(ticket.verdict()).isEqualTo(Verdict.Refused.TEMPORARY);
        }
        assertThat(desk.switchedStore().refused()).isEqualTo(3);
        desk.switchedStore().off(false);
        desk.advance(Duration.ofSeconds(1));
        Ticket ticket = desk.text(ALICE, "10010", "CXMYD#1234");
        desk.answer();
        assertThat(ticket.accepted()).isTrue();
        assertThat(delivered()).hasSize(1);
        assertThat(desk.store().balance().holds()).isTrue();
    }

    @Test
    void refusesBeforeTheDiskIsFull() { // F3
        desk.breaker().diskLow(true);
        assertThat(desk.text(ALICE, "10010", "CXMYD").verdict()).isEqualTo(Verdict.Refused.TEMPORARY);
        desk.breaker().diskLow(false);
        assertThat(desk.text(ALICE, "10010", "CXMYD").verdict()).isNull();
    }

    @Test
    void sendsWhatWasCommittedWhenItCouldNotBeForcedAndIsAskedAgain() throws Exception { // F7, D1
        Ticket first = desk.text(ALICE, "10010", "CXMYD#1234");
        desk.commitOnly();
        desk.switchedStore().off(true);
        desk.acknowledge();
        assertThat(first.verdict()).isEqualTo(Verdict.Refused.TEMPORARY);
        desk.switchedStore().off(false);
        Ticket again = desk.text("smsc", 2, 1, ALICE, "10010", "CXMYD#1234");
        desk.answer();
        assertThat(again.accepted()).isTrue();
        assertThat(delivered()).hasSize(1);
        assertThat(desk.total(BalanceItem.REPEAT)).isEqualTo(1);
        assertThat(desk.store().balance().holds()).isTrue();
    }

    @Test
    void recognizesRepeatsAcrossARotationAndKeepsTheOrderOfOneSender() throws Exception { // D4, D8, P3
        Instant midnight = desk.now().plusSeconds(30);
        desk.rotate(midnight);
        Ticket first = desk.text("smsc", 1, 7, ALICE, "10010", "CXMYD#1234");
        Ticket part = desk.part(BOB, "10001", new Concatenation(5, false, 2, 1), "CXMYD#");
        desk.answer();
        assertThat(part.accepted()).isTrue();
        desk.advance(Duration.ofSeconds(60));
        Ticket sameSession = desk.text("smsc", 1, 7, ALICE, "10010", "CXMYD#1234");
        Ticket otherSession = desk.text("smsc", 2, 1, ALICE, "10010", "CXMYD#1234");
        Ticket another = desk.text("smsc", 1, 8, ALICE, "10010", "HELP");
        Ticket rest = desk.part(BOB, "10001", new Concatenation(5, false, 2, 2), "1234");
        desk.answer();
        assertThat(sameSession.question()).isEqualTo(first.question());
        assertThat(otherSession.question()).isEqualTo(first.question());
        assertThat(another.question()).isNotEqualTo(first.question());
        assertThat(rest.accepted()).isTrue();
        List<String> texts = delivered();
        assertThat(texts).hasSize(3);
        assertThat(texts.get(0)).contains("湖南");
        assertThat(desk.total(BalanceItem.REPEAT)).isEqualTo(2);
        desk.advance(Duration.ofSeconds(121));
        Ticket late = desk.text("smsc", 1, 7, ALICE, "10010", "CXMYD#1234");
        desk.answer();
        assertThat(late.question()).isNotEqualTo(first.question());
        assertThat(delivered()).singleElement().asString().contains("湖南");
    }

    @Test
    void remembersLimitsAndRegistrationAcrossARotation() throws Exception { // M17, P3
        desk.rotate(desk.now().plusSeconds(30));
        for (int i = 0; i < 5; i++) {
            desk.text(ALICE, "10010", "CXMYD#9999");
            desk.answer();
            assertThat(delivered()).singleElement().asString().contains("证件数字有误");
            desk.advance(Duration.ofMinutes(10));
        }
        // The pause after five wrong endings, of which four came under the new pseudonym, holds; the register's line is
        // found.
        desk.text(ALICE, "10010", "CXMYD#1234");
        desk.text(BOB, "10010", "CXMYD#1234");
        desk.answer();
        assertThat(delivered())
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).contains("24小时"))
                .anySatisfy(text -> assertThat(text).contains("湖南"));
    }

    @Test
    void goesOnWhenTheWallClockJumps() throws Exception { // F14
        for (Duration jump :
                List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofDays(3650), Duration.ofDays(-3650))) {
            desk.setClock(Desk.START);
            Ticket before = desk.text(ALICE, "10010", "XCK");
            desk.setClock(Desk.START.plus(jump));
            Ticket after = desk.text(BOB, "10010", "XCK");
            desk.answerOverdue();
            assertThat(before.verdict()).isNull();
            desk.answer();
            assertThat(List.of(before, after)).as("after a jump of %s", jump).allMatch(Ticket::accepted);
            delivered();
        }
        desk.setClock(Desk.START);
        delivered();
        assertThat(desk.store().balance().holds()).isTrue();
    }
}
