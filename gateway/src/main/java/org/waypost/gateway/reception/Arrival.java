package org.waypost.gateway.reception;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Verdict;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * An admitted part that waits for its verdict. The first verdict counts: what comes after the deadline has told the peer a
 * temporary error is dropped, and the peer's repeat meets what was stored.
 */
final class Arrival {
    private final InboundPart part;
    private final Msisdn sender;
    private final Pseudonyms subscriber;
    private final Instant received;
    private final long deadline;
    private final Consumer<Verdict> answer;
    private final AtomicBoolean answered = new AtomicBoolean();

    /**
     * @param part as the bearer handed it over
     * @param sender in canonical form
     * @param subscriber the sender's pseudonyms
     * @param received wall-clock time
     * @param deadline monotonic nanoseconds by which the verdict must be out
     * @param answer called once
     */
    Arrival(
            InboundPart part,
            Msisdn sender,
            Pseudonyms subscriber,
            Instant received,
            long deadline,
            Consumer<Verdict> answer) {
        this.part = part;
        this.sender = sender;
        this.subscriber = subscriber;
        this.received = received;
        this.deadline = deadline;
        this.answer = answer;
    }

    InboundPart part() {
        return part;
    }

    Msisdn sender() {
        return sender;
    }

    /** The sender's pseudonym now. */
    SubscriberKey subscriber() {
        return subscriber.current();
    }

    /** All under which something of the sender's may stand. */
    Pseudonyms pseudonyms() {
        return subscriber;
    }

    Instant received() {
        return received;
    }

    boolean overdue(long nanoTime) {
        return deadline - nanoTime <= 0;
    }

    /** Tells a temporary error to a part whose deadline has passed; returns whether it has. */
    boolean lapsed(long nanoTime) {
        boolean late = overdue(nanoTime);
        if (late) {
            answer(Verdict.Refused.TEMPORARY);
        }
        return late;
    }

    boolean answered() {
        return answered.get();
    }

    void answer(Verdict verdict) {
        if (answered.compareAndSet(false, true)) {
            answer.accept(verdict);
        }
    }
}
