package org.waypost.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.configuration.Section;
import org.waypost.gateway.query.DaysBack;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.QueryGrammar;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.store.StoppedServices;
import org.waypost.itinerary.stay.StayRules;

/** A product in YAML. */
final class ServiceSection {
    private static final Duration DIALOGUE_EXPIRY = Duration.ofMinutes(30);
    private static final int SEGMENTS = 5;

    private ServiceSection() {}

    /** Empty, with the problems noted, if it is none. */
    static Optional<Service> read(Section section) {
        String name = section.text("name");
        if (name.length() > StoppedServices.LONGEST_NAME) {
            section.problem(
                    "name",
                    "%d characters (expected at most %d)".formatted(name.length(), StoppedServices.LONGEST_NAME));
        }
        List<String> shortCodes = section.texts("short-codes");
        List<Service.Keyword> keywords = keywords(section);
        List<DaysBack> windows = windows(section);
        Optional<StayRules> rules = rules(section);
        String language = section.text("language", Language.CHINESE.tag());
        if (Language.of(language).isEmpty()) {
            section.problem("language", "'%s' (expected zh or en)".formatted(language));
        }
        Optional<Service.Life> life = section.make(
                () -> new Service.Life(section.day("from"), section.day("until"), section.flag("stopped", false)));
        String promptCode = section.optionalText("prompt-code").orElse(null);
        boolean asksEnding = section.flag("id-ending", true);
        Service.ConsentStep consent = section.choice("consent", Service.ConsentStep.REPLY);
        Service.Level level = section.choice("level", Service.Level.CITY);
        Service.Order order = section.choice("order", Service.Order.LAST_VISIT);
        String hotline = section.text("hotline");
        Map<Language, String> signatures = signatures(section);
        Duration expiry = section.duration("dialogue-expiry", DIALOGUE_EXPIRY);
        int segments = section.integer("segments", SEGMENTS, 1, 10);
        if (name.isEmpty() || rules.isEmpty() || life.isEmpty()) {
            return Optional.empty();
        }
        return section.make(() -> new Service(
                name,
                shortCodes,
                promptCode,
                keywords,
                asksEnding,
                consent,
                windows,
                rules.get(),
                level,
                order,
                Language.of(language).orElse(Language.CHINESE),
                hotline,
                signatures,
                expiry,
                segments,
                life.get()));
    }

    /** {@code CXMYD}, or {@code TRIP/en} for a word that tells the language of the answer. */
    private static List<Service.Keyword> keywords(Section section) {
        List<Service.Keyword> keywords = new ArrayList<>();
        for (String written : section.texts("keywords")) {
            int slash = written.indexOf('/');
            String word = QueryGrammar.normalized(slash < 0 ? written : written.substring(0, slash));
            @Nullable Language language = null;
            if (slash >= 0) {
                String tag = written.substring(slash + 1);
                language = Language.of(tag).orElse(null);
                if (language == null) {
                    section.problem("keywords", "'%s' (expected zh or en after the slash)".formatted(written));
                }
            }
            if (word.isEmpty()) {
                section.problem("keywords", "'%s' (expected a word)".formatted(written));
            } else if (QueryGrammar.reserved(word)) {
                section.problem(
                        "keywords",
                        "'%s' has a meaning in every dialogue (expected a word that has none)".formatted(written));
            } else {
                keywords.add(new Service.Keyword(word, language));
            }
        }
        return keywords;
    }

    private static Map<Language, String> signatures(Section section) {
        Map<Language, String> signatures = new EnumMap<>(Language.class);
        try (Section signature = section.section("signature")) {
            for (Language language : Language.values()) {
                signature.optionalText(language.tag()).ifPresent(text -> signatures.put(language, text));
            }
        }
        return signatures;
    }

    private static List<DaysBack> windows(Section section) {
        List<DaysBack> windows = new ArrayList<>();
        for (String written : section.texts("windows")) {
            int dash = written.indexOf('-');
            try {
                windows.add(new DaysBack(
                        Integer.parseInt(written.substring(0, Math.max(dash, 0))),
                        Integer.parseInt(written.substring(dash + 1))));
            } catch (NumberFormatException e) {
                section.problem("windows", "'%s' (expected days back as 1-14)".formatted(written));
            } catch (IllegalArgumentException e) {
                section.problem("windows", String.valueOf(e.getMessage()));
            }
        }
        return windows;
    }

    private static Optional<StayRules> rules(Section section) {
        try (Section stay = section.section("stay")) {
            Duration silence = stay.duration("longest-silence", StayRules.DEFAULT_LONGEST_SILENCE);
            Duration excursion = stay.duration("tolerated-excursion", StayRules.usualExcursion(silence));
            Duration hop = stay.duration("tolerated-hop", StayRules.DEFAULT_TOLERATED_HOP);
            StayRules.BorderOnly borderOnly = stay.choice("border-only", StayRules.BorderOnly.HOME);
            Duration patience = stay.duration("border-patience", StayRules.DEFAULT_BORDER_PATIENCE);
            boolean longer = stay.has("longer-than");
            boolean atLeast = stay.has("at-least");
            boolean any = stay.flag("any-sighting", false);
            Duration longerThan = stay.duration("longer-than", Duration.ZERO);
            Duration least = stay.duration("at-least", Duration.ZERO);
            int given = (longer ? 1 : 0) + (atLeast ? 1 : 0) + (any ? 1 : 0);
            if (given != 1) {
                section.problem(
                        "stay", "%d rules (expected one of longer-than, at-least, any-sighting)".formatted(given));
                return Optional.empty();
            }
            Duration shortest = longer ? longerThan : least;
            return stay.make(() -> new StayRules(shortest, !longer, silence, excursion, hop, borderOnly, patience));
        }
    }
}
