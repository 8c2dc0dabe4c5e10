package org.waypost.gateway;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.waypost.gateway.configuration.Section;
import org.waypost.gateway.smpp.exchange.PeerProfile;

/**
 * A password of SMPP has eight characters and often travels in plain text: where other machines can connect, a peer also
 * needs a client certificate or a list of addresses it comes from (contract P11).
 */
final class SecondFactor {
    private SecondFactor() {}

    /** Notes a problem for each peer whose password would be all it needs. */
    static void require(Section top, Listening listening, List<PeerProfile> peers) {
        if (loopbackOnly(listening)) {
            return;
        }
        for (PeerProfile peer : peers) {
            if (peer.outgoing() == null && peer.access().certificate() == null && fromAnywhere(peer)) {
                top.problem(
                        "peers",
                        "%s: a password alone, at an address that others can reach (expected certificate, or networks that are not everything)"
                                .formatted(peer.name()));
            }
        }
    }

    private static boolean fromAnywhere(PeerProfile peer) {
        List<String> networks = peer.access().networks();
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.endsWith("/0"));
    }

    private static boolean loopbackOnly(Listening listening) {
        Stream<InetSocketAddress> secured = Stream.ofNullable(listening.smpps()).map(Listening.Secured::address);
        return Stream.concat(Stream.ofNullable(listening.smpp()), secured)
                .map(InetSocketAddress::getAddress)
                .filter(Objects::nonNull)
                .allMatch(address -> address.isLoopbackAddress());
    }
}
