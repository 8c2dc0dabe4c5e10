package org.waypost.gateway.smpp.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.session.Outcome;

/**
 * One transmission on its way over one session: sends its segments in order, as many at once as it holds places in the
 * window, and hands each place back when no segment is left for it. Once a segment was not taken, the following ones stay.
 *
 * <p>Confined to the event loop of the session after {@link #start}.
 */
final class Delivery {
    private final PeerSession session;
    private final List<ShortMessage> segments;
    private final Settlement[] settlements;
    private final Consumer<List<Settlement>> settled;
    private int next;
    private int underway;
    private boolean stopped;

    Delivery(PeerSession session, List<ShortMessage> segments, Consumer<List<Settlement>> settled) {
        this.session = session;
        this.segments = segments;
        this.settlements = new Settlement[segments.size()];
        this.settled = settled;
        Arrays.fill(settlements, Settlement.NOT_SENT);
    }

    /** @param places in the window, taken for this delivery; at least one, at most one per segment */
    void start(int places) {
        next = places;
        underway = places;
        for (int i = 0; i < places; i++) {
            send(i);
        }
    }

    private void send(int segment) {
        session.send(segments.get(segment), outcome -> settle(segment, outcome));
    }

    private void settle(int segment, Outcome outcome) {
        settlements[segment] = StatusTable.settlement(outcome);
        session.heed(settlements[segment]);
        stopped |= settlements[segment] != Settlement.DELIVERED;
        if (StatusTable.blamesSession(outcome)) {
            session.outOfStep();
        }
        if (!stopped && next < segments.size()) {
            send(next++);
            return;
        }
        underway--;
        session.release(1);
        if (underway == 0) {
            settled.accept(List.of(settlements));
        }
    }
}
