package org.waypost.gateway.reception;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.message.Verdict;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;

/**
 * The product's side of {@link Intake}. Runs on event loops: admits or refuses from memory, and hands what it admits to
 * the lane.
 */
public final class Reception implements Intake {
    private final Admission admission;
    private final Lane lane;
    private final KeyRing keys;
    private final ReceptionSettings settings;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Consumer<String> receivable;
    private volatile boolean closed;

    /** @param receivable told when a peer can take replies; returns at once */
    public Reception(
            Admission admission,
            Lane lane,
            KeyRing keys,
            ReceptionSettings settings,
            Clock clock,
            LongSupplier nanoTime,
            Consumer<String> receivable) {
        this.admission = admission;
        this.lane = lane;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.receivable = receivable;
    }

    @Override
    public void accept(InboundPart part, Consumer<Verdict> answer) {
        Optional<Verdict> refusal = closed ? Optional.of(Verdict.Refused.THROTTLED) : admission.refusal(part);
        if (refusal.isPresent()) {
            answer.accept(refusal.get());
            return;
        }
        Optional<Msisdn> sender = admission.sender(part);
        if (sender.isEmpty()) {
            answer.accept(Verdict.Refused.SENDER_NOT_ALLOWED);
            return;
        }
        Arrival arrival = new Arrival(
                part,
                sender.get(),
                keys.subscriber(sender.get()),
                clock.instant(),
                nanoTime.getAsLong() + settings.deadline().toNanos(),
                answer);
        if (!lane.offer(arrival)) {
            answer.accept(Verdict.Refused.THROTTLED);
        }
    }

    @Override
    public void confirmed(long question) {
        lane.confirmed(question);
    }

    @Override
    public void receivable(String peer) {
        receivable.accept(peer);
    }

    /** From now on everything new is throttled; what was admitted is still answered. */
    public void close() {
        closed = true;
    }
}
