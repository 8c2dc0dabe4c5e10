package org.waypost.gateway.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.AuditEntry.Event;
import org.waypost.gateway.authorization.CityOverride;
import org.waypost.gateway.authorization.CityOverrides;
import org.waypost.gateway.message.Reply;
import org.waypost.gateway.query.Language;
import org.waypost.itinerary.Grant;
import org.waypost.itinerary.model.Window;

class ResponderTest {
    private final Conversation someone = new Conversation();

    private static List<Event> events(List<AuditEntry> audit) {
        return audit.stream().map(AuditEntry::event).toList();
    }

    @Test
    void answersAfterTheSubscriberConsents() {
        assertThat(someone.reason("CXMYD#123X")).isEqualTo("ask-consent");
        Reply answer = someone.text("10001", "Y").orElseThrow();

        assertThat(answer.reason()).isEqualTo("answer");
        assertThat(answer.text()).contains("根据您的授权查询", "长沙", "株洲", "138****8000", "2020年2月20日至2020年3月4日");
        assertThat(someone.grants()).hasSize(1);
        Grant grant = someone.grants().get(0);
        assertThat(grant.windows()).containsExactly(new Window(LocalDate.of(2020, 2, 20), LocalDate.of(2020, 3, 4)));
        // P6: the disclosure names the consent it relied on
        assertThat(events(someone.audit())).containsExactly(Event.CONSENT_GIVEN, Event.DISCLOSURE);
        assertThat(someone.audit().get(1).basis()).isEqualTo(grant.basis());
    }

    @Test
    void leavesOutWhatAnOverrideCovers() {
        someone.with(file -> file.withOverrides(CityOverrides.NONE.with(
                new CityOverride(1, "430100", LocalDate.of(2020, 2, 20), LocalDate.of(2020, 3, 4)))));
        someone.reason("CXMYD#123X");
        assertThat(someone.text("10001", "Y").orElseThrow().text())
                .contains("株洲")
                .doesNotContain("长沙");
    }

    @Test
    void readsNoItineraryBeforeTheConsent() { // P5
        someone.reason("CXMYD#123X");
        assertThat(someone.grants()).isEmpty();
        assertThat(someone.reason("N")).isEqualTo("cancelled");
        assertThat(someone.reason("Y")).isEqualTo("nothing-open");
        assertThat(someone.grants()).isEmpty();
    }

    @Test
    void asksForTheEndingWhereItIsMissing() {
        assertThat(someone.reason("CXMYD")).isEqualTo("ask-ending");
        assertThat(someone.reason("123x")).isEqualTo("ask-consent");
        assertThat(someone.reason("是")).isEqualTo("answer");
    }

    @Test
    void answersAtOnceWhereTheTextIsTheConsent() {
        assertThat(someone.text("10010", "CXMYD#123X").orElseThrow().text())
                .contains("湖南")
                .doesNotContain("长沙");
    }

    @Test
    void takesTheEndingAtTheNumberThatAskedForIt() {
        assertThat(someone.text("10086", "CXMYD").orElseThrow().reason()).isEqualTo("ask-ending");
        Reply answer = someone.text("10658086", "123X").orElseThrow();
        assertThat(answer.text()).contains("湖南（长沙、株洲）", "前16至30天");
        assertThat(someone.grants().get(0).windows()).hasSize(2);
    }

    @Test
    void needsNoEndingWhereTheProductAsksNone() {
        assertThat(someone.text("10086", "xck").orElseThrow().reason()).isEqualTo("answer");
    }

    @Test
    void refusesAWrongEndingAndCountsIt() { // M17
        for (int i = 0; i < 4; i++) {
            Reply reply = someone.text("10001", "CXMYD#9999").orElseThrow();
            assertThat(reply.reason()).isEqualTo("wrong-ending");
            assertThat(reply.text()).contains("证件数字有误", "重新输入");
        }
        someone.after(Duration.ofMinutes(11));
        assertThat(someone.reason("CXMYD#9999")).isEqualTo("wrong-ending");
        assertThat(someone.reason("CXMYD#123X")).isEqualTo("ending-pause");
        assertThat(someone.grants()).isEmpty();
        // never a full lock: one try after each pause, and the right one ends it
        someone.after(Duration.ofHours(24));
        assertThat(someone.reason("CXMYD#9999")).isEqualTo("wrong-ending");
        assertThat(someone.reason("CXMYD#123X")).isEqualTo("ending-pause");
        someone.after(Duration.ofHours(24));
        assertThat(someone.reason("CXMYD#123X")).isEqualTo("ask-consent");
        assertThat(someone.reason("CXMYD#9999")).isEqualTo("wrong-ending");
        assertThat(someone.reason("CXMYD#123X")).isEqualTo("ask-consent");
    }

    @Test
    void doesNotLockTheOwnerOutForGuessesThroughAnotherPeer() { // M13, M17
        someone.through("rogue");
        for (int i = 0; i < 6; i++) {
            someone.after(Duration.ofMinutes(11)).reason("CXMYD#9999");
        }
        assertThat(someone.reason("CXMYD#123X")).isEqualTo("ending-pause");
        assertThat(someone.through("smsc").reason("CXMYD#123X")).isEqualTo("ask-consent");
    }

    @Test
    void repliesAtMostFiveTimesInTenMinutesAndSaysSo() { // M13
        for (int i = 0; i < 4; i++) {
            assertThat(someone.text("10001", "CXMYD").orElseThrow().text()).doesNotContain("暂时不再回复");
        }
        assertThat(someone.text("10001", "CXMYD").orElseThrow().text()).contains("暂时不再回复");
        for (int i = 0; i < 100; i++) {
            assertThat(someone.text("10001", "CXMYD")).isEmpty();
        }
        someone.after(Duration.ofMinutes(10));
        assertThat(someone.text("10001", "CXMYD")).isPresent();
    }

    @Test
    void repliesAtMostTwentyTimesADay() { // M13
        int replies = 0;
        for (int i = 0; i < 80; i++) {
            replies +=
                    someone.after(Duration.ofMinutes(3)).text("10001", "CXMYD").isPresent() ? 1 : 0;
        }
        assertThat(replies).isEqualTo(20);
    }

    @Test
    void givesAtMostTenItinerariesADay() {
        for (int i = 0; i < 10; i++) {
            assertThat(someone.after(Duration.ofMinutes(11)).reason("XCK")).isEqualTo("answer");
        }
        assertThat(someone.after(Duration.ofMinutes(11)).reason("XCK")).isEqualTo("itinerary-limit");
        assertThat(someone.after(Duration.ofHours(24)).reason("XCK")).isEqualTo("answer");
    }

    @Test
    void isBusyWithoutCostWhenItinerariesAreUnavailable() { // F16
        someone.unavailable(true).reason("CXMYD#123X");
        Reply busy = someone.text("10001", "Y").orElseThrow();
        assertThat(busy.reason()).isEqualTo("busy");
        assertThat(busy.text()).contains("系统繁忙").doesNotContain("没有");
        assertThat(events(someone.audit())).containsExactly(Event.BUSY);
        // the same text later goes on
        assertThat(someone.unavailable(false).reason("Y")).isEqualTo("answer");
        assertThat(someone.file().tally().perPeer().get("smsc").itineraries()).isEqualTo(1);
    }

    @Test
    void forgetsADialogueThatLapsed() {
        someone.reason("CXMYD#123X");
        someone.after(Duration.ofMinutes(31));
        assertThat(someone.reason("Y")).isEqualTo("expired");
        assertThat(someone.grants()).isEmpty();
    }

    @Test
    void takesNoConsentThroughAnotherPeer() { // M13, P5
        assertThat(someone.reason("CXMYD#123X")).isEqualTo("ask-consent");
        assertThat(someone.through("rogue").reason("Y")).isEqualTo("nothing-open");
        assertThat(someone.grants()).isEmpty();
        assertThat(someone.through("smsc").reason("Y")).isEqualTo("answer");
    }

    @Test
    void followsTheLatestOfTwoQuestions() {
        someone.reason("CXMYD");
        assertThat(someone.text("10086", "CXMYD").orElseThrow().reason()).isEqualTo("ask-ending");
        assertThat(someone.text("10086", "123X").orElseThrow().text()).contains("前16至30天");
    }

    @Test
    void withdrawsConsentAtOnceAndEvenInSilence() { // D5
        someone.reason("XCK");
        assertThat(someone.reason("TD")).isEqualTo("withdrawn");
        assertThat(someone.withdrew()).isTrue();
        assertThat(someone.file().consents()).isEmpty();
        assertThat(events(someone.audit())).endsWith(Event.CONSENT_WITHDRAWN);

        someone.reason("XCK");
        for (int i = 0; i < 5; i++) {
            someone.text("10001", "CXMYD");
        }
        assertThat(someone.reason("STOP")).isEqualTo("silence");
        assertThat(someone.withdrew()).isTrue();
        assertThat(someone.file().consents()).isEmpty();
    }

    @Test
    void refusesWhomTheRegisterDoesNotKnow() {
        assertThat(new Conversation().unregistered().reason("CXMYD#123X")).isEqualTo("not-registered");
        assertThat(new Conversation().withoutRealName().reason("CXMYD#123X")).isEqualTo("no-real-name");
        assertThat(new Conversation()
                        .registered(LocalDate.of(2015, 1, 1), false, null)
                        .reason("CXMYD#123X"))
                .isEqualTo("not-active");
    }

    @Test
    void readsNothingFromBeforeTheNumberWasActive() { // P12
        someone.registered(LocalDate.of(2020, 3, 1), true, null);
        Reply answer = someone.text("10010", "CXMYD#123X").orElseThrow();
        Grant grant = someone.grants().get(0);
        assertThat(grant.windows()).containsExactly(new Window(LocalDate.of(2020, 3, 1), LocalDate.of(2020, 3, 4)));
        assertThat(grant.notBefore()).isEqualTo(LocalDate.of(2020, 3, 1));
        assertThat(answer.text()).contains("2020年3月1日启用");
        someone.registered(LocalDate.of(2020, 3, 5), true, null);
        assertThat(someone.text("10010", "CXMYD#123X").orElseThrow().reason()).isEqualTo("too-new");
    }

    @Test
    void dropsWhatAFormerOwnerBegan() { // P12
        someone.reason("CXMYD#123X");
        someone.after(Duration.ofDays(1)).registered(LocalDate.of(2020, 3, 6), true, null);
        assertThat(someone.reason("Y")).isEqualTo("nothing-open");
        assertThat(someone.file().consents()).isEmpty();
    }

    @Test
    void helpsOnceAnHourWithUnknownTexts() {
        assertThat(someone.reason("hello")).isEqualTo("unknown");
        assertThat(someone.reason("hello again")).isEqualTo("silence");
        assertThat(someone.after(Duration.ofHours(1)).reason("hello")).isEqualTo("unknown");
        assertThat(someone.reason("?")).isEqualTo("help");
    }

    @Test
    void answersInTheLanguageOfTheTextOrTheRegister() {
        assertThat(someone.text("10001", "help").orElseThrow().text()).contains("For your itinerary send");
        assertThat(someone.text("10001", "帮助").orElseThrow().text()).contains("查询本机行程请发送");
        someone.registered(LocalDate.of(2015, 1, 1), true, Language.ENGLISH);
        assertThat(someone.text("10010", "CXMYD#123X").orElseThrow().text())
                .contains("as authorized by you", "Hunan", "stayed longer than 4 hours");
    }

    @Test
    void tellsSeenButNotLongFromNeverSeen() {
        assertThat(new Conversation()
                        .visiting(List.of())
                        .text("10010", "CXMYD#123X")
                        .orElseThrow()
                        .text())
                .contains("没有您的手机记录");
    }

    @Test
    void leavesNoDigitInTheAudit() { // P6
        someone.reason("CXMYD#123X");
        someone.reason("CXMYD#9999");
        someone.reason("Y");
        assertThat(someone.audit().toString()).doesNotContain("123X", "9999", "13800138000", "长沙");
    }
}
