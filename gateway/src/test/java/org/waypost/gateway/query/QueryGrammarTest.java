package org.waypost.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.itinerary.stay.StayRules;

class QueryGrammarTest {
    private static final Service TRIP = service("trip", List.of("10001"), true, "CXMYD", "TRIP/en");
    private static final Service ROAM = service("roam", List.of("10086"), true, "MYCX");
    private static final Service CARD = service("card", List.of(), false, "XCK");
    private final QueryGrammar grammar = grammar();

    static QueryGrammar grammar() {
        return new QueryGrammar(new Services(List.of(TRIP, ROAM, CARD)));
    }

    private static Service service(String name, List<String> codes, boolean ending, String... keywords) {
        List<Service.Keyword> words = List.of(keywords).stream()
                .map(k -> k.endsWith("/en")
                        ? new Service.Keyword(k.substring(0, k.length() - 3), Language.ENGLISH)
                        : new Service.Keyword(k, null))
                .toList();
        return new Service(
                name,
                codes,
                null,
                words,
                ending,
                Service.ConsentStep.REPLY,
                List.of(new DaysBack(1, 14)),
                StayRules.longerThan(Duration.ofHours(4)),
                Service.Level.CITY,
                Service.Order.LAST_VISIT,
                Language.CHINESE,
                "10000",
                Map.of(),
                Duration.ofMinutes(30),
                5,
                Service.Life.UNLIMITED);
    }

    // M15, M16
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CXMYD#1234",
                "cxmyd#1234",
                "CxMyD#1234",
                "ＣＸＭＹＤ＃１２３４",
                "ｃｘｍｙｄ＃１２３４",
                " CXMYD # 1234 ",
                "CXMYD1234",
                "cxmyd 1234",
                "CXMYD\t#\r\n1234",
                "\uFEFFCXMYD#1234",
                "CX\u200BMYD#12\u200D34",
                "CXMYD\u3000#1234",
                "\u202ECXMYD#1234",
                "CXMYD\u0000#1234"
            })
    void readsEverySpellingAsOneQuestion(String text) {
        assertThat(grammar.read(text, "10001")).isEqualTo(new Query.Ask(TRIP, new IdEnding("1234"), null));
    }

    @ParameterizedTest
    @CsvSource({"CXMYD#123X,123X", "cxmyd#123x,123X", "CXMYD#123Ｘ,123X", "CXMYD123x,123X"})
    void takesAnXAtTheEndInAnySpelling(String text, String ending) {
        assertThat(grammar.read(text, "10001")).isEqualTo(new Query.Ask(TRIP, new IdEnding(ending), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234", " 12 34 ", "１２３４", "123x", "123Ｘ"})
    void readsAnEndingAlone(String text) {
        assertThat(grammar.read(text, "10001")).isInstanceOf(Query.Ending.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Y", "y", "Ｙ", "是", "同意", " y ", "yes", "YES"})
    void readsConsent(String text) {
        assertThat(grammar.read(text, "10001")).isInstanceOf(Query.Yes.class);
    }

    @ParameterizedTest
    @CsvSource({
        "N,No",
        "n,No",
        "否,No",
        "TD,Withdraw",
        "td,Withdraw",
        "STOP,Withdraw",
        "退订,Withdraw",
        "?,Help",
        "？,Help",
        "帮助,Help",
        "help,Help"
    })
    void readsTheOtherWords(String text, String kind) {
        assertThat(grammar.read(text, "10001").getClass().getSimpleName()).isEqualTo(kind);
    }

    // M15: look-alikes of other scripts are not folded
    @ParameterizedTest
    @ValueSource(
            strings = {
                "СХМYD#1234",
                "CXΜYD#1234",
                "CXMYDD#1234",
                "hello",
                "你好",
                "",
                "   ",
                "CXMY",
                "#1234",
                "12345",
                "=cmd|' /C calc'!A0",
                "<script>alert(1)</script>",
                "${jndi:ldap://x}",
                "' or '1'='1"
            })
    void leavesEverythingElseUnknown(String text) {
        assertThat(grammar.read(text, "10001")).isInstanceOf(Query.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CXMYD#123", "CXMYD#12345", "CXMYD#X234", "CXMYD#", "CXMYD#abcd", "CXMYD12345"})
    void tellsAWrongEndingFromAnUnknownText(String text) {
        assertThat(grammar.read(text, "10001")).isEqualTo(new Query.Malformed(TRIP, null));
    }

    @Test
    void asksWithoutAnEndingToo() {
        assertThat(grammar.read("CXMYD", "10001")).isEqualTo(new Query.Ask(TRIP, null, null));
    }

    @Test
    void findsAProductOfferedAtEveryShortCode() {
        assertThat(grammar.read("XCK", "10086")).isEqualTo(new Query.Ask(CARD, null, null));
    }

    @Test
    void keepsNoEndingForAProductThatNeedsNone() {
        assertThat(grammar.read("XCK#1234", "10001")).isEqualTo(new Query.Ask(CARD, null, null));
    }

    @Test
    void namesTheProductOfAnotherShortCode() {
        assertThat(grammar.read("MYCX", "10001")).isEqualTo(new Query.Elsewhere(ROAM, null));
    }

    @Test
    void takesTheLanguageFromTheWord() {
        assertThat(grammar.read("trip#1234", "10001").language()).isEqualTo(Language.ENGLISH);
        assertThat(grammar.read("YES", "10001").language()).isEqualTo(Language.ENGLISH);
        assertThat(grammar.read("是", "10001").language()).isEqualTo(Language.CHINESE);
        assertThat(grammar.read("Y", "10001").language()).isNull();
    }

    @Test
    void doesNotDependOnTheLocale() { // F14
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            Service trip = service("title", List.of("1"), false, "TITLE");
            assertThat(new QueryGrammar(new Services(List.of(trip))).read("title", "1"))
                    .isEqualTo(new Query.Ask(trip, null, null));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void neverThrowsOnAnyText() { // M8
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            int length = random.nextInt(200);
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < length; j++) {
                text.append((char) random.nextInt(0x10000));
            }
            assertThat(grammar.read(text.toString(), "10001")).isNotNull();
        }
    }
}
