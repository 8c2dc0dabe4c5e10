package org.waypost.gateway.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.Shipped;
import org.waypost.gateway.authorization.Refusal;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Service;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Place;
import org.waypost.itinerary.model.Visit;
import org.waypost.itinerary.model.Window;

/**
 * Every situation in both languages, as a person reads them: {@code src/test/resources/wording/*.txt}. Run with
 * {@code -Dgolden.write=true} to write them anew, and read the difference.
 */
class GoldenWordingTest {
    private static final LocalDate TODAY = LocalDate.of(2020, 3, 5);
    private static final Msisdn NUMBER = Msisdn.ofDigits("8613800138000");
    private static final Place HUNAN = province("430000", "湖南", "Hunan");
    private static final Place JIANGXI = province("360000", "江西", "Jiangxi");
    private static final Place SHANGHAI = new Place("310000", Place.Kind.MUNICIPALITY, "上海", "Shanghai", null);
    private static final Place HONG_KONG = new Place("810000", Place.Kind.MUNICIPALITY, "香港", "Hong Kong", null);
    private static final Place JAPAN = new Place("JP", Place.Kind.COUNTRY, "日本", "Japan", null);
    private static final List<Place> FEW =
            List.of(city("430100", "长沙", "Changsha", HUNAN), city("360800", "吉安", "Ji'an", JIANGXI), SHANGHAI);

    private final GatewayConfig config = Shipped.config();
    private final Wording wording = new Wording(config.phrases(), config.servicePhrases(), config.segmenter());

    private static Place province(String code, String chinese, String english) {
        return new Place(code, Place.Kind.PROVINCE, chinese, english, null);
    }

    private static Place city(String code, String chinese, String english, Place province) {
        return new Place(code, Place.Kind.CITY, chinese, english, province);
    }

    private Service service(String name) {
        return config.services().named(name).orElseThrow();
    }

    private static Itinerary itinerary(
            Service service, List<Place> places, boolean seen, @Nullable LocalDate completeThrough) {
        List<Itinerary.Period> periods = new ArrayList<>();
        for (var days : service.windows()) {
            Window window = days.before(TODAY);
            List<Visit> visits = places.stream()
                    .map(p -> new Visit(p, window.first(), window.last()))
                    .toList();
            LocalDate through = window.last().isBefore(TODAY.minusDays(3)) ? window.last() : completeThrough;
            periods.add(new Itinerary.Period(window, visits, seen, through));
        }
        return new Itinerary(periods);
    }

    private static List<Place> many(int count) {
        List<Place> places = new ArrayList<>(List.of(SHANGHAI, HONG_KONG, JAPAN));
        for (int i = 0; places.size() < count; i++) {
            Place province = i % 3 == 0 ? JIANGXI : HUNAN;
            places.add(city(
                    "43%02d00".formatted(i + 1), "地名" + (char) ('甲' + i), "Placename" + (char) ('A' + i), province));
        }
        return places;
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void readsAsAPersonWouldReadIt(Language language) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        LocalDate yesterday = TODAY.minusDays(1);
        Wording.Asked asked = new Wording.Asked(NUMBER, TODAY, null, false);
        for (Service service : config.services().all()) {
            String name = service.name();
            texts.put(
                    name + ", few places",
                    wording.answer(service, language, asked, itinerary(service, FEW, true, yesterday)));
            texts.put(
                    name + ", twenty places",
                    wording.answer(service, language, asked, itinerary(service, many(20), true, yesterday)));
            texts.put(
                    name + ", more than fit",
                    wording.answer(service, language, asked, itinerary(service, many(200), true, yesterday)));
            texts.put(
                    name + ", seen but not long",
                    wording.answer(service, language, asked, itinerary(service, List.of(), true, yesterday)));
            texts.put(
                    name + ", no data",
                    wording.answer(service, language, asked, itinerary(service, List.of(), false, yesterday)));
            texts.put(
                    name + ", days missing",
                    wording.answer(service, language, asked, itinerary(service, FEW, true, TODAY.minusDays(3))));
            texts.put(
                    name + ", no day complete",
                    wording.answer(service, language, asked, itinerary(service, List.of(), false, null)));
            texts.put(
                    name + ", seen but not long, days missing",
                    wording.answer(service, language, asked, itinerary(service, List.of(), true, TODAY.minusDays(3))));
            texts.put(
                    name + ", no data, days missing",
                    wording.answer(service, language, asked, itinerary(service, List.of(), false, TODAY.minusDays(3))));
            texts.put(
                    name + ", young number",
                    wording.answer(
                            service,
                            language,
                            new Wording.Asked(NUMBER, TODAY, LocalDate.of(2020, 3, 1), false),
                            itinerary(service, FEW, true, yesterday)));
            texts.put(name + ", asks for consent", wording.askConsent(service, language, NUMBER, TODAY));
        }
        Service trip = service("city-14");
        texts.put("asks for the ending", wording.askEnding(trip, language, NUMBER));
        for (Refusal refusal : Refusal.values()) {
            texts.put("refusal " + refusal, wording.refusal(trip, language, refusal));
        }
        texts.put("malformed", wording.malformed(trip, language));
        texts.put("elsewhere", wording.elsewhere(trip, language));
        texts.put("cancelled", wording.cancelled(trip, language));
        texts.put("withdrawn", wording.withdrawn(trip, language));
        texts.put("expired", wording.expired(List.of(trip, service("card-7")), language));
        texts.put("unknown", wording.unknown(List.of(trip, service("card-7")), language));
        texts.put("nothing open", wording.nothingOpen(List.of(trip, service("card-7")), language));
        texts.put("help", wording.help(List.of(trip, service("card-7")), language));
        texts.put("busy", wording.busy(trip, language));
        texts.put("last reply", wording.cancelled(trip, language) + wording.lastReplyNote(trip, language));

        StringBuilder all = new StringBuilder();
        texts.forEach((name, text) -> {
            int segments = config.segmenter().segments(text);
            assertThat(segments).as(name).isLessThanOrEqualTo(6);
            all.append("# ")
                    .append(name)
                    .append(" (")
                    .append(segments)
                    .append(segments == 1 ? " segment" : " segments")
                    .append(")\n")
                    .append(text)
                    .append("\n\n");
        });
        Path golden = Path.of("src/test/resources/wording", language.tag() + ".txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, all, StandardCharsets.UTF_8);
        }
        assertThat(all.toString()).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void endsALongListAtAWholePlaceAndSaysHowManyAreLeftOut(Language language) {
        Service trip = service("city-14");
        Wording.Asked asked = new Wording.Asked(NUMBER, TODAY, null, false);
        for (int count = 1; count < 120; count++) {
            List<Place> places = many(Math.max(4, count));
            String text = wording.answer(trip, language, asked, itinerary(trip, places, true, TODAY.minusDays(1)));
            assertThat(config.segmenter().segments(text)).isLessThanOrEqualTo(trip.segments());
            long shown = places.stream()
                    .filter(p -> text.contains(language == Language.CHINESE ? p.chinese() : p.english()))
                    .count();
            String number = Long.toString(places.size() - shown);
            if (shown < places.size()) {
                assertThat(text).contains(language == Language.CHINESE ? "另有" + number + "地" : number + " more places");
            }
        }
    }
}
