package org.waypost.gateway.smpp.session;

import java.util.List;
import org.waypost.gateway.smpp.codec.Decoded;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.Pdu;

/** Sessions brought into a state, and what their actions say. */
final class Sessions {
    /** Early enough for the monotonic clock to pass through zero in a test. */
    static final long START = -1_000_000_000L;

    private static final SessionUser NOBODY = new SessionUser() {
        @Override
        public void bound(SmppSession session) {}

        @Override
        public void request(SmppSession session, Pdu.MessageRequest request) {}

        @Override
        public void closed(SmppSession session, CloseReason reason) {}
    };

    private Sessions() {}

    static SessionProtocol in(SessionState state) {
        SessionProtocol protocol = new SessionProtocol(Origin.SMSC, SessionSettings.DEFAULT, START);
        switch (state) {
            case OPEN -> {}
            case BOUND_TX -> bind(protocol, BindType.TRANSMITTER, SessionSettings.DEFAULT);
            case BOUND_RX -> bind(protocol, BindType.RECEIVER, SessionSettings.DEFAULT);
            case BOUND_TRX -> bind(protocol, BindType.TRANSCEIVER, SessionSettings.DEFAULT);
            case UNBINDING -> {
                bind(protocol, BindType.TRANSCEIVER, SessionSettings.DEFAULT);
                protocol.drain(START);
            }
            case CLOSED -> protocol.close(CloseReason.CONNECTION_LOST);
        }
        return protocol;
    }

    static SessionProtocol bound(SessionSettings settings, int firstSequence) {
        SessionProtocol protocol = new SessionProtocol(Origin.SMSC, SessionSettings.DEFAULT, firstSequence, START);
        bind(protocol, BindType.TRANSCEIVER, settings);
        return protocol;
    }

    private static void bind(SessionProtocol protocol, BindType type, SessionSettings settings) {
        Pdu.Bind bind = Samples.bind(type);
        protocol.received(new Decoded.Understood(bind), START);
        protocol.bindDecided(bind, new BindDecision.Accepted(settings, NOBODY));
    }

    static List<Pdu> written(List<Action> actions) {
        return actions.stream()
                .filter(Action.Write.class::isInstance)
                .map(action -> ((Action.Write) action).pdu())
                .toList();
    }
}
