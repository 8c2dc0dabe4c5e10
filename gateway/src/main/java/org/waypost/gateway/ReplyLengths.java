package org.waypost.gateway;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.query.Services;
import org.waypost.gateway.sms.Segmenter;
import org.waypost.gateway.wording.LongestReplies;
import org.waypost.gateway.wording.Phrases;
import org.waypost.gateway.wording.Situation;
import org.waypost.gateway.wording.Wording;

/** Finds reply texts that a product's segments cannot hold, and names them at their line. */
final class ReplyLengths {
    private final Map<Language, PhraseSection.Texts> common;
    private final Map<String, Map<Language, PhraseSection.Texts>> byService;
    private final Segmenter segmenter;

    ReplyLengths(
            Map<Language, PhraseSection.Texts> common,
            Map<String, Map<Language, PhraseSection.Texts>> byService,
            Segmenter segmenter) {
        this.common = common;
        this.byService = byService;
        this.segmenter = segmenter;
    }

    static Map<Language, Phrases> phrases(Map<Language, PhraseSection.Texts> texts) {
        Map<Language, Phrases> phrases = new EnumMap<>(Language.class);
        texts.forEach((language, each) -> phrases.put(language, each.phrases()));
        return phrases;
    }

    static Map<String, Map<Language, Phrases>> phrasesByService(Map<String, Map<Language, PhraseSection.Texts>> texts) {
        Map<String, Map<Language, Phrases>> phrases = new HashMap<>();
        texts.forEach((service, each) -> phrases.put(service, phrases(each)));
        return phrases;
    }

    /** @param services all of them, without clashes */
    void check(Services services) {
        Wording wording = new Wording(phrases(common), phrasesByService(byService), segmenter);
        LongestReplies longest = new LongestReplies(services, wording);
        for (Service service : services.all()) {
            for (Language language : Language.values()) {
                longest.of(service, language).forEach((situation, text) -> check(service, language, situation, text));
            }
        }
    }

    private void check(Service service, Language language, Situation situation, String text) {
        int segments = segmenter.segments(text);
        PhraseSection.Texts texts =
                byService.getOrDefault(service.name(), Map.of()).getOrDefault(language, common.get(language));
        if (segments > service.segments() && texts != null) {
            texts.problem(
                    situation,
                    "%d segments in service %s with the longest data it can have, %d characters (expected at most %d, as its 'segments' says)"
                            .formatted(segments, service.name(), text.length(), service.segments()));
        }
    }
}
