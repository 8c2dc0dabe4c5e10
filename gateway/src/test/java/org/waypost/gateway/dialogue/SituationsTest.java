package org.waypost.gateway.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.gateway.authorization.AuditEntry.Event;
import org.waypost.gateway.message.Reply;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Service;
import org.waypost.itinerary.model.Visit;
import org.waypost.itinerary.stay.StayRules;

/** The service description, row by row: what each product does, and what each situation says. */
class SituationsTest {
    private static final LocalDate REGISTERED = LocalDate.of(2015, 1, 1);

    private final Conversation someone = new Conversation();

    private static UnaryOperator<Service> living(Service.Life life) {
        return s -> new Service(
                s.name(),
                s.shortCodes(),
                s.promptCode(),
                s.keywords(),
                s.asksEnding(),
                s.consent(),
                s.windows(),
                s.rules(),
                s.level(),
                s.order(),
                s.language(),
                s.hotline(),
                s.signatures(),
                s.dialogueExpiry(),
                s.segments(),
                life);
    }

    /** The table of products: what is texted where, in turn, and what comes back. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10001|CXMYD#123X:ask-consent Y:answer",
                "10000|CXMYD123x:ask-consent 同意:answer",
                "10001|CXMYD:ask-ending 123X:ask-consent 是:answer",
                "10086|CXMYD:ask-ending 123X:answer",
                "10086|CXMYD#123X:answer",
                "10010|CXMYD#123X:answer",
                "10010|CXMYD:ask-ending 123X:answer",
                "10001|XCK:answer",
                "10086|ｘｃｋ:answer",
                "10658086|XCK:answer",
                "10658086|CXMYD:elsewhere",
                // grammar and dialogue
                "10001|CXMYD#123X:ask-consent N:cancelled Y:nothing-open",
                "10001|CXMYD:ask-ending 12345:malformed 123:malformed 123X:ask-consent",
                "10001|CXMYD#99:malformed",
                "10001|CXMYD#9999:wrong-ending 123X:ask-consent Y:answer",
                "10001|CXMYD#123X:ask-consent CXMYD#9999:wrong-ending Y:answer",
                "10001|CXMYD#123X:ask-consent CXMYD:ask-ending 123X:ask-consent Y:answer",
                "10001|CXMYD#123X:ask-consent XCK:answer Y:nothing-open",
                "10001|HELP:help",
                "10001|?:help",
                "10001|hello:unknown hello:silence",
                "10001|1234:unknown",
                "10001|Y:nothing-open",
                "10001|N:nothing-open",
                "10001|XCK:answer TD:withdrawn",
                "10001|STOP:withdrawn",
                // the last letter is of another script
                "10001|СXMYD#123X:unknown",
            })
    void goesStepByStep(String shortCode, String texts) {
        for (String step : texts.split(" ", -1)) {
            String text = step.substring(0, step.lastIndexOf(':'));
            String reason = someone.text(shortCode, text).map(Reply::reason).orElse("silence");
            assertThat(text + ":" + reason).isEqualTo(step);
        }
    }

    @Test
    void namesTheShortCodeThatIsRight() {
        assertThat(someone.text("10658086", "CXMYD").orElseThrow().text()).contains("到10086");
    }

    @Test
    void followsNoDialogueAtAShortCodeOfAnotherProduct() {
        someone.text("10001", "CXMYD#123X");
        assertThat(someone.text("10086", "Y").orElseThrow().reason()).isEqualTo("nothing-open");
        assertThat(someone.reason("Y")).isEqualTo("answer");
    }

    @Test
    void saysThatADialogueWaitedTooLong() {
        someone.text("10086", "CXMYD");
        someone.after(Duration.ofMinutes(30));
        assertThat(someone.text("10086", "123X").orElseThrow())
                .satisfies(reply -> assertThat(reply.reason()).isEqualTo("expired"))
                .satisfies(reply -> assertThat(reply.text()).contains("已超时"));
        assertThat(someone.grants()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2020-03-06,,false,not-offered",
        "2020-03-05,,false,answer",
        ",2020-03-04,false,ended",
        ",2020-03-05,false,answer",
        ",,true,not-offered"
    })
    void isOfferedOnItsDaysAndNotWhenStopped(LocalDate from, LocalDate until, boolean stopped, String reason) {
        Conversation asker = new Conversation(living(new Service.Life(from, until, stopped)));
        assertThat(asker.reason("XCK")).isEqualTo(reason);
        assertThat(asker.grants().isEmpty()).isEqualTo(!reason.equals("answer"));
    }

    @Test
    void endsADialogueWhoseProductIsStopped() {
        Conversation asker = new Conversation(living(new Service.Life(null, LocalDate.of(2020, 3, 5), false)));
        assertThat(asker.reason("CXMYD#123X")).isEqualTo("ask-consent");
        // 09:00 and 15 hours: past midnight; a longer expiry would be needed for the dialogue to live, so ask anew
        assertThat(asker.after(Duration.ofHours(15)).reason("CXMYD#123X")).isEqualTo("ended");
    }

    @Test
    void saysInBothLanguagesThatAProductHasEnded() { // P9
        Service.Life over = new Service.Life(null, LocalDate.of(2020, 3, 4), false);
        assertThat(new Conversation(living(over))
                        .text("10001", "XCK")
                        .orElseThrow()
                        .text())
                .contains("已结束");
        Conversation english = new Conversation(living(over)).registered(null, true, Language.ENGLISH);
        assertThat(english.text("10001", "XCK").orElseThrow().text()).contains("has ended");
    }

    @Test
    void countsItinerariesByPeerAndRepliesOverAllPeers() { // M13
        for (int i = 0; i < 10; i++) {
            someone.through("rogue").after(Duration.ofMinutes(11)).reason("XCK");
        }
        assertThat(someone.after(Duration.ofMinutes(11)).reason("XCK")).isEqualTo("itinerary-limit");
        assertThat(someone.through("smsc").reason("XCK")).isEqualTo("answer");
        someone.after(Duration.ofMinutes(11));
        for (int i = 0; i < 5; i++) {
            assertThat(someone.through(i % 2 == 0 ? "rogue" : "smsc").text("10001", "HELP"))
                    .isPresent();
        }
        assertThat(someone.through("smsc").text("10001", "HELP")).isEmpty();
    }

    @Test
    void theLastReplySaysSoWhateverItIs() { // M13
        for (int i = 0; i < 4; i++) {
            someone.reason("HELP");
        }
        assertThat(someone.text("10001", "XCK").orElseThrow().text()).contains("根据您的授权查询", "暂时不再回复");
        someone.after(Duration.ofMinutes(11));
        for (int i = 0; i < 4; i++) {
            someone.reason("HELP");
        }
        assertThat(someone.unavailable(true).text("10001", "XCK").orElseThrow().text())
                .contains("系统繁忙", "暂时不再回复");
    }

    /** Nothing definite is said while data is missing. */
    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void tellsWhatIsMissingBeforeItSaysThatThereIsNothing(String language) { // F21
        Conversation asker = someone.registered(
                        REGISTERED, true, Language.of(language).orElseThrow())
                .withTheLatestDayMissing();
        String list = asker.text("10001", "XCK").orElseThrow().text();
        String nothing =
                asker.visiting(List.of()).text("10001", "XCK").orElseThrow().text();
        String notLong = asker.visiting(
                        List.of(new Visit(Conversation.CHANGSHA, LocalDate.of(2020, 1, 1), LocalDate.of(2020, 1, 2))))
                .text("10001", "XCK")
                .orElseThrow()
                .text();
        if (language.equals("zh")) {
            assertThat(list).contains("长沙", "数据完整至2020年3月3日");
            assertThat(List.of(nothing, notLong)).allMatch(t -> t.contains("数据还未收齐") && t.contains("数据完整至2020年3月3日"));
            assertThat(nothing).doesNotContain("没有您的手机记录");
            assertThat(notLong).contains("目前尚无").doesNotContain("但没有");
        } else {
            assertThat(list).contains("Changsha", "Data is complete up to 3 Mar 2020");
            assertThat(List.of(nothing, notLong))
                    .allMatch(t -> t.contains("so far") && t.contains("Data is complete up to 3 Mar 2020"));
            assertThat(nothing).doesNotContain("there is no record");
        }
    }

    @Test
    void isBusyInTwoLanguagesAndNeverSoundsLikeNoCities() { // F16
        String chinese =
                someone.unavailable(true).text("10001", "XCK").orElseThrow().text();
        assertThat(chinese).contains("系统繁忙").doesNotContain("没有", "无", "记录");
        String english = someone.registered(REGISTERED, true, Language.ENGLISH)
                .text("10001", "XCK")
                .orElseThrow()
                .text();
        assertThat(english).contains("system is busy").doesNotContain("no city", "no record");
    }

    @Test
    void auditsTheConsentsThatEndWithTheNumber() { // P12, P6
        someone.reason("XCK");
        someone.after(Duration.ofDays(1)).registered(REGISTERED, false, null);
        assertThat(someone.reason("XCK")).isEqualTo("not-active");
        assertThat(someone.audit()).extracting(e -> e.event()).endsWith(Event.CONSENT_WITHDRAWN, Event.REFUSAL);
        assertThat(someone.file().consents()).isEmpty();
    }

    /** Abroad any sighting counts, in every product; the core knows by the place, products say so by their rules. */
    @Test
    void countsByTheThresholdOfEachProduct() {
        StayRules anySighting = StayRules.anySighting()
                .withToleratedExcursion(Duration.ofMinutes(30))
                .withToleratedHop(Duration.ofHours(4));
        assertThat(rules("10001", "CXMYD#123X", "Y")).isEqualTo(StayRules.longerThan(Duration.ofHours(4)));
        assertThat(rules("10086", "CXMYD#123X")).isEqualTo(anySighting);
        assertThat(rules("10010", "CXMYD#123X")).isEqualTo(StayRules.longerThan(Duration.ofHours(4)));
        assertThat(rules("10001", "XCK")).isEqualTo(StayRules.atLeast(Duration.ofHours(4)));
    }

    private static StayRules rules(String shortCode, String... texts) {
        Conversation asker = new Conversation();
        for (String text : texts) {
            asker.text(shortCode, text);
        }
        return asker.grants().get(0).rules();
    }

    /** The windows of every product, around a leap day, New Year, and the day of the service description. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // 00:30 and 23:30 in Shanghai
                "2020-03-04T16:30:00Z|前14天（2020年2月20日至2020年3月4日）|前15天（2020年2月19日至2020年3月4日）|前16至30天（2020年2月4日至2020年2月18日）|前7天（2020年2月27日至2020年3月4日）",
                "2020-03-05T15:30:00Z|前14天（2020年2月20日至2020年3月4日）|前15天（2020年2月19日至2020年3月4日）|前16至30天（2020年2月4日至2020年2月18日）|前7天（2020年2月27日至2020年3月4日）",
                "2021-03-05T04:00:00Z|前14天（2021年2月19日至2021年3月4日）|前15天（2021年2月18日至2021年3月4日）|前16至30天（2021年2月3日至2021年2月17日）|前7天（2021年2月26日至2021年3月4日）",
                "2020-02-29T04:00:00Z|前14天（2020年2月15日至2020年2月28日）|前15天（2020年2月14日至2020年2月28日）|前16至30天（2020年1月30日至2020年2月13日）|前7天（2020年2月22日至2020年2月28日）",
                "2020-03-01T04:00:00Z|前14天（2020年2月16日至2020年2月29日）|前15天（2020年2月15日至2020年2月29日）|前16至30天（2020年1月31日至2020年2月14日）|前7天（2020年2月23日至2020年2月29日）",
                "2020-12-31T16:00:00Z|前14天（2020年12月18日至2020年12月31日）|前15天（2020年12月17日至2020年12月31日）|前16至30天（2020年12月2日至2020年12月16日）|前7天（2020年12月25日至2020年12月31日）",
            })
    void saysTheSameUnderAnyTimeZoneAndLocale(
            String now, String fourteen, String fifteen, String sixteen, String seven) { // F14
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            for (String there : List.of("UTC", "America/New_York", "Pacific/Apia", "Asia/Kolkata")) {
                for (String tag : List.of("en-US", "tr-TR", "ar-SA")) {
                    TimeZone.setDefault(TimeZone.getTimeZone(there));
                    Locale.setDefault(Locale.forLanguageTag(tag));
                    Conversation asker = new Conversation().at(now).visiting(List.of());
                    assertThat(asker.text("10001", "cxmyd#123x").orElseThrow().text())
                            .as("%s %s", there, tag)
                            .contains(fourteen);
                    assertThat(asker.text("10086", "cxmyd#123x").orElseThrow().text())
                            .as("%s %s", there, tag)
                            .contains(fifteen)
                            .contains(sixteen);
                    assertThat(asker.text("10010", "xck").orElseThrow().text())
                            .as("%s %s", there, tag)
                            .contains(seven);
                }
            }
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }
}
