package org.waypost.gateway.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.gateway.smpp.codec.Decoded;
import org.waypost.gateway.smpp.codec.FrameDecoder;
import org.waypost.gateway.smpp.codec.Header;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.pdu.Tlv;

class SessionProtocolTest {
    private static final ShortMessage REPLY = Samples.QUESTION;

    private final List<Outcome> outcomes = new ArrayList<>();
    private long now = Sessions.START;
    private SessionProtocol protocol = Sessions.bound(SessionSettings.DEFAULT, 1);

    // ---- bind

    // M4
    @ParameterizedTest
    @EnumSource(
            value = CommandId.class,
            names = {"SUBMIT_SM", "DATA_SM", "QUERY_SM", "UNBIND"})
    void refusesRequestsBeforeBind(CommandId request) {
        protocol = Sessions.in(SessionState.OPEN);

        assertThat(statusOf(receive(Samples.of(request, 5)))).isEqualTo(CommandStatus.INVALID_BIND_STATUS);
    }

    // M4
    @Test
    void refusesASecondBind() {
        assertThat(statusOf(receive(Samples.bind(BindType.TRANSMITTER)))).isEqualTo(CommandStatus.ALREADY_BOUND);
        assertThat(protocol.state()).isEqualTo(SessionState.BOUND_TRX);
    }

    // M4
    @Test
    void refusesToTakeMessagesOnAReceiversSession() {
        protocol = Sessions.in(SessionState.BOUND_RX);

        assertThat(statusOf(receive(question(5)))).isEqualTo(CommandStatus.INVALID_BIND_STATUS);
    }

    // M11
    @Test
    void closesAfterARefusedBind() {
        protocol = Sessions.in(SessionState.OPEN);
        Pdu.Bind bind = Samples.bind(BindType.TRANSCEIVER);
        assertThat(receive(bind)).containsExactly(new Action.Authenticate(bind));

        List<Action> actions = protocol.bindDecided(bind, new BindDecision.Refused(CommandStatus.BIND_FAILED));

        assertThat(statusOf(actions)).isEqualTo(CommandStatus.BIND_FAILED);
        assertThat(closeReason(actions)).isEqualTo(CloseReason.BIND_REFUSED);
    }

    // M18
    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x33, 0x34, 0x50, 0xFF})
    void tellsItsVersionToPeersThatKnowOptionalParameters(int version) {
        protocol = Sessions.in(SessionState.OPEN);
        Pdu.Bind bind = new Pdu.Bind(BindType.TRANSCEIVER, 9, "smsc1", "secret", "", version, Address.NONE);
        receive(bind);

        Pdu.BindResp resp = (Pdu.BindResp)
                Sessions.written(protocol.bindDecided(bind, new BindDecision.Accepted(SessionSettings.DEFAULT, null)))
                        .get(0);

        assertThat(resp.status()).isEqualTo(CommandStatus.OK);
        assertThat(resp.tlvs())
                .isEqualTo(
                        version < 0x34
                                ? List.of()
                                : List.of(Tlv.ofOctet(Tlv.SC_INTERFACE_VERSION, version < 0x50 ? 0x34 : 0x50)));
    }

    // M18
    @ParameterizedTest
    @CsvSource({"0x34, ", "0x50, 50"})
    void tellsAPeerOf50HowMuchOfItsWindowIsUsed(String version, Integer percent) {
        protocol = Sessions.in(SessionState.OPEN);
        Pdu.Bind bind =
                new Pdu.Bind(BindType.TRANSCEIVER, 9, "smsc1", "secret", "", Integer.decode(version), Address.NONE);
        receive(bind);
        protocol.bindDecided(bind, new BindDecision.Accepted(SessionSettings.DEFAULT.withInboundWindow(4), null));
        receive(question(10));
        receive(question(11));

        Pdu.MessageResp answer = (Pdu.MessageResp)
                Sessions.written(protocol.respond(answer(10), now)).get(0);

        assertThat(answer.tlvs())
                .isEqualTo(percent == null ? List.of() : List.of(Tlv.ofOctet(Tlv.CONGESTION_STATE, percent)));
    }

    // M19
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesDeliverSmFromAnEsmeOnlyWhereItsProfileSaysSo(boolean taken) {
        protocol = Sessions.bound(SessionSettings.DEFAULT.withDeliverSm(taken), 1);
        Pdu.DeliverSm question = new Pdu.DeliverSm(5, Samples.QUESTION);

        List<Action> actions = receive(question);

        if (taken) {
            assertThat(actions).containsExactly(new Action.Deliver(question));
        } else {
            assertThat(statusOf(actions)).isEqualTo(CommandStatus.INVALID_BIND_STATUS);
        }
    }

    // M18
    @Test
    void hearsWhatThePeerCallsAMessageAndHowBusyItIs() {
        send();
        perform(receive(new Pdu.MessageResp(
                CommandId.DELIVER_SM_RESP,
                1,
                CommandStatus.OK,
                "1A2F",
                List.of(Tlv.ofOctet(Tlv.CONGESTION_STATE, 95)))));

        assertThat(outcomes).containsExactly(new Outcome.Answered(CommandStatus.OK, "1A2F", 95));
    }

    // M11, F9
    @Test
    void closesAConnectionThatDoesNotBindInTime() {
        protocol = Sessions.in(SessionState.OPEN);

        assertThat(tickAfter(Duration.ofMillis(4_999))).isEmpty();
        assertThat(closeReason(tickAfter(Duration.ofMillis(1)))).isEqualTo(CloseReason.BIND_TIMEOUT);
    }

    // ---- what a peer sends

    @Test
    void answersEnquireLinkAndUnbindAtOnceWhateverIsOutstanding() {
        for (int i = 1; i <= 100; i++) {
            receive(question(i));
        }

        assertThat(Sessions.written(receive(new Pdu.EnquireLink(101))))
                .containsExactly(new Pdu.EnquireLinkResp(101, CommandStatus.OK));
        List<Action> actions = receive(new Pdu.Unbind(102));
        assertThat(Sessions.written(actions)).containsExactly(new Pdu.UnbindResp(102, CommandStatus.OK));
        assertThat(closeReason(actions)).isEqualTo(CloseReason.PEER_UNBOUND);
    }

    // M1
    @Test
    void givesAStreamWithABadLengthUp() {
        List<Action> actions = protocol.badLength(new FrameDecoder.BadLength(15, 512));

        assertThat(Sessions.written(actions))
                .containsExactly(new Pdu.GenericNack(0, CommandStatus.INVALID_COMMAND_LENGTH));
        assertThat(closeReason(actions)).isEqualTo(CloseReason.BAD_LENGTH);
        assertThat(protocol.badLength(new FrameDecoder.BadLength(15, 512))).isEmpty();
    }

    // M2
    @Test
    void answersWhatItCannotReadAndLivesOn() {
        Header header = new Header(20, CommandId.SUBMIT_SM.value(), 0, 42);
        List<Action> actions = protocol.received(
                new Decoded.Unreadable(header, CommandStatus.INVALID_MESSAGE_LENGTH, "short_message"), now);

        assertThat(Sessions.written(actions))
                .containsExactly(Pdu.refusal(CommandId.SUBMIT_SM, 42, CommandStatus.INVALID_MESSAGE_LENGTH));
        assertThat(protocol.state()).isEqualTo(SessionState.BOUND_TRX);
    }

    // M3
    @Test
    void answersUnknownOperationsWithGenericNackAndDropsUnknownResponses() {
        assertThat(Sessions.written(unknown(0x0000000A)))
                .containsExactly(new Pdu.GenericNack(42, CommandStatus.INVALID_COMMAND_ID));
        assertThat(Sessions.written(unknown(0x8000000A))).isEmpty();
    }

    private List<Action> unknown(int commandId) {
        return protocol.received(
                new Decoded.Unreadable(new Header(16, commandId, 0, 42), CommandStatus.INVALID_COMMAND_ID, ""), now);
    }

    // M10
    @ParameterizedTest
    @ValueSource(ints = {0, 0x80000000, 0xFFFFFFFF, 1})
    void answersWithTheSequenceItWasAskedWith(int sequence) {
        assertThat(Sessions.written(receive(new Pdu.EnquireLink(sequence)))
                        .get(0)
                        .sequence())
                .isEqualTo(sequence);
        assertThat(receive(question(sequence))).containsExactly(new Action.Deliver(question(sequence)));
    }

    // D10
    @Test
    void throttlesWhatIsBeyondThePeersWindowWithoutHandingItUp() {
        for (int i = 1; i <= 100; i++) {
            assertThat(receive(question(i))).containsExactly(new Action.Deliver(question(i)));
        }
        assertThat(statusOf(receive(question(101)))).isEqualTo(CommandStatus.THROTTLED);

        protocol.respond(answer(1), now);
        assertThat(receive(question(102))).containsExactly(new Action.Deliver(question(102)));
    }

    // D10
    @Test
    void closesAPeerThatGoesOnInSpiteOfBeingThrottled() {
        fillThePeersWindow();
        for (int second = 0; second < 60; second++) {
            assertThat(closeReason(receive(question(200)))).isNull();
            now += Duration.ofSeconds(1).toNanos();
        }

        assertThat(closeReason(receive(question(200)))).isEqualTo(CloseReason.OVERRUN);
    }

    // D10
    @Test
    void forgivesAPeerThatPauses() {
        fillThePeersWindow();
        for (int second = 0; second < 300; second += 6) {
            assertThat(closeReason(receive(question(200)))).isNull();
            now += Duration.ofSeconds(6).toNanos();
        }
    }

    private void fillThePeersWindow() {
        for (int i = 1; i <= 100; i++) {
            receive(question(i));
        }
    }

    // ---- what we send

    // F10
    @Test
    void settlesByTheResponseInWhateverOrder() {
        send();
        send();
        perform(receive(delivered(2, CommandStatus.MESSAGE_QUEUE_FULL)));
        perform(receive(delivered(1, CommandStatus.OK)));

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Answered(CommandStatus.MESSAGE_QUEUE_FULL, "", 0),
                        new Outcome.Answered(CommandStatus.OK, "", 0));
    }

    // F10
    @Test
    void takesGenericNackForAnAnswer() {
        send();
        perform(receive(new Pdu.GenericNack(1, CommandStatus.INVALID_COMMAND_ID)));

        assertThat(outcomes).containsExactly(new Outcome.Answered(CommandStatus.INVALID_COMMAND_ID, "", 0));
    }

    // F10
    @Test
    void dropsResponsesThatNothingWaitsFor() {
        send();
        Action dropped = new Action.Count(Tally.UNMATCHED_RESPONSE);
        assertThat(receive(delivered(7, CommandStatus.OK))).containsExactly(dropped);
        assertThat(receive(new Pdu.EnquireLinkResp(1, CommandStatus.OK))).containsExactly(dropped);

        perform(receive(delivered(1, CommandStatus.OK)));
        assertThat(receive(delivered(1, CommandStatus.OK))).containsExactly(dropped);
        assertThat(outcomes).hasSize(1);
    }

    // F10
    @Test
    void givesUpWaitingAndDropsWhatComesTooLate() {
        send();
        perform(tickAfter(Duration.ofMillis(9_999)));
        assertThat(outcomes).isEmpty();
        perform(tickAfter(Duration.ofMillis(1)));
        assertThat(outcomes).containsExactly(Outcome.Unanswered.LOST);

        assertThat(receive(delivered(1, CommandStatus.OK))).containsExactly(new Action.Count(Tally.UNMATCHED_RESPONSE));
    }

    @Test
    void sendsNoMoreThanTheWindowHolds() {
        for (int i = 0; i < 11; i++) {
            send();
        }
        assertThat(outcomes).containsExactly(Outcome.Unanswered.NOT_SENT);
    }

    @ParameterizedTest
    @EnumSource(
            value = SessionState.class,
            names = {"OPEN", "BOUND_TX", "UNBINDING", "CLOSED"})
    void sendsNothingWhereThePeerMayNotReceive(SessionState state) {
        protocol = Sessions.in(state);
        send();

        assertThat(outcomes).containsExactly(Outcome.Unanswered.NOT_SENT);
    }

    // F9, F11
    @Test
    void whatWasUnderwayIsLostWithTheConnectionAndSettledOnce() {
        send();
        send();
        perform(protocol.close(CloseReason.CONNECTION_LOST));
        perform(protocol.close(CloseReason.CONNECTION_LOST));

        assertThat(outcomes).containsExactly(Outcome.Unanswered.LOST, Outcome.Unanswered.LOST);
    }

    // F13
    @Test
    void sequenceNumbersWrapAndPassOverThoseInUse() {
        protocol = Sessions.bound(SessionSettings.DEFAULT, 0x7FFFFFFE);

        assertThat(sequenceOfNext()).isEqualTo(0x7FFFFFFE);
        assertThat(sequenceOfNext()).isEqualTo(0x7FFFFFFF);
        assertThat(sequenceOfNext()).isEqualTo(1);
    }

    private int sequenceOfNext() {
        return Sessions.written(protocol.send(REPLY, outcomes::add, now)).get(0).sequence();
    }

    // ---- silence

    // F9
    @Test
    void probesAPeerThatFellSilentAndClosesItWhenNothingComesBack() {
        send();
        assertThat(Sessions.written(tickAfter(Duration.ofMillis(24_999)))).isEmpty();
        assertThat(Sessions.written(tickAfter(Duration.ofMillis(1)))).containsExactly(new Pdu.EnquireLink(2));
        assertThat(Sessions.written(tickAfter(Duration.ofMillis(9_999)))).isEmpty();

        List<Action> actions = tickAfter(Duration.ofMillis(1));
        assertThat(closeReason(actions)).isEqualTo(CloseReason.SILENT);
        assertThat(Duration.ofNanos(now - Sessions.START)).isLessThan(Duration.ofSeconds(40));
    }

    @Test
    void anySignOfLifeWillDo() {
        tickAfter(Duration.ofSeconds(25));
        now += Duration.ofSeconds(9).toNanos();
        receive(question(1));

        assertThat(tickAfter(Duration.ofSeconds(2))).isEmpty();
        assertThat(Sessions.written(tickAfter(Duration.ofSeconds(23)))).hasSize(1);
    }

    // F9
    @Test
    void closesAPeerThatDoesNotFinishAPdu() {
        protocol.read(true, now);
        protocol.read(true, now + Duration.ofSeconds(9).toNanos());

        assertThat(tickAfter(Duration.ofMillis(9_999))).isEmpty();
        assertThat(closeReason(tickAfter(Duration.ofMillis(1)))).isEqualTo(CloseReason.INCOMPLETE_PDU);
    }

    // F9
    @Test
    void closesAPeerThatStopsReadingAndTellsWhatWasUnderway() {
        send();
        protocol.writable(false, now);

        assertThat(tickAfter(Duration.ofMillis(29_999))).isEmpty();
        List<Action> actions = tickAfter(Duration.ofMillis(1));
        perform(actions);
        assertThat(closeReason(actions)).isEqualTo(CloseReason.NOT_READING);
        assertThat(outcomes).containsExactly(Outcome.Unanswered.LOST);
    }

    // D10
    @Test
    void expiresNothingThatMayLieUnreadBecauseThePeerDoesNotRead() {
        send();
        protocol.writable(false, now);
        perform(tickAfter(Duration.ofSeconds(20)));
        assertThat(outcomes).isEmpty();

        protocol.writable(true, now);
        perform(receive(delivered(1, CommandStatus.OK)));
        assertThat(outcomes).containsExactly(new Outcome.Answered(CommandStatus.OK, "", 0));
    }

    // ---- stop

    // D13
    @Test
    void drainsBeforeItUnbinds() {
        receive(question(1));
        send();
        assertThat(protocol.drain(now)).isEmpty();
        assertThat(statusOf(receive(question(2)))).isEqualTo(CommandStatus.THROTTLED);

        assertThat(Sessions.written(protocol.respond(answer(1), now))).containsExactly(answer(1));
        List<Action> last = receive(delivered(1, CommandStatus.OK));
        assertThat(Sessions.written(last)).containsExactly(new Pdu.Unbind(2));
        assertThat(closeReason(receive(new Pdu.UnbindResp(2, CommandStatus.OK))))
                .isEqualTo(CloseReason.STOPPED);
    }

    // D13
    @Test
    void unbindsAtOnceWhenNothingIsOutstanding() {
        assertThat(Sessions.written(protocol.drain(now))).containsExactly(new Pdu.Unbind(1));
        assertThat(protocol.drain(now)).isEmpty();
    }

    // D13
    @Test
    void doesNotWaitForeverForWhatIsOutstanding() {
        protocol = Sessions.bound(
                SessionSettings.DEFAULT.withTimings(Timings.DEFAULT.withInactivity(Duration.ofHours(1))), 1);
        receive(question(1));
        protocol.drain(now);

        assertThat(tickAfter(Duration.ofMillis(29_999))).isEmpty();
        assertThat(Sessions.written(tickAfter(Duration.ofMillis(1)))).containsExactly(new Pdu.Unbind(1));
        assertThat(closeReason(tickAfter(Duration.ofSeconds(10)))).isEqualTo(CloseReason.STOPPED);
    }

    // D13
    @Test
    void closesWhatIsNotBoundWhenItStops() {
        protocol = Sessions.in(SessionState.OPEN);

        assertThat(closeReason(protocol.drain(now))).isEqualTo(CloseReason.STOPPED);
    }

    @Test
    void doesNothingAfterItsEnd() {
        protocol.close(CloseReason.CONNECTION_LOST);

        assertThat(receive(question(1))).isEmpty();
        assertThat(tickAfter(Duration.ofHours(1))).isEmpty();
        assertThat(protocol.respond(answer(1), now)).isEmpty();
        assertThat(protocol.drain(now)).isEmpty();
    }

    // ---- as the peer's client

    private static OwnBind ownBind() {
        return new OwnBind(
                new Destination("localhost", 2775, BindType.TRANSCEIVER, "waypost", "secret", 0x34, null), null);
    }

    private void bindAsClient() {
        protocol = new SessionProtocol(Origin.ESME, SessionSettings.DEFAULT, now);
        assertThat(Sessions.written(protocol.begin(ownBind(), now)))
                .containsExactly(ownBind().pdu(1));
    }

    @Test
    void bindsAsClientAndThenTakesDeliverSmAndSendsSubmitSm() {
        bindAsClient();
        List<Action> actions = receive(new Pdu.BindResp(BindType.TRANSCEIVER, 1, CommandStatus.OK, "smsc", List.of()));
        assertThat(actions).hasAtLeastOneElementOfType(Action.Bound.class);

        Pdu.DeliverSm question = new Pdu.DeliverSm(5, Samples.QUESTION);
        assertThat(receive(question)).containsExactly(new Action.Deliver(question));
        assertThat(statusOf(receive(question(6)))).isEqualTo(CommandStatus.INVALID_BIND_STATUS);
        assertThat(Sessions.written(protocol.send(REPLY, outcomes::add, now)))
                .containsExactly(new Pdu.SubmitSm(2, REPLY));
    }

    // M18
    @Test
    void takesABindResponseOfAHeaderAlone() {
        bindAsClient();
        receive(new Pdu.BindResp(BindType.TRANSCEIVER, 1, CommandStatus.OK, "", List.of()));

        assertThat(protocol.state()).isEqualTo(SessionState.BOUND_TRX);
    }

    // D7
    @Test
    void endsWhenItsBindIsRefusedOrNotAnswered() {
        bindAsClient();
        assertThat(closeReason(
                        receive(new Pdu.BindResp(BindType.TRANSCEIVER, 1, CommandStatus.BIND_FAILED, "", List.of()))))
                .isEqualTo(CloseReason.BIND_REFUSED);

        bindAsClient();
        assertThat(closeReason(receive(new Pdu.GenericNack(1, CommandStatus.INVALID_COMMAND_ID))))
                .isEqualTo(CloseReason.BIND_REFUSED);

        bindAsClient();
        assertThat(closeReason(tickAfter(Duration.ofSeconds(5)))).isEqualTo(CloseReason.BIND_TIMEOUT);
    }

    @Test
    void nobodyBindsToAClient() {
        bindAsClient();

        assertThat(statusOf(receive(Samples.bind(BindType.TRANSCEIVER)))).isEqualTo(CommandStatus.INVALID_BIND_STATUS);
    }

    private List<Action> receive(Pdu pdu) {
        return protocol.received(new Decoded.Understood(pdu), now);
    }

    private void send() {
        perform(protocol.send(REPLY, outcomes::add, now));
    }

    private static void perform(List<Action> actions) {
        for (Action action : actions) {
            if (action instanceof Action.Settle settle) {
                settle.settled().accept(settle.outcome());
            }
        }
    }

    private List<Action> tickAfter(Duration duration) {
        now += duration.toNanos();
        return protocol.tick(now);
    }

    private static Pdu.SubmitSm question(int sequence) {
        return new Pdu.SubmitSm(sequence, Samples.QUESTION);
    }

    private static Pdu.MessageResp answer(int sequence) {
        return Pdu.MessageResp.to(question(sequence), CommandStatus.OK, "id");
    }

    private static Pdu.MessageResp delivered(int sequence, CommandStatus status) {
        return new Pdu.MessageResp(CommandId.DELIVER_SM_RESP, sequence, status, "", List.of());
    }

    private static CommandStatus statusOf(List<Action> actions) {
        List<Pdu> written = Sessions.written(actions);
        assertThat(written).hasSize(1);
        return ((Pdu.Response) written.get(0)).status();
    }

    private static CloseReason closeReason(List<Action> actions) {
        return actions.stream()
                .filter(Action.Close.class::isInstance)
                .map(action -> ((Action.Close) action).reason())
                .findFirst()
                .orElse(null);
    }
}
