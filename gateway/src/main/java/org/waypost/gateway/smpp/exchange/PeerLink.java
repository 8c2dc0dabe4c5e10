package org.waypost.gateway.smpp.exchange;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.message.Transmission;

/** A peer and those of its sessions that are bound. Safe for use by any thread. */
final class PeerLink {
    private final PeerProfile profile;
    private final List<IpSubnetFilterRule> networks;
    private final InboundRate rate;
    private final List<PeerSession> sessions = new CopyOnWriteArrayList<>();

    /** @throws IllegalArgumentException if a network is not in CIDR notation */
    PeerLink(PeerProfile profile) {
        this.profile = profile;
        this.networks = profile.access().networks().stream()
                .map(network -> new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT))
                .toList();
        this.rate = new InboundRate(profile.access().messagesPerSecond());
    }

    /** Whether the peer may hand over one more message now; if so, it is counted. */
    boolean admits(long now) {
        return rate.admits(now);
    }

    String name() {
        return profile.name();
    }

    PeerProfile profile() {
        return profile;
    }

    boolean allows(InetAddress remote) {
        InetSocketAddress address = new InetSocketAddress(remote, 0);
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.matches(address));
    }

    boolean hasPlaceForSession() {
        return sessions.size() < profile.access().mostSessions();
    }

    void add(PeerSession session) {
        sessions.add(session);
    }

    void remove(PeerSession session) {
        sessions.remove(session);
    }

    boolean has(PeerSession session) {
        return sessions.contains(session);
    }

    int sessions() {
        return sessions.size();
    }

    int room() {
        int room = 0;
        for (PeerSession session : sessions) {
            room += session.room();
        }
        return room;
    }

    void send(Transmission transmission, Consumer<List<Settlement>> settled) {
        int wanted = transmission.segments().size();
        for (PeerSession session = roomiest(); session != null; session = roomiest()) {
            int places = session.take(wanted);
            if (places > 0) {
                new Delivery(session, ReplyWriter.messages(transmission, profile), settled).start(places);
                return;
            }
        }
        settled.accept(notSent(wanted));
    }

    /** The session with the most room, or null where all are full or none receives. */
    private @Nullable PeerSession roomiest() {
        PeerSession roomiest = null;
        for (PeerSession session : sessions) {
            if (session.room() > (roomiest == null ? 0 : roomiest.room())) {
                roomiest = session;
            }
        }
        return roomiest;
    }

    static List<Settlement> notSent(int segments) {
        return Collections.nCopies(segments, Settlement.NOT_SENT);
    }
}
