package org.waypost.gateway;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.configuration.Section;
import org.waypost.gateway.smpp.session.ListenerSettings;

/** Where peers bind, in YAML. */
final class ListenSection {
    private static final String NOWHERE = "none";

    private ListenSection() {}

    static Listening read(Section top, Instant now) {
        try (Section listen = top.section("listen")) {
            String otherwise = listen.has("smpps") ? NOWHERE : "127.0.0.1:2775";
            String plain = listen.text("smpp", otherwise);
            return new Listening(
                    plain.equals(NOWHERE) ? null : address(listen, "smpp", plain),
                    listen.has("smpps") ? secured(listen, now) : null,
                    settings(listen));
        }
    }

    private static Listening.@Nullable Secured secured(Section listen, Instant now) {
        try (Section smpps = listen.section("smpps")) {
            InetSocketAddress address = address(smpps, "address", smpps.text("address"));
            return TlsSection.server(smpps, now)
                    .map(identity -> new Listening.Secured(address, identity))
                    .orElse(null);
        }
    }

    private static InetSocketAddress address(Section section, String key, String text) {
        Optional<InetSocketAddress> address = HostAndPort.parse(text).flatMap(HostAndPort::resolved);
        if (address.isEmpty() && section.has(key)) {
            section.problem(key, "'%s' (expected host:port, the port 0 to 65535)".formatted(text));
        }
        return address.orElseGet(() -> new InetSocketAddress(0));
    }

    private static ListenerSettings settings(Section listen) {
        ListenerSettings d = ListenerSettings.DEFAULT;
        return d.withMostSessions(
                        listen.integer("sessions", d.mostSessions(), 1, 100_000),
                        listen.integer("sessions-per-address", d.mostSessionsPerAddress(), 1, 100_000))
                .withAcceptsPerSecond(listen.integer("accepts-per-second", d.acceptsPerSecond(), 1, 100_000))
                .withRefusalsPerMinute(listen.integer("refusals-per-minute", d.refusalsPerMinute(), 1, 100_000));
    }
}
