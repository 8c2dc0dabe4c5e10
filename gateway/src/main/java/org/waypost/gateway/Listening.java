package org.waypost.gateway;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.smpp.session.ListenerSettings;
import org.waypost.gateway.smpp.session.TlsIdentity;

/**
 * Where peers bind.
 *
 * @param smpp in plain; null for nowhere
 * @param smpps with TLS; null for nowhere
 * @param settings how connections are treated
 */
public record Listening(
        @Nullable InetSocketAddress smpp, @Nullable Secured smpps, ListenerSettings settings) {
    /** @param identity who we are, and whose certificates we demand */
    public record Secured(InetSocketAddress address, TlsIdentity identity) {}

    /** In plain, at this address alone. */
    Listening at(InetSocketAddress address) {
        return new Listening(address, null, settings);
    }
}
