package org.waypost.gateway;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.waypost.gateway.configuration.Section;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.wording.Phrases;
import org.waypost.gateway.wording.Situation;
import org.waypost.gateway.wording.Template;

/** Reply texts in YAML: a whole file of one language, or those a service replaces. */
final class PhraseSection {
    private PhraseSection() {}

    /** A file with {@code language} and {@code texts}, one text for every situation. */
    static Optional<Phrases> whole(Section file) {
        String tag = file.text("language");
        Optional<Language> language = Language.of(tag);
        if (language.isEmpty()) {
            file.problem("language", "'%s' (expected zh or en)".formatted(tag));
        }
        Texts texts = texts(file.section("texts"));
        return language.flatMap(l -> file.make(() -> new Phrases(l, texts.version(), texts.templates())));
    }

    /** Under a service's {@code wording}: a section for each language in which it replaces texts. */
    static Map<Language, Phrases> replaced(Section wording, Map<Language, Phrases> common) {
        Map<Language, Phrases> all = new EnumMap<>(Language.class);
        try (wording) {
            for (Language language : Language.values()) {
                Phrases base = common.get(language);
                if (wording.has(language.tag()) && base != null) {
                    Texts texts = texts(wording.section(language.tag()));
                    all.put(language, base.with(texts.templates(), texts.version()));
                }
            }
        }
        return all;
    }

    private record Texts(Map<Situation, Template> templates, String version) {}

    private static Texts texts(Section section) {
        Map<Situation, Template> templates = new EnumMap<>(Situation.class);
        Map<String, String> all = new TreeMap<>();
        try (section) {
            for (Situation situation : Situation.values()) {
                section.optionalText(situation.key()).ifPresent(text -> {
                    all.put(situation.key(), text);
                    try {
                        templates.put(situation, Template.of(text, situation.placeholders()));
                    } catch (IllegalArgumentException e) {
                        section.problem(situation.key(), String.valueOf(e.getMessage()));
                        // Stands in, so that the text does not count as missing too.
                        templates.put(situation, Template.of("", situation.placeholders()));
                    }
                });
            }
        }
        return new Texts(templates, version(all));
    }

    /** Tells one wording from another; short, for it stands in every consent. */
    private static String version(Map<String, String> texts) {
        CRC32 crc = new CRC32();
        crc.update(texts.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
