package org.waypost.gateway.ops;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.delivery.Courier;
import org.waypost.gateway.smpp.exchange.PeerLinks;
import org.waypost.gateway.smpp.exchange.PeerState;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;

/** Peers as operators see them, and let them do less or everything again. Forgotten with the process. */
public final class PeerRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(PeerRoutes.class);

    private final PeerLinks peers;
    private final Courier courier;
    private final GatewayStore store;
    private final Clock clock;

    public PeerRoutes(PeerLinks peers, Courier courier, GatewayStore store, Clock clock) {
        this.peers = peers;
        this.courier = courier;
        this.store = store;
        this.clock = clock;
    }

    /** What there is to ask for. */
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/peers", asked -> list()),
                Route.post("/v1/peers/{peer}/suspend", asked -> become(asked, PeerState.SUSPENDED))
                        .by(StaffAction.CHANGE_PEER),
                Route.post("/v1/peers/{peer}/drain", asked -> become(asked, PeerState.DRAINING))
                        .by(StaffAction.CHANGE_PEER),
                Route.post("/v1/peers/{peer}/resume", asked -> become(asked, PeerState.OPEN))
                        .by(StaffAction.CHANGE_PEER));
    }

    private Answer list() {
        return Answer.json(JsonText.array(json -> {
            for (String peer : peers.names()) {
                json.writeStartObject();
                json.writeStringField("peer", peer);
                json.writeStringField(
                        "state", peers.state(peer).map(PeerRoutes::written).orElse("unknown"));
                json.writeNumberField("sessions", peers.sessions(peer));
                json.writeNumberField("window", peers.window(peer));
                json.writeNumberField("in-use", peers.windowInUse(peer));
                json.writeNumberField("backlog", courier.backlog(peer));
                json.writeNumberField("drain-rate", Math.round(courier.drainRate(peer) * 10) / 10.0);
                json.writeEndObject();
            }
        }));
    }

    private Answer become(Asked asked, PeerState state) throws RefusedRequestException, StoreUnavailableException {
        String peer = asked.variable("peer");
        if (!peers.names().contains(peer)) {
            throw new RefusedRequestException(404, "no such peer (expected one of %s)".formatted(peers.names()));
        }
        String detail = peer + " " + written(state);
        store.audit(
                null,
                List.of(AuditEntry.staff(AuditEntry.Event.PEER_CHANGED, null, detail, asked.operator())),
                clock.instant());
        peers.become(peer, state);
        courier.wake();
        LOG.warn("peer {} is {} from now on, by operator {}", peer, written(state), asked.operator());
        return Answer.json(JsonText.object(json -> {
            json.writeStringField("peer", peer);
            json.writeStringField("state", written(state));
        }));
    }

    private static String written(PeerState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
