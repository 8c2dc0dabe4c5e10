package org.waypost.gateway.wording;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.waypost.gateway.authorization.Refusal;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.query.Services;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Place;
import org.waypost.itinerary.model.Visit;
import org.waypost.itinerary.model.Window;

/**
 * The longest text a product can come to in each situation, so that a configuration whose texts do not fit their segments
 * is found before anybody is sent one. A list of places does not count: it ends where the segments end. One place and
 * everything that is said around it does.
 */
public final class LongestReplies {
    /** No place of the gazetteer has a longer name, in brackets after its province or alone; a test holds that. */
    static final Place LONGEST_NAME =
            new Place("GS", Place.Kind.COUNTRY, "南乔治亚岛和南桑德韦奇岛", "South Georgia and the South Sandwich Islands", null);

    private static final Msisdn NUMBER = Msisdn.ofDigits("8613800138000");
    private static final int MOST_LEFT_OUT = 999;
    /** All dates of a question on one of these days and of the windows before it have the digits any date can have. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 12, 1);

    private static final int DAYS = 31;

    private final Services services;
    private final Wording wording;

    public LongestReplies(Services services, Wording wording) {
        this.services = services;
        this.wording = wording;
    }

    /** The longest text of each situation in which this product is the one that answers. */
    public Map<Situation, String> of(Service service, Language language) {
        Map<Situation, String> longest = new EnumMap<>(Situation.class);
        IntStream.range(0, DAYS)
                .mapToObj(FIRST_DAY::plusDays)
                .forEach(today -> dated(service, language, today)
                        .forEach((situation, text) -> longest.merge(situation, text, LongestReplies::longer)));
        undated(service, language)
                .forEach((situation, text) -> longest.put(situation, text + wording.lastReplyNote(service, language)));
        return longest;
    }

    private static String longer(String one, String other) {
        return one.length() >= other.length() ? one : other;
    }

    private Map<Situation, String> dated(Service service, Language language, LocalDate today) {
        LocalDate from = today.minusDays(2);
        Wording.Asked asked = new Wording.Asked(NUMBER, today, from, true);
        Map<Situation, String> texts = new EnumMap<>(Situation.class);
        texts.put(
                Situation.ANSWER,
                Stream.of(true, false)
                        .map(complete -> wording.shortestAnswer(
                                service, language, asked, onePlace(service, today, complete), MOST_LEFT_OUT))
                        .max(Comparator.comparingInt(String::length))
                        .orElseThrow());
        texts.put(Situation.NO_LONG_STAY, wording.answer(service, language, asked, none(service, today, true, true)));
        texts.put(
                Situation.NO_LONG_STAY_YET,
                wording.answer(service, language, asked, none(service, today, true, false)));
        texts.put(Situation.NO_DATA, wording.answer(service, language, asked, none(service, today, false, true)));
        texts.put(Situation.NO_DATA_YET, wording.answer(service, language, asked, none(service, today, false, false)));
        texts.put(
                Situation.ASK_CONSENT,
                wording.askConsent(service, language, NUMBER, today) + wording.lastReplyNote(service, language));
        return texts;
    }

    /** One place in the nearest window, none in the others. */
    private static Itinerary onePlace(Service service, LocalDate today, boolean complete) {
        List<Itinerary.Period> periods =
                new ArrayList<>(none(service, today, true, complete).periods());
        Itinerary.Period first = periods.get(0);
        Visit visit =
                new Visit(LONGEST_NAME, first.window().first(), first.window().last());
        periods.set(0, new Itinerary.Period(first.window(), List.of(visit), true, first.completeThrough()));
        return new Itinerary(periods);
    }

    private static Itinerary none(Service service, LocalDate today, boolean seen, boolean complete) {
        return new Itinerary(service.windows().stream()
                .map(days -> days.before(today))
                .map(window -> new Itinerary.Period(window, List.of(), seen, through(window, complete)))
                .toList());
    }

    private static LocalDate through(Window window, boolean complete) {
        return complete ? window.last() : window.last().minusDays(window.days() > 1 ? 1 : 0);
    }

    private Map<Situation, String> undated(Service service, Language language) {
        Map<Situation, String> texts = new EnumMap<>(Situation.class);
        texts.put(Situation.ASK_ENDING, wording.askEnding(service, language, NUMBER));
        for (Refusal refusal : Refusal.values()) {
            texts.put(Situation.valueOf(refusal.name()), wording.refusal(service, language, refusal));
        }
        texts.put(Situation.MALFORMED, wording.malformed(service, language));
        texts.put(Situation.ELSEWHERE, wording.elsewhere(service, language));
        texts.put(Situation.CANCELLED, wording.cancelled(service, language));
        texts.put(Situation.WITHDRAWN, wording.withdrawn(service, language));
        texts.put(Situation.BUSY, wording.busy(service, language));
        signed(service).forEach(offered -> {
            texts.merge(Situation.HELP, wording.help(offered, language), LongestReplies::longer);
            texts.merge(Situation.UNKNOWN, wording.unknown(offered, language), LongestReplies::longer);
            texts.merge(Situation.NOTHING_OPEN, wording.nothingOpen(offered, language), LongestReplies::longer);
            texts.merge(Situation.EXPIRED, wording.expired(offered, language), LongestReplies::longer);
        });
        return texts;
    }

    /** The products offered together wherever this one is the first, and so the one that signs. */
    private Stream<List<Service>> signed(Service service) {
        return Stream.concat(services.shortCodes().stream().map(services::at), Stream.of(List.of(service)))
                .filter(offered -> !offered.isEmpty() && offered.get(0).equals(service));
    }
}
