package org.waypost.gateway.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.Shipped;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Service;
import org.waypost.itinerary.GazetteerDirectory;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.geography.InvalidGazetteerException;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Place;
import org.waypost.itinerary.model.Visit;
import org.waypost.itinerary.model.Window;

/** How places of the shipped gazetteer stand in a reply: level, order, grouping, short names. */
class PlacesInRepliesTest {
    private static final LocalDate TODAY = LocalDate.of(2020, 3, 5);
    private static final Wording.Asked ASKED = new Wording.Asked(Msisdn.ofDigits("8613800138000"), TODAY, null, false);

    private final GatewayConfig config = Shipped.config();
    private final Wording wording = new Wording(config.phrases(), config.servicePhrases(), config.segmenter());
    private final Gazetteer gazetteer = gazetteer();

    private static Gazetteer gazetteer() {
        try {
            return GazetteerDirectory.load(Shipped.folder().resolve("gazetteer"));
        } catch (IOException | InvalidGazetteerException e) {
            throw new AssertionError(e);
        }
    }

    private Service service(String name, Service.Level level, Service.Order order) {
        Service s = config.services().named(name).orElseThrow();
        return new Service(
                s.name(),
                s.shortCodes(),
                s.promptCode(),
                s.keywords(),
                s.asksEnding(),
                s.consent(),
                s.windows(),
                s.rules(),
                level,
                order,
                s.language(),
                s.hotline(),
                s.signatures(),
                s.dialogueExpiry(),
                s.segments(),
                s.life());
    }

    private String text(Service service, Language language, List<List<String>> codesOfWindows) {
        List<Itinerary.Period> periods = new ArrayList<>();
        for (int i = 0; i < codesOfWindows.size(); i++) {
            Window window = service.windows().get(i).before(TODAY);
            List<Visit> visits = codesOfWindows.get(i).stream()
                    .map(code -> new Visit(gazetteer.place(code).orElseThrow(), window.first(), window.last()))
                    .toList();
            periods.add(new Itinerary.Period(window, visits, !visits.isEmpty(), window.last()));
        }
        return wording.answer(service, language, ASKED, new Itinerary(periods));
    }

    /** The rows of the service description on names, in the order of the last visit. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CITY|LAST_VISIT|430100 430200 360800|长沙、株洲、吉安|Changsha, Zhuzhou, Ji'an",
                "PROVINCE_WITH_CITIES|LAST_VISIT|430100 430200 360800|湖南（长沙、株洲），江西（吉安）|Hunan (Changsha, Zhuzhou), Jiangxi (Ji'an)",
                "PROVINCE_WITH_CITIES|LAST_VISIT|360800 430100 430200|江西（吉安），湖南（长沙、株洲）|Jiangxi (Ji'an), Hunan (Changsha, Zhuzhou)",
                // of one province, though another lies between
                "PROVINCE_WITH_CITIES|LAST_VISIT|430100 360800 430200|湖南（长沙、株洲），江西（吉安）|Hunan (Changsha, Zhuzhou), Jiangxi (Ji'an)",
                "PROVINCE|LAST_VISIT|430100 360800 430200|湖南、江西|Hunan, Jiangxi",
                // a municipality once, at every level
                "CITY|LAST_VISIT|310000|上海|Shanghai",
                "PROVINCE|LAST_VISIT|310000|上海|Shanghai",
                "PROVINCE_WITH_CITIES|LAST_VISIT|310000 430100|上海，湖南（长沙）|Shanghai, Hunan (Changsha)",
                // regions of China, and countries by their short names
                "CITY|LAST_VISIT|810000 820000 710000 JP|香港、澳门、台湾、日本|Hong Kong, Macao, Taiwan, Japan",
                "PROVINCE_WITH_CITIES|LAST_VISIT|KR 810000|韩国，香港|South Korea, Hong Kong",
                // by code: a province's cities together, countries last
                "CITY|REGION|JP 430200 310000 360800 430100|上海、吉安、长沙、株洲、日本|Shanghai, Ji'an, Changsha, Zhuzhou, Japan",
                "PROVINCE|REGION|JP 430200 810000 360800|江西、湖南、香港、日本|Jiangxi, Hunan, Hong Kong, Japan",
                // autonomous regions and units shown like cities
                "PROVINCE|LAST_VISIT|450100 150100 650100|广西、内蒙古、新疆|Guangxi, Inner Mongolia, Xinjiang",
                "CITY|LAST_VISIT|419001 429004 429021|济源、仙桃、神农架|Jiyuan, Xiantao, Shennongjia",
            })
    void readsByShortNamesAtItsLevelAndInItsOrder(
            Service.Level level, Service.Order order, String codes, String chinese, String english) {
        Service service = service("card-7", level, order);
        List<List<String>> places = List.of(List.of(codes.split(" ", -1)));
        assertThat(text(service, Language.CHINESE, places)).contains("的地方：" + chinese + "。");
        assertThat(text(service, Language.ENGLISH, places)).contains(" in: " + english + ". ");
    }

    @Test
    void tellsEachWindowByItself() {
        Service roam = service("roam-15-30", Service.Level.PROVINCE_WITH_CITIES, Service.Order.LAST_VISIT);
        assertThat(text(roam, Language.CHINESE, List.of(List.of("430100"), List.of("360800"))))
                .contains("前15天（2020年2月19日至2020年3月4日）到访过的地方：湖南（长沙）；")
                .contains("前16至30天（2020年2月4日至2020年2月18日）到访过的地方：江西（吉安）。");
        assertThat(text(roam, Language.CHINESE, List.of(List.of("430100"), List.of())))
                .contains("前16至30天（2020年2月4日至2020年2月18日）没有您的手机记录");
        assertThat(text(roam, Language.ENGLISH, List.of(List.of(), List.of("360800"))))
                .contains("in the 15 days 19 Feb 2020 to 4 Mar 2020: no record of your phone; 16 to 30 days ago");
    }

    /** What {@code waypost check} measures with must not be shorter than what a subscriber can be sent. */
    @Test
    void noPlaceHasALongerNameThanTheOneTextsAreMeasuredWith() {
        List<String> codes = Stream.of("regions.csv", "countries.csv")
                .flatMap(name -> lines(name).stream().skip(1))
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        assertThat(codes).hasSizeGreaterThan(3000);
        for (String code : codes) {
            @Nullable Place place = gazetteer.place(code).orElse(null);
            if (place != null) {
                Place province = place.provinceOrSelf();
                boolean alone = province.equals(place);
                int chinese = place.chinese().length()
                        + (alone ? 0 : province.chinese().length() + 2);
                int english = place.english().length()
                        + (alone ? 0 : province.english().length() + 3);
                assertThat(chinese)
                        .as(code)
                        .isLessThanOrEqualTo(
                                LongestReplies.LONGEST_NAME.chinese().length());
                assertThat(english)
                        .as(code)
                        .isLessThanOrEqualTo(
                                LongestReplies.LONGEST_NAME.english().length());
            }
        }
    }

    private static List<String> lines(String name) {
        try {
            return Files.readAllLines(Shipped.folder().resolve("gazetteer").resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
