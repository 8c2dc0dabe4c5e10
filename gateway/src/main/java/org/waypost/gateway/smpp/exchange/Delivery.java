package org.waypost.gateway.smpp.exchange;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.message.Transmission;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.session.Outcome;

/**
 * One transmission on its way over one session: sends its messages in order, as many at once as it holds places in the
 * window, and hands each place back when no message is left for it. Once a message was not taken, the following ones stay.
 *
 * <p>Confined to the event loop of the session after {@link #start}.
 */
final class Delivery {
    private final PeerSession session;
    private final Transmission transmission;
    private final List<ShortMessage> messages;
    private final Settlement[] settlements;
    private final Consumer<List<Settlement>> settled;
    private int next;
    private int underway;
    private boolean stopped;

    /** @param messages one for each segment of the transmission, or one for them all */
    Delivery(
            PeerSession session,
            Transmission transmission,
            List<ShortMessage> messages,
            Consumer<List<Settlement>> settled) {
        this.session = session;
        this.transmission = transmission;
        this.messages = messages;
        this.settlements = new Settlement[messages.size()];
        this.settled = settled;
        Arrays.fill(settlements, Settlement.NOT_SENT);
    }

    /** @param places in the window, taken for this delivery; at least one, at most one per message */
    void start(int places) {
        next = places;
        underway = places;
        // The answer to the first may be there before the second is sent, and would bring the third.
        session.batch(() -> {
            for (int i = 0; i < places; i++) {
                send(i);
            }
        });
    }

    private void send(int message) {
        session.send(messages.get(message), outcome -> settle(message, outcome));
    }

    private void settle(int message, Outcome outcome) {
        settlements[message] = session.heed(outcome, transmission.question());
        stopped |= settlements[message] != Settlement.DELIVERED;
        if (!stopped && next < messages.size()) {
            send(next++);
            return;
        }
        underway--;
        session.release(1);
        if (underway == 0) {
            settled.accept(bySegment());
        }
    }

    private List<Settlement> bySegment() {
        int segments = transmission.segments().size();
        return segments == settlements.length ? List.of(settlements) : Collections.nCopies(segments, settlements[0]);
    }
}
