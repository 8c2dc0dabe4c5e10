package org.waypost.gateway.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waypost.gateway.smpp.codec.Decoded;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;

/**
 * Every operation in every state, from the ESME: the matrix says whether it is allowed, and the session, which is the SMSC,
 * answers accordingly. The rules are written here a second time, as sentences of SMPP 3.4, clause 2.3.
 */
class OperationMatrixTest {
    private static final Set<SessionState> BOUND =
            EnumSet.of(SessionState.BOUND_TX, SessionState.BOUND_RX, SessionState.BOUND_TRX);
    private static final Set<SessionState> TRANSMITTING = EnumSet.of(SessionState.BOUND_TX, SessionState.BOUND_TRX);
    private static final Set<SessionState> RECEIVING = EnumSet.of(SessionState.BOUND_RX, SessionState.BOUND_TRX);

    record Case(CommandId request, SessionState state, Origin origin) {
        @Override
        public String toString() {
            return request.term() + " from the " + origin + " in " + state;
        }
    }

    static List<Case> every() {
        List<Case> cases = new ArrayList<>();
        for (CommandId command : CommandId.values()) {
            for (SessionState state : SessionState.values()) {
                for (Origin origin : Origin.values()) {
                    cases.add(new Case(command, state, origin));
                }
            }
        }
        return cases;
    }

    static List<Case> fromTheEsmeWhileConnected() {
        return every().stream()
                .filter(each -> each.origin == Origin.ESME && each.state != SessionState.CLOSED)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("every")
    void allowsWhatTheSpecificationDoes(Case each) {
        boolean expected = switch (each.request) {
            case BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER ->
                each.origin == Origin.ESME && each.state == SessionState.OPEN;
            case OUTBIND -> each.origin == Origin.SMSC && each.state == SessionState.OPEN;
            case UNBIND -> BOUND.contains(each.state) || each.state == SessionState.UNBINDING;
            case ENQUIRE_LINK -> each.state != SessionState.CLOSED;
            case SUBMIT_SM,
                    SUBMIT_MULTI,
                    QUERY_SM,
                    CANCEL_SM,
                    REPLACE_SM,
                    BROADCAST_SM,
                    QUERY_BROADCAST_SM,
                    CANCEL_BROADCAST_SM -> each.origin == Origin.ESME && TRANSMITTING.contains(each.state);
            case DELIVER_SM, ALERT_NOTIFICATION -> each.origin == Origin.SMSC && RECEIVING.contains(each.state);
            case DATA_SM -> (each.origin == Origin.ESME ? TRANSMITTING : RECEIVING).contains(each.state);
            default -> false;
        };

        assertThat(OperationMatrix.allows(each.state, each.origin, each.request))
                .isEqualTo(expected);
    }

    // M4, M19
    @ParameterizedTest
    @MethodSource("fromTheEsmeWhileConnected")
    void everyRequestIsTakenOrRefusedByAResponseAndNoResponseIsAnswered(Case each) {
        SessionProtocol protocol = Sessions.in(each.state);
        List<Action> actions = protocol.received(new Decoded.Understood(Samples.of(each.request, 77)), 0);

        if (each.request.isResponse()) {
            assertThat(actions).containsExactly(new Action.Count(Tally.UNMATCHED_RESPONSE));
            return;
        }
        boolean allowed = OperationMatrix.allows(each.state, Origin.ESME, each.request);
        boolean handedUp = actions.stream().anyMatch(Action.Deliver.class::isInstance);
        boolean asked = actions.stream().anyMatch(Action.Authenticate.class::isInstance);
        List<Pdu> answers = Sessions.written(actions);
        assertThat(answers).hasSize(handedUp || asked ? 0 : 1);
        for (Pdu answer : answers) {
            assertThat(answer.command()).isEqualTo(each.request.response());
            assertThat(answer.sequence()).isEqualTo(77);
            assertThat(((Pdu.Response) answer).status()).isEqualTo(expectedStatus(each, allowed));
        }
        assertThat(handedUp || asked).isEqualTo(allowed && TAKEN_UP.contains(each.request));
    }

    private static final Set<CommandId> TAKEN_UP = EnumSet.of(
            CommandId.SUBMIT_SM,
            CommandId.DATA_SM,
            CommandId.BIND_RECEIVER,
            CommandId.BIND_TRANSMITTER,
            CommandId.BIND_TRANSCEIVER);

    private static final Set<CommandId> MESSAGES =
            EnumSet.of(CommandId.SUBMIT_SM, CommandId.DELIVER_SM, CommandId.DATA_SM);

    private static final Map<CommandId, CommandStatus> NOT_SERVED = new EnumMap<>(Map.of(
            CommandId.QUERY_SM, CommandStatus.QUERY_FAILED,
            CommandId.CANCEL_SM, CommandStatus.CANCEL_FAILED,
            CommandId.REPLACE_SM, CommandStatus.REPLACE_FAILED,
            CommandId.SUBMIT_MULTI, CommandStatus.SUBMIT_FAILED,
            CommandId.BROADCAST_SM, CommandStatus.BROADCAST_FAILED,
            CommandId.QUERY_BROADCAST_SM, CommandStatus.BROADCAST_QUERY_FAILED,
            CommandId.CANCEL_BROADCAST_SM, CommandStatus.BROADCAST_CANCEL_FAILED));

    private static CommandStatus expectedStatus(Case each, boolean allowed) {
        if (allowed) {
            return NOT_SERVED.getOrDefault(each.request, CommandStatus.OK);
        }
        if (each.state == SessionState.UNBINDING && MESSAGES.contains(each.request)) {
            return CommandStatus.THROTTLED;
        }
        boolean secondBind = each.request.term().startsWith("bind_") && each.state != SessionState.OPEN;
        return secondBind ? CommandStatus.ALREADY_BOUND : CommandStatus.INVALID_BIND_STATUS;
    }
}
