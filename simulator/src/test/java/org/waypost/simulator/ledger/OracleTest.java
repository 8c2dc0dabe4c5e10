package org.waypost.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waypost.simulator.ledger.Story.ALICE;
import static org.waypost.simulator.ledger.Story.BOB;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.store.BalanceItem;
import org.waypost.simulator.smsc.Submission;

/** Each way of breaking a promise, told as a short story; and the stories beside them that break none. */
class OracleTest {
    private final Story story = new Story();
    private Question help;
    private long helpId;

    /** What every story begins with: a sound question of somebody else, and Alice's first. */
    @BeforeEach
    void begin() {
        Question other = story.asks(BOB, "10001", "menu");
        story.acknowledged(1, other);
        story.answered(1, other, 7, "the ", "menu");
        help = story.asks(ALICE, "10001", "menu");
        helpId = story.acknowledged(1, help);
    }

    private List<String> broken() {
        return story.judged().stream().map(Violation::promise).distinct().toList();
    }

    @Test
    void findsNothingWhereEveryPromiseWasKept() {
        story.answered(1, help, 8, "the ", "menu");
        Question cities = story.asks(ALICE, "10010", "cities", Question.Kind.DISCLOSING);
        story.acknowledged(1, cities);
        story.disclosed();
        story.answered(1, cities, 9, "all ", "the ", "cities");
        assertThat(story.judged()).isEmpty();
    }

    @Test
    void findsAnAcknowledgedQuestionThatIsNowhere() { // D1
        story.count(BalanceItem.MESSAGE, -1);
        story.count(BalanceItem.ACKNOWLEDGED, -1);
        assertThat(broken()).containsExactly("D1");
        assertThat(story.judged()).anyMatch(v -> v.toString().contains("acknowledged as 0000000000000401"));
    }

    @Test
    void findsAQuestionWhoseReplyVanishedThoughTheBooksCountIt() { // D1
        story.count(BalanceItem.DELIVERED, 1);
        assertThat(broken()).containsExactly("D1", "D15");
    }

    @Test
    void showsAQuestionThatVanishedBehindOthersThatEndedOtherwise() { // D1
        // Half of its transaction was there after a kill: enough to take it for a repeat.
        story.count(BalanceItem.MESSAGE, -1);
        story.count(BalanceItem.REPEAT, 1);
        Question second = story.asks(ALICE, "10000", "menu");
        story.acknowledged(1, second);
        Question third = story.asks(BOB, "10000", "menu");
        story.acknowledged(1, third);
        story.answered(1, third, 9, "the ", "menu");
        story.count(BalanceItem.DELIVERED, -1);
        story.count(BalanceItem.UNCERTAIN, 2);
        assertThat(broken()).containsExactly("D1");
        assertThat(story.judged()).anyMatch(v -> v.toString().contains("acknowledged as 0000000000000401"));
    }

    @Test
    void isContentWithAReplyThatIsOpenOrEndedOtherwise() { // D1
        story.open(helpId, help);
        Question second = story.asks(ALICE, "10000", "menu");
        story.acknowledged(1, second);
        story.count(BalanceItem.UNCERTAIN, 1);
        assertThat(story.judged()).isEmpty();
    }

    @Test
    void findsAReplyOfWhichASegmentIsMissing() { // D1
        story.segment(1, help, 8, 2, 2, "menu", true);
        story.count(BalanceItem.DELIVERED, 1);
        assertThat(broken()).contains("D1");
    }

    @Test
    void findsAQuestionStoredTwice() { // D4
        story.answered(1, help, 8, "the ", "menu");
        story.acknowledged(2, help);
        story.answered(2, help, 9, "the ", "menu");
        assertThat(broken()).containsExactly("D4");
    }

    @Test
    void findsASecondEffectOfWhichNoAcknowledgementWasSeen() { // D4
        story.answered(1, help, 8, "the ", "menu");
        story.tried(2, help, new Submission.Unanswered("connection lost"));
        story.count(BalanceItem.ACKNOWLEDGED, 1);
        story.count(BalanceItem.MESSAGE, 1);
        story.count(BalanceItem.SILENT, 1);
        assertThat(broken()).containsExactly("D4");
    }

    @Test
    void takesARepeatForARepeat() { // D4
        story.acknowledged(2, help, helpId);
        story.count(BalanceItem.ACKNOWLEDGED, 1);
        story.count(BalanceItem.REPEAT, 1);
        story.answered(1, help, 8, "the ", "menu");
        assertThat(story.judged()).isEmpty();
    }

    @Test
    void findsANewQuestionThatWasTakenForARepeat() { // D4
        story.answered(1, help, 8, "the ", "menu");
        Question second = story.asks(ALICE, "10001", "cities");
        story.acknowledged(1, second, helpId);
        story.count(BalanceItem.ACKNOWLEDGED, 1);
        story.count(BalanceItem.REPEAT, 1);
        assertThat(broken()).contains("D1", "D4");
    }

    @Test
    void findsAReplyNobodyAskedFor() { // D4
        story.answered(1, help, 8, "the ", "menu");
        story.comes(1, help, 9, "buy ", "this");
        assertThat(broken()).containsExactly("D4");
    }

    @Test
    void findsAReplyThatComesAgainOnItsSession() { // D5
        story.answered(1, help, 8, "the ", "menu");
        story.comes(1, help, 8, "the ", "menu");
        assertThat(broken()).contains("D5");
    }

    @Test
    void allowsOneCopyAfterTheConnectionWasLost() { // D5
        story.comes(1, help, 8, "the ", "menu");
        story.answered(2, help, 8, "the ", "menu");
        assertThat(story.judged()).isEmpty();
    }

    @Test
    void findsAThirdCopy() { // D5
        story.comes(1, help, 8, "the ", "menu");
        story.comes(2, help, 8, "the ", "menu");
        story.answered(3, help, 8, "the ", "menu");
        assertThat(broken()).containsExactly("D5");
    }

    @Test
    void findsACopyWithOtherBytes() { // D5
        story.comes(1, help, 8, "the ", "menu");
        story.answered(2, help, 8, "The ", "menu");
        assertThat(broken()).containsExactly("D5");
    }

    @Test
    void tellsTwoRepliesApartThatHaveTheSameReference() { // D5
        story.answered(1, help, 8, "the ", "menu");
        Question cities = story.asks(ALICE, "10001", "cities");
        story.acknowledged(1, cities);
        story.answered(1, cities, 8, "all ", "cities");
        assertThat(story.judged()).isEmpty();
    }

    @Test
    void findsAnOutcomeThatMustHaveBeenWrittenAndWasLost() { // D5
        story.comes(1, help, 8, "the ", "menu");
        for (int i = 0; i < 11; i++) {
            Question other = story.asks("86138001390%02d".formatted(i), "10001", "menu");
            story.acknowledged(1, other);
            story.answered(1, other, 8, "the ", "menu");
        }
        story.answered(2, help, 8, "the ", "menu");
        assertThat(broken()).containsExactly("D5");
    }

    @Test
    void allowsAnotherTryAfterARefusal() { // D5, D7
        story.segment(1, help, 8, 2, 1, "the ", true);
        story.segment(1, help, 8, 2, 2, "menu", false);
        story.segment(1, help, 8, 2, 2, "menu", false);
        story.segment(1, help, 8, 2, 2, "menu", true);
        story.count(BalanceItem.DELIVERED, 1);
        assertThat(story.judged()).isEmpty();
    }

    @Test
    void findsAReplyThatComesTooLate() { // D6
        story.passes(911);
        story.answered(1, help, 8, "the ", "menu");
        assertThat(broken()).containsExactly("D6");
    }

    @Test
    void findsAReplyThatOvertookAnother() { // D8
        Question second = story.asks(ALICE, "10010", "cities");
        story.acknowledged(1, second);
        story.answered(1, second, 9, "the ", "cities");
        story.answered(1, help, 8, "the ", "menu");
        assertThat(broken()).containsExactly("D8");
    }

    @Test
    void findsSegmentsInTheWrongOrder() { // D8
        story.segment(1, help, 8, 2, 2, "menu", true);
        story.segment(1, help, 8, 2, 1, "the ", true);
        story.count(BalanceItem.DELIVERED, 1);
        assertThat(broken()).containsExactly("D8");
    }

    @Test
    void allowsWhatAWithdrawalEndedToComeAfterIt() { // D5, D8
        Question withdrawal = story.asks(ALICE, "10000", "withdrawn", Question.Kind.WITHDRAWING);
        story.acknowledged(1, withdrawal);
        story.answered(1, withdrawal, 9, "with", "drawn");
        story.comes(2, help, 8, "the ", "menu");
        story.count(BalanceItem.UNCERTAIN, 1);
        assertThat(story.judged()).isEmpty();
    }

    @Test
    void findsADisclosureWithoutAnAuditEntry() { // F17, P6
        story.answered(1, help, 8, "the ", "menu");
        Question cities = story.asks(ALICE, "10010", "cities", Question.Kind.DISCLOSING);
        story.acknowledged(1, cities);
        story.answered(1, cities, 9, "the ", "cities");
        assertThat(broken()).containsExactly("P6");
    }

    @Test
    void findsBooksThatDoNotAddUp() { // D15
        story.answered(1, help, 8, "the ", "menu");
        story.count(BalanceItem.REPEAT, 1);
        assertThat(broken()).containsExactly("D15");
    }

    @Test
    void findsBooksThatKnowLessThanWasAcknowledged() { // D1
        story.acknowledged(2, help, helpId);
        story.answered(1, help, 8, "the ", "menu");
        assertThat(broken()).containsExactly("D1");
    }

    @Test
    void findsRepliesDeliveredThatNeverCame() { // D15
        story.answered(1, help, 8, "the ", "menu");
        Question second = story.asks(ALICE, "10000", "menu");
        story.acknowledged(1, second);
        story.count(BalanceItem.DELIVERED, 1);
        assertThat(broken()).containsExactly("D1", "D15");
    }

    @Test
    void masksNumbersInWhatItPrints() { // P4
        story.count(BalanceItem.DELIVERED, 1);
        assertThat(story.judged()).isNotEmpty();
        assertThat(story.judged().toString()).contains("138****8000").doesNotContain(ALICE, "13800138000");
    }
}
