package org.waypost.gateway;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.waypost.gateway.configuration.Section;
import org.waypost.gateway.ops.AdminSettings;

/** The admin endpoint in YAML: on, on the loopback, unless something else is said. */
final class AdminSection {
    private static final String OFF = "off";

    private AdminSection() {}

    /** Empty if the endpoint is off, or cannot be read, which is noted then. */
    static Optional<AdminSettings> read(Section top) {
        try (Section section = top.section("admin")) {
            String listen = section.text("listen", "127.0.0.1:2776");
            Path token = section.path("token", "../data/admin-token");
            Set<String> hosts = new HashSet<>();
            section.texts("hosts").forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
            boolean exposed = section.flag("without-tls", false);
            if (listen.equals(OFF)) {
                return Optional.empty();
            }
            Optional<InetSocketAddress> address = HostAndPort.parse(listen).flatMap(HostAndPort::resolved);
            if (address.isEmpty()) {
                section.problem("listen", "'%s' (expected host:port, the port 0 to 65535)".formatted(listen));
            }
            address.filter(a -> !a.getAddress().isLoopbackAddress() && !exposed)
                    .ifPresent(a -> section.problem(
                            "listen",
                            "'%s' (expected a loopback address: the endpoint speaks no TLS; put a proxy that does in front of it, or say 'without-tls: true' where the network is yours alone)"
                                    .formatted(listen)));
            return address.map(a -> new AdminSettings(a, token, hosts));
        }
    }
}
