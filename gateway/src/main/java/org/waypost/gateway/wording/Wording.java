package org.waypost.gateway.wording;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.Refusal;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.sms.Segmenter;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Window;

/** Puts replies together from phrases. */
public final class Wording {
    private final Map<Language, Phrases> common;
    private final Map<String, Map<Language, Phrases>> byService;
    private final Segmenter segmenter;

    /**
     * @param common phrases of every language
     * @param byService phrases of the products that replace some, by product name and language
     * @param segmenter measures how many segments a text takes
     */
    public Wording(Map<Language, Phrases> common, Map<String, Map<Language, Phrases>> byService, Segmenter segmenter) {
        this.common = Map.copyOf(common);
        this.byService = Map.copyOf(byService);
        this.segmenter = segmenter;
        for (Language language : Language.values()) {
            if (!common.containsKey(language)) {
                throw new IllegalArgumentException("no wording for '%s'".formatted(language.tag()));
            }
        }
    }

    /** Which wording a consent was given to. */
    public String version(Service service, Language language) {
        return phrases(service, language).version();
    }

    /**
     * What an answer is about.
     *
     * @param number whose
     * @param today the day of the question
     * @param answerableFrom first day that can be answered, where the number is younger than the windows
     * @param last whether this is the last reply the sender gets for now, which it then says
     */
    public record Asked(
            Msisdn number, LocalDate today, @Nullable LocalDate answerableFrom, boolean last) {}

    /** The answer, as long as the product's segments allow; a list that is too long ends at a whole place. */
    public String answer(Service service, Language language, Asked asked, Itinerary itinerary) {
        Phrases phrases = phrases(service, language);
        List<PlaceList> lists = itinerary.periods().stream()
                .map(p -> PlaceList.of(p.visits(), service, phrases))
                .toList();
        int places = places(lists);
        if (places == 0) {
            return withoutPlaces(service, phrases, asked, itinerary);
        }
        while (true) {
            int shown = places(lists);
            String text = withPlaces(service, phrases, asked, itinerary, lists, places - shown);
            if (segmenter.segments(text) <= service.segments() || shown == 1) {
                return text;
            }
            lists = withoutLastOfLongest(lists);
        }
    }

    /** An answer that could not be shorter: one place, the first, and the most to be said around it. */
    String shortestAnswer(Service service, Language language, Asked asked, Itinerary itinerary, int leftOut) {
        Phrases phrases = phrases(service, language);
        List<PlaceList> lists = itinerary.periods().stream()
                .map(p -> PlaceList.of(p.visits(), service, phrases))
                .toList();
        return withPlaces(service, phrases, asked, itinerary, lists, leftOut);
    }

    private static int places(List<PlaceList> lists) {
        return lists.stream().mapToInt(PlaceList::size).sum();
    }

    /** One place less, taken where most are, so that no window falls silent while another runs on. */
    private static List<PlaceList> withoutLastOfLongest(List<PlaceList> lists) {
        int longest = 0;
        for (int i = 1; i < lists.size(); i++) {
            longest = lists.get(i).size() >= lists.get(longest).size() ? i : longest;
        }
        List<PlaceList> shorter = new ArrayList<>(lists);
        shorter.set(longest, lists.get(longest).first(lists.get(longest).size() - 1));
        return shorter;
    }

    /** What is said of a window without places beside one with. */
    private static Situation without(Itinerary.Period period) {
        if (!period.complete()) {
            return Situation.PERIOD_NOTHING_YET;
        }
        return period.anySighting() ? Situation.PERIOD_EMPTY : Situation.PERIOD_NO_DATA;
    }

    private static String withPlaces(
            Service service, Phrases phrases, Asked asked, Itinerary itinerary, List<PlaceList> lists, int leftOut) {
        Dates dates = new Dates(phrases);
        List<String> periods = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            Itinerary.Period period = itinerary.periods().get(i);
            Map<String, String> values = Map.of(
                    "window", dates.window(period.window(), asked.today()),
                    "rule", dates.rule(service),
                    "places", lists.get(i).text());
            if (lists.get(i).size() > 0) {
                periods.add(phrases.say(Situation.PERIOD, values));
            } else if (period.visits().isEmpty()) {
                periods.add(phrases.say(without(period), values));
            }
        }
        String notes =
                (leftOut == 0 ? "" : phrases.say(Situation.NOTE_LEFT_OUT, Map.of("count", Integer.toString(leftOut))))
                        + notes(phrases, asked, itinerary);
        Map<String, String> values = Map.of(
                "number", asked.number().masked(),
                "periods", String.join(phrases.say(Situation.BETWEEN_PERIODS), periods),
                "notes", notes,
                "hotline", service.hotline());
        return signed(service, phrases.language(), phrases.say(Situation.ANSWER, values))
                + (asked.last() ? phrases.say(Situation.NOTE_LAST_REPLY) : "");
    }

    private static String withoutPlaces(Service service, Phrases phrases, Asked asked, Itinerary itinerary) {
        Dates dates = new Dates(phrases);
        Situation situation = withoutPlaces(itinerary);
        List<Window> windows =
                itinerary.periods().stream().map(Itinerary.Period::window).toList();
        Map<String, String> values = Map.of(
                "number", asked.number().masked(),
                "windows", dates.windows(windows, asked.today()),
                "rule", dates.rule(service),
                "notes", notes(phrases, asked, itinerary),
                "hotline", service.hotline());
        String text = phrases.say(situation, values);
        return signed(service, phrases.language(), text) + (asked.last() ? phrases.say(Situation.NOTE_LAST_REPLY) : "");
    }

    /** Nothing definite is said while data is missing (contract F21). */
    private static Situation withoutPlaces(Itinerary itinerary) {
        boolean seen = itinerary.periods().stream().anyMatch(Itinerary.Period::anySighting);
        if (itinerary.periods().stream().allMatch(Itinerary.Period::complete)) {
            return seen ? Situation.NO_LONG_STAY : Situation.NO_DATA;
        }
        return seen ? Situation.NO_LONG_STAY_YET : Situation.NO_DATA_YET;
    }

    private static String notes(Phrases phrases, Asked asked, Itinerary itinerary) {
        Dates dates = new Dates(phrases);
        StringBuilder notes = new StringBuilder();
        if (!itinerary.periods().stream().allMatch(Itinerary.Period::complete)) {
            LocalDate through = completeThrough(itinerary.periods());
            notes.append(
                    through == null
                            ? phrases.say(Situation.NOTE_INCOMPLETE)
                            : phrases.say(Situation.NOTE_COMPLETE_THROUGH, Map.of("day", dates.day(through))));
        }
        LocalDate from = asked.answerableFrom();
        if (from != null) {
            notes.append(phrases.say(Situation.NOTE_SHORT_SERVICE, Map.of("day", dates.day(from))));
        }
        return notes.toString();
    }

    /** The last day of the unbroken run of complete days over all windows, which come the nearest first. */
    private static @Nullable LocalDate completeThrough(List<Itinerary.Period> periods) {
        LocalDate through = null;
        for (int i = periods.size() - 1; i >= 0; i--) {
            Itinerary.Period period = periods.get(i);
            if (period.completeThrough() != null) {
                through = period.completeThrough();
            }
            if (!period.complete()) {
                return through;
            }
        }
        return through;
    }

    public String askEnding(Service service, Language language, Msisdn number) {
        return say(
                service,
                language,
                Situation.ASK_ENDING,
                Map.of("number", number.masked(), "minutes", minutes(service)));
    }

    public String askConsent(Service service, Language language, Msisdn number, LocalDate today) {
        Dates dates = new Dates(phrases(service, language));
        List<Window> windows =
                service.windows().stream().map(w -> w.before(today)).toList();
        return say(
                service,
                language,
                Situation.ASK_CONSENT,
                Map.of(
                        "number", number.masked(),
                        "windows", dates.windows(windows, today),
                        "rule", dates.rule(service),
                        "minutes", minutes(service)));
    }

    private static String minutes(Service service) {
        return Long.toString(service.dialogueExpiry().toMinutes());
    }

    public String refusal(Service service, Language language, Refusal refusal) {
        return say(service, language, Situation.valueOf(refusal.name()), Map.of("hotline", service.hotline()));
    }

    /** What was sent is no ID ending. */
    public String malformed(Service service, Language language) {
        return say(service, language, Situation.MALFORMED, Map.of("example", example(service)));
    }

    public String elsewhere(Service service, Language language) {
        String code = service.shortCodes().isEmpty() ? "" : service.shortCodes().get(0);
        return say(service, language, Situation.ELSEWHERE, Map.of("example", example(service), "code", code));
    }

    public String busy(Service service, Language language) {
        return say(service, language, Situation.BUSY, Map.of("hotline", service.hotline()));
    }

    public String cancelled(Service service, Language language) {
        return say(service, language, Situation.CANCELLED, Map.of());
    }

    public String withdrawn(Service service, Language language) {
        return say(service, language, Situation.WITHDRAWN, Map.of());
    }

    /** @param offered the products of the short code, the first of which signs */
    public String help(List<Service> offered, Language language) {
        Service first = offered.get(0);
        return say(
                first,
                language,
                Situation.HELP,
                Map.of("examples", examples(offered, language), "hotline", first.hotline()));
    }

    /** A text that asks for nothing we know. */
    public String unknown(List<Service> offered, Language language) {
        Service first = offered.get(0);
        return say(
                first,
                language,
                Situation.UNKNOWN,
                Map.of("examples", examples(offered, language), "hotline", first.hotline()));
    }

    /** An answer to a question nobody asked. */
    public String nothingOpen(List<Service> offered, Language language) {
        return say(offered.get(0), language, Situation.NOTHING_OPEN, Map.of("examples", examples(offered, language)));
    }

    /** An answer to a question that waited too long. */
    public String expired(List<Service> offered, Language language) {
        return say(offered.get(0), language, Situation.EXPIRED, Map.of("examples", examples(offered, language)));
    }

    /** The sentence that follows the last reply a sender gets for now. */
    public String lastReplyNote(Service service, Language language) {
        return phrases(service, language).say(Situation.NOTE_LAST_REPLY);
    }

    private String examples(List<Service> offered, Language language) {
        Phrases phrases = phrases(offered.get(0), language);
        return offered.stream()
                .map(Wording::example)
                .collect(Collectors.joining(phrases.say(Situation.BETWEEN_PLACES)));
    }

    private static String example(Service service) {
        String keyword = service.keywords().get(0).text();
        return service.asksEnding() ? keyword + "#1234" : keyword;
    }

    private String say(Service service, Language language, Situation situation, Map<String, String> values) {
        return signed(service, language, phrases(service, language).say(situation, values));
    }

    private static String signed(Service service, Language language, String text) {
        return service.signature(language) + text;
    }

    private Phrases phrases(Service service, Language language) {
        Phrases own = byService.getOrDefault(service.name(), Map.of()).get(language);
        Phrases phrases = own != null ? own : common.get(language);
        if (phrases == null) {
            throw new IllegalStateException("no wording for " + language);
        }
        return phrases;
    }
}
