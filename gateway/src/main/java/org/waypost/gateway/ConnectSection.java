package org.waypost.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.configuration.Section;
import org.waypost.gateway.smpp.exchange.Outgoing;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.InterfaceVersion;
import org.waypost.gateway.smpp.session.Destination;
import org.waypost.gateway.smpp.session.TlsIdentity;

/** Where and how we bind to a peer, in YAML. */
final class ConnectSection {
    private static final int MOST_SESSIONS = 100;

    private ConnectSection() {}

    static Optional<Outgoing> read(Section peer, String systemId, String password, Duration validity, Instant now) {
        try (Section section = peer.section("connect")) {
            List<HostAndPort> addresses = addresses(section);
            Set<BindType> written = PeerSection.bindTypes(section, "bind");
            Set<BindType> types = written.isEmpty() ? EnumSet.of(BindType.TRANSCEIVER) : written;
            int sessions = section.integer("sessions", 1, 1, MOST_SESSIONS);
            int version = version(section);
            TlsIdentity tls = tls(section, now);
            if (version < InterfaceVersion.V3_4 && types.contains(BindType.TRANSCEIVER)) {
                section.problem("version", "3.3 knows no transceiver (expected bind: [transmitter, receiver])");
            }
            if (addresses.isEmpty() || (section.has("tls") && tls == null)) {
                return Optional.empty();
            }
            List<Destination> destinations = new ArrayList<>();
            for (HostAndPort address : addresses) {
                for (BindType type : types) {
                    destinations.add(
                            new Destination(address.host(), address.port(), type, systemId, password, version, tls));
                }
            }
            return section.make(() -> new Outgoing(destinations, sessions, validity));
        }
    }

    private static List<HostAndPort> addresses(Section section) {
        List<HostAndPort> addresses = new ArrayList<>();
        for (String text : section.texts("to")) {
            HostAndPort.parse(text)
                    .filter(address -> address.port() > 0)
                    .ifPresentOrElse(
                            addresses::add, () -> section.problem("to", "'%s' (expected host:port)".formatted(text)));
        }
        if (!section.has("to")) {
            section.problem("to", "missing (expected host:port, or a list of them)");
        }
        return addresses;
    }

    private static int version(Section section) {
        String version = section.text("version", "3.4");
        return switch (version) {
            case "3.3" -> InterfaceVersion.V3_3;
            case "3.4" -> InterfaceVersion.V3_4;
            case "5.0" -> InterfaceVersion.V5_0;
            default -> {
                section.problem("version", "'%s' (expected 3.3, 3.4 or 5.0)".formatted(version));
                yield InterfaceVersion.V3_4;
            }
        };
    }

    private static @Nullable TlsIdentity tls(Section section, Instant now) {
        if (!section.has("tls")) {
            return null;
        }
        try (Section tls = section.section("tls")) {
            return TlsSection.client(tls, now).orElse(null);
        }
    }
}
