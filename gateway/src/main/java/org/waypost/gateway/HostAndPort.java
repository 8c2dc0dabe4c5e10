package org.waypost.gateway;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * {@code host:port} as it stands in a configuration; an IPv6 address in brackets.
 *
 * @param port 0 to 65535
 */
record HostAndPort(String host, int port) {
    private static final int LARGEST_PORT = 65_535;

    /** Empty if the text is none. */
    static Optional<HostAndPort> parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            String host = text.substring(0, Math.max(colon, 0)).replaceAll("^\\[(.*)]$", "$1");
            return host.isEmpty() || port < 0 || port > LARGEST_PORT
                    ? Optional.empty()
                    : Optional.of(new HostAndPort(host, port));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Where to listen; empty if the host is not known here. */
    Optional<InetSocketAddress> resolved() {
        return Optional.of(new InetSocketAddress(host, port)).filter(address -> !address.isUnresolved());
    }
}
