package org.waypost.gateway.smpp.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.message.Outlet;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.message.Transmission;

/** All peers, and the way out to them. Safe for use by any thread. */
public final class PeerLinks implements Outlet {
    private final Map<String, PeerLink> byName = new HashMap<>();
    private final Map<String, PeerLink> bySystemId = new HashMap<>();

    /**
     * @param nanoTime a monotonic clock
     * @throws IllegalArgumentException if two peers share a name or a system_id, or a network is not in CIDR
     *     notation
     */
    public PeerLinks(List<PeerProfile> peers, LongSupplier nanoTime) {
        for (PeerProfile peer : peers) {
            PeerLink link = new PeerLink(peer, nanoTime);
            if (byName.put(peer.name(), link) != null) {
                throw new IllegalArgumentException("peer " + peer.name() + " twice (expected once)");
            }
            if (peer.outgoing() == null && bySystemId.put(peer.systemId(), link) != null) {
                throw new IllegalArgumentException("system_id " + peer.systemId() + " twice (expected once)");
            }
        }
    }

    /** Peers to which we bind as their client. */
    List<PeerLink> outgoing() {
        return byName.values().stream()
                .filter(link -> link.profile().outgoing() != null)
                .toList();
    }

    @Nullable
    PeerLink withSystemId(String systemId) {
        return bySystemId.get(systemId);
    }

    /** How many sessions of the peer are bound now. */
    public int sessions(String peer) {
        PeerLink link = byName.get(peer);
        return link == null ? 0 : link.sessions();
    }

    /** All peers. */
    public List<String> names() {
        return byName.keySet().stream().sorted().toList();
    }

    /** What operators let the peer do; empty if there is no such peer. */
    public Optional<PeerState> state(String peer) {
        return Optional.ofNullable(byName.get(peer)).map(PeerLink::state);
    }

    /** Lets a peer do less, or everything again; false if there is no such peer. */
    public boolean become(String peer, PeerState state) {
        PeerLink link = byName.get(peer);
        if (link != null) {
            link.become(state);
        }
        return link != null;
    }

    /** How many segments may be unanswered at once, over the sessions that are bound now. */
    public int window(String peer) {
        PeerLink link = byName.get(peer);
        return link == null ? 0 : link.window();
    }

    /** How many of them are unanswered, or held back because the peer asked to slow down. */
    public int windowInUse(String peer) {
        PeerLink link = byName.get(peer);
        return link == null ? 0 : Math.max(0, link.window() - link.free());
    }

    @Override
    public int room(String peer) {
        PeerLink link = byName.get(peer);
        return link == null ? 0 : link.room();
    }

    @Override
    public void send(Transmission transmission, Consumer<List<Settlement>> settled) {
        PeerLink link = byName.get(transmission.peer());
        if (link == null) {
            settled.accept(PeerLink.notSent(transmission.segments().size()));
        } else {
            link.send(transmission, settled);
        }
    }
}
