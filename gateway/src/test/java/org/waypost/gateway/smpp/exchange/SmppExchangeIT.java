package org.waypost.gateway.smpp.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.message.Transmission;
import org.waypost.gateway.message.Verdict;
import org.waypost.gateway.smpp.ScriptedPeer;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.session.ListenerSettings;
import org.waypost.gateway.smpp.session.SessionSettings;
import org.waypost.gateway.sms.Alphabet;
import org.waypost.gateway.sms.UserData;
import org.waypost.itinerary.model.Msisdn;

@Timeout(60)
class SmppExchangeIT {
    private static final long PATIENCE_SECONDS = 20;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final BlockingQueue<Verdict> verdicts = new LinkedBlockingQueue<>();
    private final AcknowledgingIntake intake = new AcknowledgingIntake(part -> verdicts.remove());
    private final PeerLinks peers = new PeerLinks(
            List.of(
                    PeerProfile.of("carrier", "smsc1", Password.of("secret".getBytes(US_ASCII)))
                            .withSession(SessionSettings.DEFAULT.withOutboundWindow(2)),
                    PeerProfile.of("other", "smsc2", Password.of("secret".getBytes(US_ASCII)))
                            .withMessagesPerSecond(1)
                            .withRepliesPerSecond(4)),
            System::nanoTime);
    private final SmppExchange exchange =
            new SmppExchange(peers, intake, ListenerSettings.DEFAULT, loops, loops, System::nanoTime);
    private InetSocketAddress address;

    @BeforeEach
    void listen() throws IOException {
        address = exchange.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() {
        exchange.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private ScriptedPeer bound(BindType type) throws IOException {
        return ScriptedPeer.bound(address, type, "smsc1", "secret");
    }

    // ---- questions

    @Test
    void handsAQuestionOverAndAnswersWithItsId() throws Exception {
        verdicts.add(new Verdict.Accepted(0xA1));
        try (ScriptedPeer peer = bound(BindType.TRANSMITTER)) {
            Pdu.MessageResp answer = (Pdu.MessageResp) peer.ask(question(2, 0));

            assertThat(answer.status()).isEqualTo(CommandStatus.OK);
            assertThat(answer.messageId()).isEqualTo("00000000000000a1");
        }
        InboundPart part = intake.parts.take();
        assertThat(part.peer()).isEqualTo("carrier");
        assertThat(part.sequence()).isEqualTo(2);
        assertThat(part.sender().address()).isEqualTo("8613800138000");
        assertThat(part.shortCode()).isEqualTo("10001");
        assertThat(part.data()).isEqualTo(UserData.of(Alphabet.GSM7, "CXMYD#1234".getBytes(US_ASCII)));
    }

    // D3
    @ParameterizedTest
    @CsvSource({"THROTTLED, 0x58", "TEMPORARY, 0x14", "UNKNOWN_SHORT_CODE, 0x0B", "SENDER_NOT_ALLOWED, 0x0A"})
    void tellsThePeerWhatItsMessageMetWith(Verdict.Refused refused, String status) throws IOException {
        verdicts.add(refused);
        try (ScriptedPeer peer = bound(BindType.TRANSCEIVER)) {
            assertThat(statusOf(peer.ask(question(2, 0))).value()).isEqualTo(Integer.decode(status));
        }
    }

    // M14
    @Test
    void takesAReceiptForNoQuestion() throws IOException {
        try (ScriptedPeer peer = bound(BindType.TRANSCEIVER)) {
            assertThat(statusOf(peer.ask(question(2, 0x04)))).isEqualTo(CommandStatus.OK);
            assertThat(statusOf(peer.ask(new Pdu.DeliverSm(3, question(3, 0x04).message()))))
                    .isEqualTo(CommandStatus.INVALID_BIND_STATUS);
        }
        assertThat(intake.parts).isEmpty();
    }

    // D9
    @Test
    void anErrorOfTheProductIsAnErrorStatusForThatMessageAlone() throws IOException {
        try (ScriptedPeer peer = bound(BindType.TRANSCEIVER)) {
            // no verdict is prepared: the intake throws
            assertThat(statusOf(peer.ask(question(2, 0)))).isEqualTo(CommandStatus.SYSTEM_ERROR);
            verdicts.add(new Verdict.Accepted(1));
            assertThat(statusOf(peer.ask(question(3, 0)))).isEqualTo(CommandStatus.OK);
        }
    }

    // M19
    @Test
    void takesAQuestionAsDataSmToo() throws IOException {
        verdicts.add(new Verdict.Accepted(1));
        try (ScriptedPeer peer = bound(BindType.TRANSCEIVER)) {
            peer.send("00000031 00000103 00000000 00000008 00 0101 3836313338303031333830303000 0001 313030303100"
                    + "00 00 03 0424 0001 59");
            assertThat(peer.read().command()).isEqualTo(CommandId.DATA_SM_RESP);
        }
        assertThat(intake.parts.remove().data()).isEqualTo(UserData.of(Alphabet.LATIN1, new byte[] {'Y'}));
    }

    // ---- replies

    @Test
    void nobodyToSendToIsNotSent() throws Exception {
        assertThat(peers.room("carrier")).isZero();
        assertThat(peers.room("nobody")).isZero();
        assertThat(send("carrier", 2).get()).containsExactly(Settlement.NOT_SENT, Settlement.NOT_SENT);
        assertThat(send("nobody", 1).get()).containsExactly(Settlement.NOT_SENT);
    }

    @Test
    void repliesLeaveOnAnySessionOfTheSamePeerThatReceives() throws Exception {
        try (ScriptedPeer transmitter = bound(BindType.TRANSMITTER);
                ScriptedPeer stranger = ScriptedPeer.bound(address, BindType.TRANSCEIVER, "smsc2", "secret")) {
            assertThat(peers.room("carrier")).isZero();
            try (ScriptedPeer receiver = bound(BindType.RECEIVER)) {
                assertThat(intake.receivable.take()).isEqualTo("other");
                assertThat(intake.receivable.take()).isEqualTo("carrier");
                assertThat(peers.room("carrier")).isEqualTo(2);

                CompletableFuture<List<Settlement>> settled = send("carrier", 1);
                acknowledge(receiver);
                assertThat(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).containsExactly(Settlement.DELIVERED);
            }
            assertThat(transmitter.ask(new Pdu.EnquireLink(2)).sequence()).isEqualTo(2);
            assertThat(stranger.ask(new Pdu.EnquireLink(2)).sequence()).isEqualTo(2);
        }
    }

    // D8
    @Test
    void sendsPartsInOrderWithinTheWindow() throws Exception {
        try (ScriptedPeer peer = bound(BindType.TRANSCEIVER)) {
            assertThat(intake.receivable.take()).isEqualTo("carrier");
            CompletableFuture<List<Settlement>> settled = send("carrier", 5);
            assertThat(peers.room("carrier")).isZero();
            assertThat(send("carrier", 1).get()).containsExactly(Settlement.NOT_SENT);

            for (int part = 0; part < 5; part++) {
                assertThat(acknowledge(peer).text()).containsExactly(part);
            }
            assertThat(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo(Collections.nCopies(5, Settlement.DELIVERED));
            assertThat(intake.receivable.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo("carrier");
        }
    }

    // D8
    @Test
    void sendsPartsInOrderHoweverFastThePeerAnswers() throws Exception {
        int transmissions = 2_000;
        try (ScriptedPeer peer = bound(BindType.TRANSCEIVER)) {
            CompletableFuture<List<Integer>> seen = CompletableFuture.supplyAsync(() -> {
                try {
                    List<Integer> parts = new ArrayList<>();
                    for (int i = 0; i < 5 * transmissions; i++) {
                        parts.add((int) acknowledge(peer).text()[0]);
                    }
                    return parts;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            for (int i = 0; i < transmissions; i++) {
                assertThat(send("carrier", 5).get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .containsOnly(Settlement.DELIVERED);
            }
            List<Integer> inOrder = IntStream.range(0, 5 * transmissions)
                    .map(part -> part % 5)
                    .boxed()
                    .toList();
            assertThat(seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(inOrder);
        }
    }

    // D8
    @Test
    void sendsNoFurtherPartOnceOneWasNotTaken() throws Exception {
        try (ScriptedPeer peer = bound(BindType.TRANSCEIVER)) {
            CompletableFuture<List<Settlement>> settled = send("carrier", 4);
            int first = peer.read().sequence();
            int second = peer.read().sequence();
            peer.send(delivered(second, CommandStatus.OK), delivered(first, CommandStatus.MESSAGE_QUEUE_FULL));
            acknowledge(peer);

            assertThat(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .containsExactly(
                            Settlement.QUEUE_FULL, Settlement.DELIVERED, Settlement.DELIVERED, Settlement.NOT_SENT);
            assertThat(peers.room("carrier")).isEqualTo(2);
        }
    }

    // D7
    @ParameterizedTest
    @ValueSource(ints = {0x04, 0x05, 0x0D, 0x0E, 0x0F})
    void closesASessionThatThePeerDoesNotConsiderBound(int status) throws Exception {
        try (ScriptedPeer peer = bound(BindType.TRANSCEIVER)) {
            CompletableFuture<List<Settlement>> settled = send("carrier", 1);
            peer.send(delivered(peer.read().sequence(), new CommandStatus(status)));

            assertThat(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).containsExactly(Settlement.NOT_SENT);
            assertThat(peer.sawTheEnd()).isTrue();
        }
    }

    // F9, F11
    @Test
    void whatWasUnderwayWhenTheConnectionBrokeIsUnknown() throws Exception {
        ScriptedPeer peer = bound(BindType.TRANSCEIVER);
        CompletableFuture<List<Settlement>> settled = send("carrier", 3);
        peer.read();
        peer.read();
        peer.reset();

        assertThat(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .containsExactly(Settlement.UNKNOWN, Settlement.UNKNOWN, Settlement.NOT_SENT);
    }

    // D7
    @Test
    void slowsDownWhenThePeerThrottlesAndComesBack() throws Exception {
        try (ScriptedPeer peer = bound(BindType.TRANSCEIVER)) {
            assertThat(intake.receivable.take()).isEqualTo("carrier");
            CompletableFuture<List<Settlement>> settled = send("carrier", 1);
            peer.send(delivered(peer.read().sequence(), CommandStatus.THROTTLED));
            assertThat(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).containsExactly(Settlement.THROTTLED);

            assertThat(intake.receivable.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo("carrier");
            assertThat(peers.room("carrier")).isEqualTo(1);
            CompletableFuture<List<Settlement>> next = send("carrier", 1);
            acknowledge(peer);
            assertThat(next.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).containsExactly(Settlement.DELIVERED);
            assertThat(peers.room("carrier")).isEqualTo(2);
        }
    }

    // D10
    @Test
    void throttlesAPeerAboveItsRateOverAllItsSessions() throws IOException {
        verdicts.add(new Verdict.Accepted(1));
        try (ScriptedPeer one = ScriptedPeer.bound(address, BindType.TRANSCEIVER, "smsc2", "secret");
                ScriptedPeer two = ScriptedPeer.bound(address, BindType.TRANSCEIVER, "smsc2", "secret")) {
            assertThat(statusOf(one.ask(question(2, 0)))).isEqualTo(CommandStatus.OK);
            assertThat(statusOf(two.ask(question(2, 0)))).isEqualTo(CommandStatus.THROTTLED);
        }
    }

    // D7
    @Test
    void keepsToThePeersRateAndTellsWhenThereIsRoomAgain() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.bound(address, BindType.TRANSCEIVER, "smsc2", "secret")) {
            assertThat(intake.receivable.take()).isEqualTo("other");
            assertThat(peers.room("other")).isEqualTo(4);
            CompletableFuture<List<Settlement>> settled = send("other", 5);
            assertThat(peers.room("other")).isZero();
            assertThat(send("other", 1).get()).containsExactly(Settlement.NOT_SENT);
            for (int part = 0; part < 5; part++) {
                acknowledge(peer);
            }
            assertThat(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo(Collections.nCopies(5, Settlement.DELIVERED));

            assertThat(intake.receivable.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo("other");
            assertThat(peers.room("other")).isPositive();
        }
    }

    // F11
    @Test
    void theReplyStillGoesOutWhenTheSessionThatAskedIsReset() throws Exception {
        verdicts.add(new Verdict.Accepted(1));
        try (ScriptedPeer other = bound(BindType.TRANSCEIVER)) {
            ScriptedPeer asking = bound(BindType.TRANSMITTER);
            assertThat(statusOf(asking.ask(question(2, 0)))).isEqualTo(CommandStatus.OK);
            asking.reset();

            CompletableFuture<List<Settlement>> settled = send("carrier", 1);
            acknowledge(other);
            assertThat(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).containsExactly(Settlement.DELIVERED);
        }
    }

    // D13
    @Test
    void stopsInAnOrderlyWay() throws Exception {
        try (ScriptedPeer peer = bound(BindType.TRANSCEIVER)) {
            CompletableFuture<Void> drained = exchange.drain().toCompletableFuture();
            Pdu unbind = peer.read();
            assertThat(unbind.command()).isEqualTo(CommandId.UNBIND);
            peer.send(new Pdu.UnbindResp(unbind.sequence(), CommandStatus.OK));
            drained.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(peers.sessions("carrier")).isZero();
    }

    private CompletableFuture<List<Settlement>> send(String peer, int segments) {
        List<UserData> parts = IntStream.range(0, segments)
                .mapToObj(part -> UserData.of(Alphabet.GSM7, new byte[] {(byte) part}))
                .toList();
        CompletableFuture<List<Settlement>> settled = new CompletableFuture<>();
        peers.send(new Transmission(1, peer, "10001", Msisdn.ofDigits("8613800138000"), parts), settled::complete);
        return settled;
    }

    private static ShortMessage acknowledge(ScriptedPeer peer) throws IOException {
        Pdu.DeliverSm message = (Pdu.DeliverSm) peer.read();
        peer.send(delivered(message.sequence(), CommandStatus.OK));
        return message.message();
    }

    private static Pdu.MessageResp delivered(int sequence, CommandStatus status) {
        return new Pdu.MessageResp(CommandId.DELIVER_SM_RESP, sequence, status, "", List.of());
    }

    private static Pdu.SubmitSm question(int sequence, int esmClass) {
        return new Pdu.SubmitSm(
                sequence,
                ShortMessage.of(
                        new Address(1, 1, "8613800138000"),
                        new Address(0, 1, "10001"),
                        new EsmClass(esmClass),
                        DataCoding.DEFAULT,
                        "CXMYD#1234".getBytes(US_ASCII)));
    }

    private static CommandStatus statusOf(Pdu pdu) {
        return ((Pdu.Response) pdu).status();
    }
}
