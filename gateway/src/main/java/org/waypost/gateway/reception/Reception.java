package org.waypost.gateway.reception;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Verdict;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;

/**
 * What {@link org.waypost.gateway.message.Intake} says of parts. Runs on event loops: admits or refuses from memory, and hands what it admits to
 * the lane.
 */
public final class Reception {
    private final Admission admission;
    private final List<Lane> lanes;
    private final StoreBreaker breaker;
    private final Predicate<String> keepsUp;
    private final KeyRing keys;
    private final ReceptionSettings settings;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Consumer<String> receivable;
    private volatile boolean closed;

    /**
     * @param lanes at least one; a sender's messages all go to one of them
     * @param breaker says whether the store takes anything now
     * @param keepsUp says whether replies to a peer leave in time; returns at once
     * @param receivable told when a peer can take replies; returns at once
     */
    public Reception(
            Admission admission,
            List<Lane> lanes,
            StoreBreaker breaker,
            Predicate<String> keepsUp,
            KeyRing keys,
            ReceptionSettings settings,
            Clock clock,
            LongSupplier nanoTime,
            Consumer<String> receivable) {
        this.admission = admission;
        this.lanes = List.copyOf(lanes);
        this.breaker = breaker;
        this.keepsUp = keepsUp;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.receivable = receivable;
    }

    public void accept(InboundPart part, Consumer<Verdict> answer) {
        long now = nanoTime.getAsLong();
        Optional<Verdict> refusal = refusal(part, now);
        if (refusal.isPresent()) {
            answer.accept(refusal.get());
            return;
        }
        Optional<Msisdn> sender = admission.sender(part);
        if (sender.isEmpty()) {
            answer.accept(Verdict.Refused.SENDER_NOT_ALLOWED);
            return;
        }
        Lane lane = lane(sender.get());
        // Before anything is derived from the number: a refusal should cost as little as it can (contract D11).
        Optional<Verdict> busy = lane.refusal(now);
        if (busy.isPresent()) {
            answer.accept(busy.get());
        } else if (!lane.offer(arrival(part, sender.get(), now, answer))) {
            answer.accept(Verdict.Refused.THROTTLED);
        }
    }

    private Arrival arrival(InboundPart part, Msisdn sender, long now, Consumer<Verdict> answer) {
        Instant received = clock.instant();
        return new Arrival(
                part,
                sender,
                keys.pseudonyms(sender, received),
                received,
                now + settings.deadline().toNanos(),
                answer);
    }

    /** From memory alone: nothing here waits for anything. */
    private Optional<Verdict> refusal(InboundPart part, long now) {
        if (closed) {
            return Optional.of(Verdict.Refused.THROTTLED);
        }
        Optional<Verdict> never = admission.refusal(part);
        if (never.isPresent()) {
            return never;
        }
        boolean able = breaker.takes(now) && keepsUp.test(part.peer());
        return able ? Optional.empty() : Optional.of(Verdict.Refused.TEMPORARY);
    }

    /** By the number and not its pseudonym, which changes between two messages when a version of the keys begins. */
    private Lane lane(Msisdn sender) {
        return lanes.get(Math.floorMod(sender.hashCode(), lanes.size()));
    }

    public void confirmed(long question) {
        lanes.forEach(lane -> lane.confirmed(question));
    }

    public void receivable(String peer) {
        receivable.accept(peer);
    }

    /** From now on everything new is throttled; what was admitted is still answered. */
    public void close() {
        closed = true;
    }
}
