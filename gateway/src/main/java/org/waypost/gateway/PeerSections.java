package org.waypost.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waypost.gateway.configuration.Section;
import org.waypost.gateway.smpp.exchange.Password;
import org.waypost.gateway.smpp.exchange.PeerProfile;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.session.SessionSettings;
import org.waypost.gateway.smpp.session.Timings;
import org.waypost.gateway.sms.Alphabet;

/**
 * The peers in YAML.
 *
 * @param profiles in the order of the file
 * @param numberRanges for each peer, the beginnings of the numbers it may assert, digits only
 */
record PeerSections(List<PeerProfile> profiles, Map<String, List<String>> numberRanges) {
    static PeerSections read(Section top) {
        List<PeerProfile> profiles = new ArrayList<>();
        Map<String, List<String>> ranges = new HashMap<>();
        for (Section section : top.sections("peers")) {
            try (section) {
                profile(section).ifPresent(profile -> {
                    if (ranges.containsKey(profile.name())
                            || profiles.stream().anyMatch(p -> p.systemId().equals(profile.systemId()))) {
                        section.problem(
                                "peer %s: name or system-id is taken (expected each once)".formatted(profile.name()));
                    }
                    profiles.add(profile);
                    ranges.put(profile.name(), ranges(section));
                });
            }
        }
        return new PeerSections(profiles, ranges);
    }

    private static Optional<PeerProfile> profile(Section section) {
        String name = section.text("name");
        String systemId = section.text("system-id");
        Optional<Password> password = password(section);
        Set<BindType> bindTypes = bindTypes(section);
        List<String> networks = section.texts("networks");
        int sessions = section.integer("sessions", 16, 1, 1000);
        Alphabet alphabet = section.choice("default-alphabet", Alphabet.GSM7);
        int ton = section.integer("reply-ton", 0, 0, 255);
        int npi = section.integer("reply-npi", 1, 0, 255);
        Optional<SessionSettings> session = session(section);
        if (name.isEmpty() || systemId.isEmpty() || password.isEmpty() || session.isEmpty()) {
            return Optional.empty();
        }
        return section.make(() -> PeerProfile.of(name, systemId, password.get())
                .withBindTypes(bindTypes)
                .withNetworks(networks)
                .withMostSessions(sessions)
                .withDefaultAlphabet(alphabet)
                .withReplySource(ton, npi)
                .withSession(session.get()));
    }

    private static Optional<SessionSettings> session(Section section) {
        SessionSettings d = SessionSettings.DEFAULT;
        Timings t = Timings.DEFAULT;
        return section.make(() -> d.withInboundWindow(section.integer("window-in", d.inboundWindow(), 1, 10_000))
                .withOutboundWindow(section.integer("window-out", d.outboundWindow(), 1, 10_000))
                .withTimings(t.withInactivity(section.duration("enquire-link", t.inactivity()))
                        .withResponse(section.duration("response-timeout", t.response()))));
    }

    private static List<String> ranges(Section section) {
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

    private static Set<BindType> bindTypes(Section section) {
        Set<BindType> types = EnumSet.noneOf(BindType.class);
        for (String written : section.texts("bind")) {
            try {
                types.add(BindType.valueOf(written.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                section.problem("bind", "'%s' (expected transmitter, receiver or transceiver)".formatted(written));
            }
        }
        return types.isEmpty() ? EnumSet.allOf(BindType.class) : types;
    }

    /** {@code password: {file: PATH}} or {@code {env: NAME}}; never the password itself. */
    private static Optional<Password> password(Section section) {
        if (!section.has("password")) {
            section.problem("password", "missing (expected file: or env: below it)");
            return Optional.empty();
        }
        try (Section where = section.section("password")) {
            Optional<String> variable = where.optionalText("env");
            if (variable.isPresent()) {
                String value = System.getenv(variable.get());
                if (value == null) {
                    where.problem("env", "variable %s is not set".formatted(variable.get()));
                }
                return Optional.ofNullable(value).map(PeerSections::password);
            }
            if (!where.has("file")) {
                where.problem("expected file: or env:, not the password itself");
                return Optional.empty();
            }
            Path file = where.path("file", "");
            try {
                return Optional.of(
                        password(Files.readString(file, StandardCharsets.UTF_8).strip()));
            } catch (IOException e) {
                where.problem("file", "%s cannot be read".formatted(file));
                return Optional.empty();
            }
        }
    }

    private static Password password(String text) {
        return Password.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
