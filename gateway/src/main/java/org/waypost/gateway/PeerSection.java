package org.waypost.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.waypost.gateway.configuration.Section;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.smpp.codec.FieldLimits;
import org.waypost.gateway.smpp.exchange.Dialect;
import org.waypost.gateway.smpp.exchange.Password;
import org.waypost.gateway.smpp.exchange.PeerAccess;
import org.waypost.gateway.smpp.exchange.PeerProfile;
import org.waypost.gateway.smpp.exchange.ReplyStyle;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.session.SessionSettings;
import org.waypost.gateway.smpp.session.Timings;
import org.waypost.gateway.sms.Alphabet;

/** One peer in YAML: it binds to us, unless it has a section {@code connect}. */
final class PeerSection {
    private static final int LARGEST_OCTET = 255;
    private static final int MOST_SESSIONS = 1_000;
    private static final int LARGEST_WINDOW = 10_000;

    /** How long the peer's strings may be. */
    private enum Tolerance {
        LENIENT,
        STANDARD
    }

    private PeerSection() {}

    static Optional<PeerProfile> read(Section section, Duration validity, Instant now) {
        String name = section.text("name");
        String systemId = section.text("system-id");
        Optional<String> password = SecretSection.read(section, "password");
        Dialect dialect = dialect(section);
        int rateIn = section.integer("rate-in", PeerAccess.UNLIMITED, 1, PeerAccess.UNLIMITED);
        int rateOut = section.integer("rate-out", PeerAccess.UNLIMITED, 1, PeerAccess.UNLIMITED);
        Optional<SessionSettings> session = session(section);
        Optional<UnaryOperator<PeerProfile>> role = section.has("connect")
                ? ConnectSection.read(section, systemId, password.orElse(""), validity, now)
                        .map(outgoing -> profile -> profile.withOutgoing(outgoing))
                : Optional.of(access(section));
        if (name.isEmpty() || systemId.isEmpty() || password.isEmpty() || session.isEmpty() || role.isEmpty()) {
            return Optional.empty();
        }
        PeerProfile plain = PeerProfile.of(
                        name, systemId, Password.of(password.get().getBytes(StandardCharsets.UTF_8)))
                .withDialect(dialect)
                .withMessagesPerSecond(rateIn)
                .withRepliesPerSecond(rateOut)
                .withSession(session.get());
        return section.make(() -> role.get().apply(plain));
    }

    /** What only a peer that binds to us must show. */
    private static UnaryOperator<PeerProfile> access(Section section) {
        Set<BindType> bindTypes = bindTypes(section, "bind");
        List<String> networks = section.texts("networks");
        int sessions = section.integer("sessions", 16, 1, MOST_SESSIONS);
        Optional<String> certificate = section.optionalText("certificate");
        boolean deliverSm = section.flag("deliver-sm", false);
        return profile -> profile.withBindTypes(bindTypes.isEmpty() ? EnumSet.allOf(BindType.class) : bindTypes)
                .withNetworks(networks)
                .withMostSessions(sessions)
                .withCertificate(certificate.orElse(null))
                .withSession(profile.session().withDeliverSm(deliverSm));
    }

    static Set<BindType> bindTypes(Section section, String key) {
        Set<BindType> types = EnumSet.noneOf(BindType.class);
        for (String written : section.texts(key)) {
            try {
                types.add(BindType.valueOf(written.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                section.problem(key, "'%s' (expected transmitter, receiver or transceiver)".formatted(written));
            }
        }
        return types;
    }

    private static Optional<SessionSettings> session(Section section) {
        SessionSettings d = SessionSettings.DEFAULT;
        Timings t = Timings.DEFAULT;
        Tolerance tolerance = section.choice("tolerance", Tolerance.LENIENT);
        return section.make(() -> d.withInboundWindow(
                        section.integer("window-in", d.inboundWindow(), 1, LARGEST_WINDOW))
                .withOutboundWindow(section.integer("window-out", d.outboundWindow(), 1, LARGEST_WINDOW))
                .withFieldLimits(tolerance == Tolerance.STANDARD ? FieldLimits.STANDARD : FieldLimits.LENIENT)
                .withTimings(t.withInactivity(section.duration("enquire-link", t.inactivity()))
                        .withResponse(section.duration("response-timeout", t.response()))
                        .withStall(section.duration("stall", t.stall()))
                        .withOverrun(section.duration("overrun", t.overrun()))));
    }

    private static Dialect dialect(Section section) {
        ReplyStyle d = ReplyStyle.DEFAULT;
        ReplyStyle reply = d.withSource(
                        section.integer("reply-ton", d.sourceTon(), 0, LARGEST_OCTET),
                        section.integer("reply-npi", d.sourceNpi(), 0, LARGEST_OCTET))
                .withDestination(
                        section.integer("reply-to-ton", d.destinationTon(), 0, LARGEST_OCTET),
                        section.integer("reply-to-npi", d.destinationNpi(), 0, LARGEST_OCTET))
                .withBody(section.choice("reply-body", d.body()))
                .withParts(section.choice("reply-parts", d.parts()))
                .withReceipts(section.flag("receipts", d.receipts()));
        return Dialect.STANDARD
                .withDefaultAlphabet(section.choice("default-alphabet", Alphabet.GSM7))
                .withReply(reply)
                .withStatuses(statuses(section))
                .withIdInDeliverResp(section.flag("id-in-deliver-sm-resp", false));
    }

    private static Map<Integer, Settlement> statuses(Section section) {
        Map<Integer, Settlement> statuses = new HashMap<>();
        try (Section own = section.section("statuses")) {
            for (String key : own.keys()) {
                Settlement settlement = own.choice(key, Settlement.UNKNOWN);
                try {
                    statuses.put(Integer.decode(key), settlement);
                } catch (NumberFormatException e) {
                    own.problem(key, "is no command_status (expected a number as 0x58)");
                }
            }
        }
        return statuses;
    }
}
