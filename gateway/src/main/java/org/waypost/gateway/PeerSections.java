package org.waypost.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.waypost.gateway.configuration.Section;
import org.waypost.gateway.smpp.exchange.PeerProfile;

/**
 * The peers in YAML.
 *
 * @param profiles in the order of the file
 * @param numberRanges for each peer, the beginnings of the numbers it may assert, digits only
 */
record PeerSections(List<PeerProfile> profiles, Map<String, List<String>> numberRanges) {
    /**
     * @param validity of replies at peers whose client we are
     * @param now to see whether certificates are in force
     */
    static PeerSections read(Section top, Duration validity, Instant now) {
        List<PeerProfile> profiles = new ArrayList<>();
        Map<String, List<String>> ranges = new HashMap<>();
        for (Section section : top.sections("peers")) {
            try (section) {
                List<String> numbers = numbers(section);
                PeerSection.read(section, validity, now).ifPresent(profile -> {
                    if (ranges.containsKey(profile.name()) || systemIdIsTaken(profile, profiles)) {
                        section.problem(
                                "peer %s: name or system-id is taken (expected each once)".formatted(profile.name()));
                    }
                    profiles.add(profile);
                    ranges.put(profile.name(), numbers);
                });
            }
        }
        return new PeerSections(profiles, ranges);
    }

    /** Only those that bind to us are told apart by it. */
    private static boolean systemIdIsTaken(PeerProfile profile, List<PeerProfile> others) {
        return profile.outgoing() == null
                && others.stream()
                        .filter(other -> other.outgoing() == null)
                        .anyMatch(other -> other.systemId().equals(profile.systemId()));
    }

    private static List<String> numbers(Section section) {
        List<String> ranges = new ArrayList<>();
        for (String range : section.texts("numbers")) {
            if (range.matches("\\+[1-9][0-9]{0,14}")) {
                ranges.add(range.substring(1));
            } else {
                section.problem("numbers", "'%s' (expected the beginning of a number as +86)".formatted(range));
            }
        }
        if (!section.has("numbers")) {
            section.problem("numbers", "missing (expected the beginnings of numbers this peer may assert, as +86)");
        }
        return ranges;
    }
}
