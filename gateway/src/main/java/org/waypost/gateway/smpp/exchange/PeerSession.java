package org.waypost.gateway.smpp.exchange;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.message.Sender;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.session.CloseReason;
import org.waypost.gateway.smpp.session.Outcome;
import org.waypost.gateway.smpp.session.SessionUser;
import org.waypost.gateway.smpp.session.SmppSession;

/**
 * One bound session of a peer: hands what it says to the {@link Intake} and keeps count of the free places in its window.
 *
 * <p>{@link #room} and {@link #take} may be called on any thread, the rest on the session's event loop.
 */
final class PeerSession implements SessionUser {
    private static final Logger LOG = LoggerFactory.getLogger(PeerSession.class);

    private final PeerLink link;
    private final Intake intake;
    private final QuestionReader reader;
    private final boolean takesReplies;
    private final LongSupplier nanoTime;
    private final AtomicInteger places;
    private OutboundPace pace;
    /** Places that are to vanish when they come back, because the limit has shrunk. */
    private int surplus;

    private volatile boolean pausing;
    private volatile @Nullable SmppSession session;

    /**
     * @param interfaceVersion of the peer
     * @param takesReplies whether our messages may leave on it
     * @param nanoTime a monotonic clock
     */
    PeerSession(PeerLink link, Intake intake, int interfaceVersion, boolean takesReplies, LongSupplier nanoTime) {
        this.link = link;
        this.intake = intake;
        this.reader = new QuestionReader(link.profile().dialect().defaultAlphabet(), interfaceVersion);
        this.takesReplies = takesReplies;
        this.nanoTime = nanoTime;
        int window = link.profile().session().outboundWindow();
        this.pace = OutboundPace.unhindered(window, nanoTime.getAsLong());
        this.places = new AtomicInteger(takesReplies ? window : 0);
    }

    @Override
    public void bound(SmppSession bound) {
        session = bound;
        link.add(this);
        if (takesReplies) {
            intake.receivable(link.name());
        }
    }

    @Override
    public void closed(SmppSession closed, CloseReason reason) {
        link.remove(this);
    }

    @Override
    public void request(SmppSession from, Pdu.MessageRequest request) {
        Answer answer =
                new Answer(from, request, intake, link.profile().dialect().idInDeliverResp());
        QuestionReader.Reading reading = reader.read(request.message());
        if (reading instanceof QuestionReader.Reading.Report report) {
            if (report.receipt() != null) {
                intake.receipt(link.name(), report.receipt());
            }
            answer.give(CommandStatus.OK);
        } else if (!link.admits()) {
            answer.give(CommandStatus.THROTTLED);
        } else if (reading instanceof QuestionReader.Reading.Question question) {
            ask(from, request, question, answer);
        } else if (reading instanceof QuestionReader.Reading.Refused refused) {
            answer.give(refused.status());
        }
    }

    private void ask(
            SmppSession from, Pdu.MessageRequest request, QuestionReader.Reading.Question question, Answer answer) {
        Address source = request.message().source();
        InboundPart part = new InboundPart(
                link.name(),
                from.id(),
                request.sequence(),
                question.reference(),
                new Sender(source.ton(), source.npi(), source.text()),
                request.message().destination().text(),
                question.data());
        try {
            intake.accept(part, answer);
        } catch (RuntimeException e) {
            LOG.error("a message on session {} of {} could not be taken in", from.id(), link.name(), e);
            answer.give(CommandStatus.SYSTEM_ERROR);
        }
    }

    /** Free places in the window; 0 where the session may not receive, or the peer wants a pause. */
    int room() {
        return pausing ? 0 : Math.max(0, places.get());
    }

    /** Takes up to so many places; returns how many it got. */
    int take(int wanted) {
        while (true) {
            int free = room();
            int taken = Math.min(wanted, free);
            if (taken <= 0) {
                return 0;
            }
            if (places.compareAndSet(free, free - taken)) {
                return taken;
            }
        }
    }

    /**
     * What became of a message of this question's reply: slows down, or speeds up again, and notes what the peer calls it
     * where a receipt will.
     */
    Settlement heed(Outcome outcome, long question) {
        Settlement settlement = link.statuses().settlement(outcome);
        if (outcome instanceof Outcome.Answered answered) {
            pace(settlement, answered.congestion());
            if (settlement == Settlement.DELIVERED
                    && link.profile().dialect().reply().receipts()) {
                intake.taken(link.name(), answered.messageId(), question);
            }
        }
        if (link.statuses().blamesSession(outcome)) {
            outOfStep();
        }
        return settlement;
    }

    private void pace(Settlement settlement, int congestion) {
        OutboundPace before = pace;
        if (settlement == Settlement.THROTTLED) {
            pace = before.throttled(nanoTime.getAsLong());
        } else if (settlement == Settlement.DELIVERED) {
            pace = before.delivered(congestion, nanoTime.getAsLong());
        }
        surplus += before.limit() - pace.limit();
        if (surplus < 0) {
            int more = -surplus;
            surplus = 0;
            release(more);
        }
        if (pace.pausedUntil() != before.pausedUntil()) {
            pause();
        }
    }

    private void pause() {
        if (session != null) {
            pausing = true;
            later(pace.pause(), () -> {
                pausing = false;
                tellOfRoom();
            });
        }
    }

    /** Runs the task on the event loop after a while, if the session was ever bound. */
    void later(Duration delay, Runnable task) {
        SmppSession bound = session;
        if (bound != null) {
            bound.later(delay, task);
        }
    }

    /** Gives places back; tells the product when the window was full until now. */
    void release(int given) {
        int vanishing = Math.min(surplus, given);
        surplus -= vanishing;
        if (given > vanishing && places.getAndAdd(given - vanishing) <= 0) {
            tellOfRoom();
        }
    }

    /** Tells the product where the window, and the peer's rate, have room. */
    void tellOfRoom() {
        if (link.room() > 0) {
            intake.receivable(link.name());
        }
    }

    /** Runs the task on the event loop, so that nothing that comes from the peer gets between what it sends. */
    void batch(Runnable task) {
        SmppSession bound = session;
        if (bound == null) {
            task.run();
        } else {
            bound.batch(task);
        }
    }

    void send(ShortMessage message, Consumer<Outcome> settled) {
        SmppSession bound = session;
        if (bound == null) {
            settled.accept(Outcome.Unanswered.NOT_SENT);
        } else {
            bound.send(message, settled);
        }
    }

    /** How many messages of ours may be unanswered on it. */
    int window() {
        return takesReplies ? link.profile().session().outboundWindow() : 0;
    }

    /** Takes nothing new, finishes what is outstanding, and unbinds. */
    void unbind() {
        SmppSession bound = session;
        if (bound != null) {
            bound.drain();
        }
    }

    /** The peer does not consider itself bound: it has to bind again. */
    private void outOfStep() {
        SmppSession bound = session;
        if (bound != null) {
            bound.close(CloseReason.OUT_OF_STEP);
        }
    }
}
