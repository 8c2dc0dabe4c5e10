package org.waypost.gateway;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
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

    /** By what client programs recognize a Chinese reply; a text without it would not be understood by them. */
    private static final Map<Situation, List<String>> MARKERS = Map.of(
            Situation.ANSWER, List.of("根据您的授权查询"),
            Situation.NO_LONG_STAY, List.of("根据您的授权查询"),
            Situation.NO_LONG_STAY_YET, List.of("根据您的授权查询"),
            Situation.NO_DATA, List.of("根据您的授权查询"),
            Situation.NO_DATA_YET, List.of("根据您的授权查询"),
            Situation.WRONG_ENDING, List.of("证件数字有误", "重新输入"),
            Situation.BUSY, List.of("系统繁忙"));

    /**
     * Reply texts as read.
     *
     * @param phrases what they say
     * @param origins where each stands
     */
    record Texts(Phrases phrases, Map<Situation, Section> origins) {
        /** Notes a problem at the line of a text. */
        void problem(Situation situation, String message) {
            Section origin = origins.get(situation);
            if (origin != null) {
                origin.problem(situation.key(), message);
            }
        }
    }

    /** A file with {@code language} and {@code texts}, one text for every situation. */
    static Optional<Texts> whole(Section file) {
        String tag = file.text("language");
        Optional<Language> language = Language.of(tag);
        if (language.isEmpty()) {
            file.problem("language", "'%s' (expected zh or en)".formatted(tag));
        }
        Section section = file.section("texts");
        Read read = read(section, language.orElse(Language.ENGLISH));
        return language.flatMap(l -> file.make(() -> new Phrases(l, read.version(), read.templates())))
                .map(phrases -> new Texts(phrases, origins(read, section)));
    }

    /** Under a service's {@code wording}: a section for each language in which it replaces texts. */
    static Map<Language, Texts> replaced(Section wording, Map<Language, Texts> common) {
        Map<Language, Texts> all = new EnumMap<>(Language.class);
        try (wording) {
            for (Language language : Language.values()) {
                Texts base = common.get(language);
                if (wording.has(language.tag()) && base != null) {
                    Section section = wording.section(language.tag());
                    Read read = read(section, language);
                    Map<Situation, Section> origins = new EnumMap<>(base.origins());
                    origins.putAll(origins(read, section));
                    all.put(language, new Texts(base.phrases().with(read.templates(), read.version()), origins));
                }
            }
        }
        return all;
    }

    private static Map<Situation, Section> origins(Read read, Section section) {
        Map<Situation, Section> origins = new EnumMap<>(Situation.class);
        read.templates().keySet().forEach(situation -> origins.put(situation, section));
        return origins;
    }

    private record Read(Map<Situation, Template> templates, String version) {}

    private static Read read(Section section, Language language) {
        Map<Situation, Template> templates = new EnumMap<>(Situation.class);
        Map<String, String> all = new TreeMap<>();
        try (section) {
            for (Situation situation : Situation.values()) {
                section.optionalText(situation.key()).ifPresent(text -> {
                    all.put(situation.key(), text);
                    templates.put(situation, template(section, situation, text));
                    if (language == Language.CHINESE) {
                        requireMarkers(section, situation, text);
                    }
                });
            }
        }
        return new Read(templates, version(all));
    }

    private static Template template(Section section, Situation situation, String text) {
        try {
            return Template.of(text, situation.placeholders());
        } catch (IllegalArgumentException e) {
            section.problem(situation.key(), String.valueOf(e.getMessage()));
            // Stands in, so that the text does not count as missing too.
            return Template.of("", situation.placeholders());
        }
    }

    private static void requireMarkers(Section section, Situation situation, String text) {
        for (String marker : MARKERS.getOrDefault(situation, List.of())) {
            if (!text.contains(marker)) {
                section.problem(
                        situation.key(),
                        "lacks '%s' (expected in it: client programs recognize the reply by that)".formatted(marker));
            }
        }
    }

    /** Tells one wording from another; short, for it stands in every consent. */
    private static String version(Map<String, String> texts) {
        CRC32 crc = new CRC32();
        crc.update(texts.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
