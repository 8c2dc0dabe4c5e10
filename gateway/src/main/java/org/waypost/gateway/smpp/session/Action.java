package org.waypost.gateway.smpp.session;

import java.util.function.Consumer;
import org.waypost.gateway.smpp.pdu.Pdu;

/** What {@link SessionProtocol} wants done, in order. */
sealed interface Action {
    record Write(Pdu pdu) implements Action {}

    /** Ask the gatekeeper and come back with {@link SessionProtocol#bindDecided}. */
    record Authenticate(Pdu.Bind bind) implements Action {}

    /** The session is bound: longer frames may come, and the user is to be told. */
    record Bound(BindDecision.Accepted decision) implements Action {}

    /** Hand the message up; exactly one {@link SessionProtocol#respond} follows. */
    record Deliver(Pdu.MessageRequest request) implements Action {}

    record Settle(Consumer<Outcome> settled, Outcome outcome) implements Action {}

    record Count(Tally tally) implements Action {}

    /** Close once everything written before has left. */
    record Close(CloseReason reason) implements Action {}
}
