package org.waypost.gateway.smpp.exchange;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.message.Transmission;
import org.waypost.gateway.smpp.pdu.ShortMessage;

/** A peer and those of its sessions that are bound. Safe for use by any thread. */
final class PeerLink {
    private final PeerProfile profile;
    private final List<IpSubnetFilterRule> networks;
    private final LongSupplier nanoTime;
    private final MessageRate inbound;
    private final MessageRate outbound;
    private final AtomicBoolean waitingForRate = new AtomicBoolean();
    private final StatusTable statuses;
    private final List<PeerSession> sessions = new CopyOnWriteArrayList<>();
    private volatile PeerState state = PeerState.OPEN;

    /**
     * @param nanoTime a monotonic clock
     * @throws IllegalArgumentException if a network is not in CIDR notation
     */
    PeerLink(PeerProfile profile, LongSupplier nanoTime) {
        this.profile = profile;
        this.nanoTime = nanoTime;
        this.statuses = new StatusTable(profile.dialect().statuses());
        this.networks = profile.access().networks().stream()
                .map(network -> new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT))
                .toList();
        this.inbound = new MessageRate(profile.access().messagesPerSecond(), nanoTime.getAsLong());
        this.outbound = new MessageRate(profile.repliesPerSecond(), nanoTime.getAsLong());
    }

    /** Whether the peer may hand over one more message now; if so, it is counted. */
    boolean admits() {
        return state == PeerState.OPEN && inbound.admits(nanoTime.getAsLong());
    }

    StatusTable statuses() {
        return statuses;
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
        return state != PeerState.SUSPENDED
                && sessions.size() < profile.access().mostSessions();
    }

    void add(PeerSession session) {
        sessions.add(session);
        if (state == PeerState.SUSPENDED) {
            session.unbind();
        }
    }

    PeerState state() {
        return state;
    }

    void become(PeerState next) {
        state = next;
        if (next == PeerState.SUSPENDED) {
            sessions.forEach(PeerSession::unbind);
        }
    }

    /** Places in the windows of the sessions that take replies. */
    int window() {
        return sessions.stream().mapToInt(PeerSession::window).sum();
    }

    /** Those of them that are free. */
    int free() {
        return sessions.stream().mapToInt(PeerSession::room).sum();
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

    /** How many segments may leave now: free places in the windows, and no more than the peer's rate allows. */
    int room() {
        if (state == PeerState.SUSPENDED) {
            return 0;
        }
        int room = 0;
        for (PeerSession session : sessions) {
            room += session.room();
        }
        return Math.min(room, outbound.room(nanoTime.getAsLong()));
    }

    void send(Transmission transmission, Consumer<List<Settlement>> settled) {
        List<ShortMessage> messages = ReplyWriter.messages(transmission, profile);
        if (outbound.room(nanoTime.getAsLong()) > 0) {
            for (PeerSession session = roomiest(); session != null; session = roomiest()) {
                int places = session.take(messages.size());
                if (places > 0) {
                    outbound.charge(messages.size(), nanoTime.getAsLong());
                    new Delivery(session, transmission, messages, settled).start(places);
                    tellWhenTheRateAllows(session);
                    return;
                }
            }
        }
        settled.accept(notSent(transmission.segments().size()));
    }

    /** While the rate is used up, one task waits to tell of room, on the loop of a session that just sent. */
    private void tellWhenTheRateAllows(PeerSession session) {
        Duration wait = outbound.untilRoom(nanoTime.getAsLong());
        if (wait.compareTo(Duration.ZERO) > 0 && waitingForRate.compareAndSet(false, true)) {
            session.later(wait, () -> {
                waitingForRate.set(false);
                session.tellOfRoom();
            });
        }
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
