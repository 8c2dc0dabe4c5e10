package org.waypost.gateway.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.gateway.smpp.ScriptedPeer;
import org.waypost.gateway.smpp.codec.GoldenPdu;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;

@Timeout(60)
class SmppListenerIT {
    private static final long PATIENCE_SECONDS = 20;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicLong clock = new AtomicLong(1);
    private final Tallies tallies = new Tallies();
    private final RememberingUser user = new RememberingUser();
    private final SmppListener listener = new SmppListener(
            loops,
            loops,
            ListenerSettings.DEFAULT.withMostSessions(40, 20),
            SessionSettings.DEFAULT,
            (bind, remote) -> bind.password().equals("secret")
                    ? new BindDecision.Accepted(SessionSettings.DEFAULT, user)
                    : new BindDecision.Refused(CommandStatus.BIND_FAILED),
            clock::get,
            tallies,
            new AtomicLong());
    private InetSocketAddress address;

    /** Keeps what it is told, and answers a message with its sequence number. */
    private static final class RememberingUser implements SessionUser {
        final BlockingQueue<SmppSession> bound = new LinkedBlockingQueue<>();
        final BlockingQueue<Pdu.MessageRequest> requests = new LinkedBlockingQueue<>();
        final BlockingQueue<CloseReason> closed = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> confirmed = new LinkedBlockingQueue<>();

        @Override
        public void bound(SmppSession session) {
            bound.add(session);
        }

        @Override
        public void request(SmppSession session, Pdu.MessageRequest request) {
            requests.add(request);
            session.respond(
                    Pdu.MessageResp.to(request, CommandStatus.OK, String.valueOf(request.sequence())),
                    () -> confirmed.add(request.sequence()));
        }

        @Override
        public void closed(SmppSession session, CloseReason reason) {
            closed.add(reason);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        address = listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null);
    }

    @AfterEach
    void stop() {
        listener.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private ScriptedPeer bound() throws IOException {
        return ScriptedPeer.bound(address, BindType.TRANSCEIVER, "smsc1", "secret");
    }

    private static CommandStatus bind(ScriptedPeer peer, String password) throws IOException {
        Pdu.Bind bind = new Pdu.Bind(BindType.TRANSCEIVER, 1, "smsc1", password, "", 0x34, Address.NONE);
        return ((Pdu.Response) peer.ask(bind)).status();
    }

    // M1
    @ParameterizedTest
    @ValueSource(strings = {"0000000f", "00000201", "48545450 2f312e31", "160301 0200 0100", "ffffffff"})
    void saysOnceThatALengthIsBadAndCloses(String octets) throws IOException {
        try (ScriptedPeer peer = new ScriptedPeer(address)) {
            peer.send(octets);

            assertThat(peer.read()).isEqualTo(new Pdu.GenericNack(0, CommandStatus.INVALID_COMMAND_LENGTH));
            assertThat(peer.sawTheEnd()).isTrue();
        }
        assertThat(tallies.count(Tally.BAD_LENGTH)).isEqualTo(1);
    }

    // M1
    @Test
    void takesLongPdusOnceBoundAndNoneTooLong() throws IOException {
        try (ScriptedPeer peer = bound()) {
            peer.send("00010000 00000015 00000000 00000002" + "00".repeat(65_520));
            assertThat(peer.read()).isEqualTo(new Pdu.EnquireLinkResp(2, CommandStatus.OK));

            peer.send("00010001");
            assertThat(peer.read()).isEqualTo(new Pdu.GenericNack(0, CommandStatus.INVALID_COMMAND_LENGTH));
            assertThat(peer.sawTheEnd()).isTrue();
        }
    }

    // M2, M3, M10
    @Test
    void answersEveryRequestOfAMixedBagWithItsOwnSequence() throws IOException {
        try (ScriptedPeer peer = bound()) {
            peer.send(
                    "00000012 00000004 00000000 00000007 0000" // a submit_sm that ends too early
                            + "00000010 0000000a 00000000 80000000" // an unknown operation
                            + "00000010 8000000a 00000000 00000009" // an unknown response
                            + "00000010 00000015 00000000 00000000"); // enquire_link with sequence 0

            assertThat(peer.read())
                    .isEqualTo(Pdu.refusal(CommandId.SUBMIT_SM, 7, CommandStatus.INVALID_COMMAND_LENGTH));
            assertThat(peer.read()).isEqualTo(new Pdu.GenericNack(0x80000000, CommandStatus.INVALID_COMMAND_ID));
            assertThat(peer.read()).isEqualTo(new Pdu.EnquireLinkResp(0, CommandStatus.OK));
        }
    }

    // F12
    @Test
    void takesOctetsOneByOneAndManyPdusAtOnce() throws Exception {
        byte[] submitSm = GoldenPdu.all().stream()
                .filter(golden -> golden.name().equals("submit_sm"))
                .findFirst()
                .orElseThrow()
                .octets();
        try (ScriptedPeer peer = bound()) {
            for (byte octet : submitSm) {
                peer.send(new byte[] {octet});
            }
            assertThat(peer.read().sequence()).isEqualTo(3);

            Pdu[] many = new Pdu[100];
            for (int i = 0; i < many.length; i++) {
                many[i] = new Pdu.SubmitSm(i, Samples.QUESTION);
            }
            peer.send(many);
            for (int i = 0; i < many.length; i++) {
                assertThat(peer.read()).isEqualTo(Pdu.MessageResp.to((Pdu.SubmitSm) many[i], CommandStatus.OK, "" + i));
            }
        }
    }

    // M11
    @Test
    void refusesABindAndClosesWhileOthersGoOn() throws IOException {
        try (ScriptedPeer good = bound();
                ScriptedPeer bad = new ScriptedPeer(address)) {
            assertThat(bind(bad, "guess")).isEqualTo(CommandStatus.BIND_FAILED);
            assertThat(bad.sawTheEnd()).isTrue();

            assertThat(good.ask(new Pdu.EnquireLink(2))).isEqualTo(new Pdu.EnquireLinkResp(2, CommandStatus.OK));
        }
    }

    // M11
    @Test
    void hasRoomForSoManyConnectionsOfOneAddressOnly() throws IOException {
        List<ScriptedPeer> peers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            peers.add(bound());
        }
        try (ScriptedPeer oneTooMany = new ScriptedPeer(address)) {
            assertThat(oneTooMany.sawTheEnd()).isTrue();
        }
        assertThat(tallies.count(Tally.TURNED_AWAY)).isEqualTo(1);
        for (ScriptedPeer peer : peers) {
            assertThat(peer.ask(new Pdu.Unbind(2))).isEqualTo(new Pdu.UnbindResp(2, CommandStatus.OK));
            peer.close();
        }
    }

    // F9
    @Test
    void closesAPeerThatFellSilent() throws Exception {
        try (ScriptedPeer peer = bound()) {
            clock.addAndGet(Duration.ofSeconds(26).toNanos());
            assertThat(peer.read()).isEqualTo(new Pdu.EnquireLink(1));
            clock.addAndGet(Duration.ofSeconds(11).toNanos());
            assertThat(peer.sawTheEnd()).isTrue();
        }
        assertThat(user.closed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(CloseReason.SILENT);
    }

    // F9
    @Test
    void closesAPeerThatDoesNotBind() throws IOException {
        try (ScriptedPeer peer = new ScriptedPeer(address)) {
            peer.ask(new Pdu.EnquireLink(1)); // so that the session is there before the clock goes on
            clock.addAndGet(Duration.ofSeconds(6).toNanos());
            assertThat(peer.sawTheEnd()).isTrue();
        }
    }

    // F9
    @Test
    void closesAPeerThatDoesNotFinishAPduWhileOthersGoOn() throws Exception {
        try (ScriptedPeer loris = bound();
                ScriptedPeer other = bound()) {
            loris.send("00000030 00000004 0000");
            other.ask(new Pdu.EnquireLink(2)); // one event loop: by now it has read the half PDU
            for (int second = 0; second < 11; second++) {
                clock.addAndGet(Duration.ofSeconds(1).toNanos());
                other.ask(new Pdu.EnquireLink(3));
            }
            assertThat(loris.sawTheEnd()).isTrue();
            other.ask(new Pdu.EnquireLink(4));
        }
        assertThat(user.closed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(CloseReason.INCOMPLETE_PDU);
    }

    // F9, D10
    @Test
    void closesAPeerThatDoesNotReadWhileOthersGoOn() throws Exception {
        try (ScriptedPeer deaf = bound();
                ScriptedPeer other = bound()) {
            Thread flood = new Thread(() -> deaf.sendUntilItEnds(new Pdu.EnquireLink(2)));
            flood.start();
            while (tallies.count(Tally.STALLED) == 0) {
                other.ask(new Pdu.EnquireLink(2));
            }
            while (user.closed.isEmpty()) {
                clock.addAndGet(Duration.ofSeconds(1).toNanos());
                other.ask(new Pdu.EnquireLink(3));
            }
            flood.join();
            assertThat(user.closed).containsExactly(CloseReason.NOT_READING);
        }
    }

    // M11
    @Test
    void refusesEverybodyAtAnAddressThatGuessesTooMuch() throws IOException {
        for (int guess = 0; guess < 20; guess++) {
            try (ScriptedPeer guesser = new ScriptedPeer(address)) {
                assertThat(bind(guesser, "guess" + guess)).isEqualTo(CommandStatus.BIND_FAILED);
            }
        }
        try (ScriptedPeer peer = new ScriptedPeer(address)) {
            assertThat(bind(peer, "secret")).isEqualTo(CommandStatus.BIND_FAILED);
        }
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        try (ScriptedPeer peer = new ScriptedPeer(address)) {
            assertThat(bind(peer, "secret")).isEqualTo(CommandStatus.OK);
        }
    }

    // F9, F10
    @Test
    void whatWasUnderwayIsLostWithTheConnection() throws Exception {
        BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
        ScriptedPeer peer = bound();
        user.bound.take().send(Samples.QUESTION, outcomes::add);
        assertThat(peer.read()).isEqualTo(new Pdu.DeliverSm(1, Samples.QUESTION));
        peer.reset();

        assertThat(outcomes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Outcome.Unanswered.LOST);
        assertThat(user.closed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(CloseReason.CONNECTION_LOST);
    }

    // F11
    @Test
    void aConnectionThatBreaksWithinAPduLeavesNothingBehind() throws Exception {
        ScriptedPeer peer = bound();
        peer.send("00000040 00000004 00000000");
        peer.close();

        assertThat(user.closed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(CloseReason.CONNECTION_LOST);
        assertThat(user.requests).isEmpty();
    }

    // D4
    @Test
    void anAnswerIsConfirmedByWhatComesAfterIt() throws Exception {
        try (ScriptedPeer peer = bound()) {
            peer.ask(new Pdu.SubmitSm(2, Samples.QUESTION));
            assertThat(user.confirmed).isEmpty();

            peer.ask(new Pdu.EnquireLink(3));
            assertThat(user.confirmed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(2);
        }
    }

    // D13
    @Test
    void drainsAndUnbinds() throws Exception {
        try (ScriptedPeer peer = bound()) {
            var drained = listener.drain().toCompletableFuture();
            assertThat(peer.read()).isEqualTo(new Pdu.Unbind(1));
            assertThat(((Pdu.Response) peer.ask(new Pdu.SubmitSm(2, Samples.QUESTION))).status())
                    .isEqualTo(CommandStatus.THROTTLED);
            peer.send(new Pdu.UnbindResp(1, CommandStatus.OK));
            assertThat(peer.sawTheEnd()).isTrue();
            drained.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(listener.connections()).isZero();
    }
}
