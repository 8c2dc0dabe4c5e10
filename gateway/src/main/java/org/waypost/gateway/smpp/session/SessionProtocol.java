package org.waypost.gateway.smpp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.smpp.codec.Decoded;
import org.waypost.gateway.smpp.codec.FrameDecoder;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;

/**
 * One SMPP session, on either side, without any I/O: every method takes an event and the time and returns what is to be done
 * about it.
 *
 * <p>How it works. A frame that was read goes through three gates: is it readable (else the refusal that belongs to it), may
 * the peer send it in this state ({@link OperationMatrix}), is there room in the peer's window. Only messages go further up;
 * everything about the session itself is answered here and never waits behind messages. What we send is remembered in
 * {@link PendingRequests} until its response comes, its time is over or the session ends, so that every message of ours is
 * settled exactly once. {@link SessionTimers} say what is due; nothing is due while the peer does not read, except that.
 *
 * <p>Time is in nanoseconds of one monotonic clock. After {@link Action.Close} nothing is done any more. Not safe for use by
 * several threads.
 */
public final class SessionProtocol {
    private final Origin self;
    private final PendingRequests pending;
    private SessionSettings settings;
    private SessionTimers timers;
    private SessionState state = SessionState.OPEN;
    private PeerVersion version = PeerVersion.V3_4;
    private int unanswered;
    private boolean draining;
    private @Nullable OwnBind ownBind;

    /** @param self which side we are: the SMSC waits for a bind, the ESME begins with {@link #begin} */
    public SessionProtocol(Origin self, SessionSettings settings, long now) {
        this(self, settings, 1, now);
    }

    /** @param firstSequence of what we send */
    SessionProtocol(Origin self, SessionSettings settings, int firstSequence, long now) {
        this.self = self;
        this.settings = settings;
        this.pending = new PendingRequests(firstSequence);
        this.timers = SessionTimers.opened(now);
    }

    SessionState state() {
        return state;
    }

    /** A frame came. */
    List<Action> received(Decoded decoded, long now) {
        if (state == SessionState.CLOSED) {
            return List.of();
        }
        timers = timers.heard(now);
        if (decoded instanceof Decoded.Unreadable unreadable) {
            return Refusal.unreadable(unreadable);
        }
        Pdu pdu = ((Decoded.Understood) decoded).pdu();
        return pdu instanceof Pdu.Response response ? response(response, now) : request((Pdu.Request) pdu, now);
    }

    private List<Action> request(Pdu.Request request, long now) {
        if (request instanceof Pdu.MessageRequest message && (draining || state == SessionState.UNBINDING)) {
            return Refusal.throttled(message);
        }
        if (!allowed(request.command())) {
            return Refusal.outOfState(request, state);
        }
        if (request instanceof Pdu.MessageRequest message) {
            return message(message, now);
        }
        if (request instanceof Pdu.Bind bind) {
            return List.of(new Action.Authenticate(bind));
        }
        if (request instanceof Pdu.EnquireLink) {
            return List.of(new Action.Write(new Pdu.EnquireLinkResp(request.sequence(), CommandStatus.OK)));
        }
        if (request instanceof Pdu.Unbind) {
            return closing(
                    CloseReason.PEER_UNBOUND,
                    new Action.Write(new Pdu.UnbindResp(request.sequence(), CommandStatus.OK)));
        }
        return Refusal.notServed(request);
    }

    private boolean allowed(CommandId request) {
        return OperationMatrix.allows(state, self.other(), request)
                || (request == CommandId.DELIVER_SM && settings.takesDeliverSm() && allowed(CommandId.SUBMIT_SM));
    }

    private List<Action> message(Pdu.MessageRequest request, long now) {
        if (unanswered >= settings.inboundWindow()) {
            timers = timers.overran(now);
            List<Action> refusal = Refusal.throttled(request);
            return timers.overrunTooLong(settings.timings())
                    ? closing(CloseReason.OVERRUN, refusal.toArray(new Action[0]))
                    : refusal;
        }
        unanswered++;
        return List.of(new Action.Deliver(request));
    }

    private List<Action> response(Pdu.Response response, long now) {
        PendingRequests.Pending answered = pending.answered(response.sequence(), response.command());
        if (answered == null) {
            return List.of(new Action.Count(Tally.UNMATCHED_RESPONSE));
        }
        if (state == SessionState.OPEN) {
            return bound(response);
        }
        if (answered.settled() != null) {
            Action settle = new Action.Settle(answered.settled(), Outcome.Answered.by(response));
            return unbindIfDrained(List.of(settle), now);
        }
        return answered.command() == CommandId.UNBIND ? closing(CloseReason.STOPPED) : List.of();
    }

    /** As ESME: asks to be bound. */
    List<Action> begin(OwnBind own, long now) {
        ownBind = own;
        int sequence = pending.add(own.type().command(), null, now);
        return List.of(new Action.Write(own.pdu(sequence)));
    }

    private List<Action> bound(Pdu.Response answer) {
        OwnBind own = ownBind;
        if (own == null || !(answer instanceof Pdu.BindResp) || !answer.status().isOk()) {
            return closing(CloseReason.BIND_REFUSED, new Action.Count(Tally.BIND_REFUSED));
        }
        state = SessionState.boundAs(own.type());
        return List.of(
                new Action.Count(Tally.BOUND), new Action.Bound(new BindDecision.Accepted(settings, own.user())));
    }

    /** The stream cannot be read on. */
    List<Action> badLength(FrameDecoder.BadLength ignored) {
        if (state == SessionState.CLOSED) {
            return List.of();
        }
        return closing(
                CloseReason.BAD_LENGTH,
                new Action.Count(Tally.BAD_LENGTH),
                new Action.Write(new Pdu.GenericNack(0, CommandStatus.INVALID_COMMAND_LENGTH)));
    }

    /** All that had arrived was received. */
    void read(boolean incomplete, long now) {
        timers = timers.read(incomplete, now);
    }

    /** The gatekeeper has decided. */
    List<Action> bindDecided(Pdu.Bind bind, BindDecision decision) {
        if (state != SessionState.OPEN) {
            return List.of();
        }
        if (decision instanceof BindDecision.Refused refused) {
            return closing(
                    CloseReason.BIND_REFUSED,
                    new Action.Count(Tally.BIND_REFUSED),
                    new Action.Write(Pdu.refusal(bind.command(), bind.sequence(), refused.status())));
        }
        BindDecision.Accepted accepted = (BindDecision.Accepted) decision;
        state = SessionState.boundAs(bind.type());
        settings = accepted.settings();
        version = new PeerVersion(bind.interfaceVersion());
        return List.of(
                new Action.Count(Tally.BOUND),
                new Action.Write(new Pdu.BindResp(
                        bind.type(), bind.sequence(), CommandStatus.OK, settings.systemId(), version.bindTlvs())),
                new Action.Bound(accepted));
    }

    /** The layer above answers a message. */
    List<Action> respond(Pdu.MessageResp response, long now) {
        if (state == SessionState.CLOSED) {
            return List.of();
        }
        // Only a message centre tells how busy it is.
        Pdu.MessageResp complete =
                self == Origin.SMSC ? version.withCongestion(response, unanswered, settings.inboundWindow()) : response;
        unanswered--;
        return unbindIfDrained(List.of(new Action.Write(complete)), now);
    }

    /** The layer above has a message for the peer. */
    List<Action> send(ShortMessage message, Consumer<Outcome> settled, long now) {
        CommandId command = self == Origin.SMSC ? CommandId.DELIVER_SM : CommandId.SUBMIT_SM;
        boolean allowed = OperationMatrix.allows(state, self, command);
        if (!allowed || draining || pending.messages() >= settings.outboundWindow()) {
            return List.of(new Action.Settle(settled, Outcome.Unanswered.NOT_SENT));
        }
        int sequence = pending.add(command, settled, now);
        return List.of(new Action.Write(
                self == Origin.SMSC ? new Pdu.DeliverSm(sequence, message) : new Pdu.SubmitSm(sequence, message)));
    }

    /** The peer reads what we write, or has stopped doing so. */
    void writable(boolean writable, long now) {
        timers = timers.writable(writable, now);
    }

    /** Time has passed. What arrived before {@code now} must have been received. */
    List<Action> tick(long now) {
        if (state == SessionState.CLOSED) {
            return List.of();
        }
        return switch (timers.due(state, settings.timings(), now)) {
            case CLOSE_UNBOUND -> closing(CloseReason.BIND_TIMEOUT);
            case CLOSE_INCOMPLETE -> closing(CloseReason.INCOMPLETE_PDU);
            case CLOSE_SILENT -> closing(CloseReason.SILENT);
            case CLOSE_STALLED -> closing(CloseReason.NOT_READING);
            case UNBIND -> unbind(now);
            case PROBE -> probe(now);
            case NOTHING -> expire(now);
        };
    }

    private List<Action> probe(long now) {
        timers = timers.probed(now);
        int sequence = pending.add(CommandId.ENQUIRE_LINK, null, now);
        return List.of(new Action.Write(new Pdu.EnquireLink(sequence)));
    }

    private List<Action> expire(long now) {
        if (timers.stalledSince() != SessionTimers.NEVER) {
            return List.of();
        }
        List<Action> actions = new ArrayList<>(0);
        for (PendingRequests.Pending lost :
                pending.expired(now, settings.timings().response().toNanos())) {
            if (lost.command() == CommandId.UNBIND) {
                return closing(CloseReason.STOPPED, actions.toArray(new Action[0]));
            }
            settleAsLost(lost, actions);
        }
        return actions.isEmpty() ? List.of() : unbindIfDrained(actions, now);
    }

    private static void settleAsLost(PendingRequests.Pending lost, List<Action> actions) {
        if (lost.settled() != null) {
            actions.add(new Action.Count(Tally.UNANSWERED));
            actions.add(new Action.Settle(lost.settled(), Outcome.Unanswered.LOST));
        }
    }

    /** From now on messages are refused; as soon as nothing is outstanding, we unbind. */
    List<Action> drain(long now) {
        if (draining || state == SessionState.CLOSED) {
            return List.of();
        }
        draining = true;
        timers = timers.draining(now);
        return state == SessionState.OPEN ? closing(CloseReason.STOPPED) : unbindIfDrained(List.of(), now);
    }

    private List<Action> unbindIfDrained(List<Action> first, long now) {
        if (!draining || !state.isBound() || unanswered > 0 || pending.messages() > 0) {
            return first;
        }
        List<Action> actions = new ArrayList<>(first);
        actions.addAll(unbind(now));
        return actions;
    }

    private List<Action> unbind(long now) {
        state = SessionState.UNBINDING;
        return List.of(new Action.Write(new Pdu.Unbind(pending.add(CommandId.UNBIND, null, now))));
    }

    /** The connection is gone, or the layer above wants it to end. */
    List<Action> close(CloseReason reason) {
        return state == SessionState.CLOSED ? List.of() : closing(reason);
    }

    private List<Action> closing(CloseReason reason, Action... first) {
        state = SessionState.CLOSED;
        List<Action> actions = new ArrayList<>(List.of(first));
        pending.all().forEach(lost -> settleAsLost(lost, actions));
        actions.add(new Action.Count(Tally.CLOSED));
        actions.add(new Action.Close(reason));
        return actions;
    }
}
