package org.waypost.gateway;

import java.util.List;
import org.waypost.gateway.delivery.Courier;
import org.waypost.gateway.reception.Departures;
import org.waypost.gateway.store.OpenReply;

/** Joins the way in to the way out. */
record CourierDepartures(Courier courier) implements Departures {
    @Override
    public int room(String peer) {
        return courier.room(peer);
    }

    @Override
    public void depart(List<OpenReply> replies) {
        courier.depart(replies);
    }

    @Override
    public void waiting(String peer, int count) {
        courier.waiting(peer, count);
    }
}
