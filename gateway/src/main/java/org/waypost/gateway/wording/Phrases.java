package org.waypost.gateway.wording;

import java.util.EnumMap;
import java.util.Map;
import org.waypost.gateway.query.Language;

/**
 * The templates of one language.
 *
 * @param language which
 * @param version tells one wording from another in a consent's record
 * @param templates one for every {@link Situation}
 */
public record Phrases(Language language, String version, Map<Situation, Template> templates) {
    public Phrases {
        templates = Map.copyOf(templates);
        for (Situation situation : Situation.values()) {
            if (!templates.containsKey(situation)) {
                throw new IllegalArgumentException(
                        "wording '%s' has no text for %s".formatted(language.tag(), situation.key()));
            }
        }
    }

    /** These phrases with some replaced, as a product may. */
    public Phrases with(Map<Situation, Template> replaced, String replacedVersion) {
        Map<Situation, Template> all = new EnumMap<>(templates);
        all.putAll(replaced);
        return new Phrases(language, version + "+" + replacedVersion, all);
    }

    String say(Situation situation, Map<String, String> values) {
        Template template = templates.get(situation);
        if (template == null) {
            throw new IllegalStateException("no text for " + situation);
        }
        return template.filled(values);
    }

    String say(Situation situation) {
        return say(situation, Map.of());
    }
}
