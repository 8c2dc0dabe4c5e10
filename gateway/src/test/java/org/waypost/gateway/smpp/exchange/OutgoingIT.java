package org.waypost.gateway.smpp.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.message.Transmission;
import org.waypost.gateway.smpp.ScriptedCentre;
import org.waypost.gateway.smpp.ScriptedPeer;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.session.Destination;
import org.waypost.gateway.smpp.session.ListenerSettings;
import org.waypost.gateway.smpp.session.Samples;
import org.waypost.gateway.sms.Alphabet;
import org.waypost.gateway.sms.UserData;
import org.waypost.itinerary.model.Msisdn;

/** We are the client of a message centre. */
@Timeout(60)
class OutgoingIT {
    private static final long PATIENCE_SECONDS = 20;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AcknowledgingIntake intake = new AcknowledgingIntake();
    private final ScriptedCentre centre = new ScriptedCentre();
    private final PeerLinks peers = new PeerLinks(
            List.of(PeerProfile.of("carrier", "smsc", Password.of(new byte[0]))
                    .withReply(ReplyStyle.DEFAULT.withReceipts(true))
                    .withOutgoing(new Outgoing(
                            List.of(new Destination(
                                    "localhost", centre.port(), BindType.TRANSCEIVER, "waypost", "secret", 0x34, null)),
                            1,
                            Duration.ofMinutes(15)))),
            System::nanoTime);
    private final SmppExchange exchange =
            new SmppExchange(peers, intake, ListenerSettings.DEFAULT, loops, loops, System::nanoTime);

    OutgoingIT() throws IOException {}

    @BeforeEach
    void connect() {
        exchange.connect();
    }

    @AfterEach
    void stop() throws IOException {
        exchange.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        centre.close();
    }

    private ScriptedPeer bound() throws Exception {
        ScriptedPeer peer = centre.accept();
        Pdu.Bind bind = (Pdu.Bind) peer.read();
        assertThat(bind.systemId()).isEqualTo("waypost");
        assertThat(bind.password()).isEqualTo("secret");
        peer.send(new Pdu.BindResp(bind.type(), bind.sequence(), CommandStatus.OK, "smsc", List.of()));
        assertThat(intake.receivable.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("carrier");
        return peer;
    }

    @Test
    void questionsComeAsDeliverSmAndRepliesLeaveAsSubmitSm() throws Exception {
        try (ScriptedPeer peer = bound()) {
            assertThat(peer.ask(new Pdu.DeliverSm(7, Samples.QUESTION)))
                    .isEqualTo(new Pdu.MessageResp(CommandId.DELIVER_SM_RESP, 7, CommandStatus.OK, "", List.of()));
            assertThat(intake.parts.remove().data())
                    .isEqualTo(UserData.of(Alphabet.GSM7, "CXMYD#1234".getBytes(US_ASCII)));

            CompletableFuture<List<Settlement>> settled = new CompletableFuture<>();
            peers.send(
                    new Transmission(
                            1,
                            "carrier",
                            "10001",
                            Msisdn.ofDigits("8613800138000"),
                            List.of(UserData.of(Alphabet.GSM7, new byte[] {0x41}))),
                    settled::complete);
            Pdu.SubmitSm reply = (Pdu.SubmitSm) peer.read();
            // D6
            assertThat(reply.message().validity()).isEqualTo("000000001500000R");
            peer.send(Pdu.MessageResp.to(reply, CommandStatus.OK, "id"));
            assertThat(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).containsExactly(Settlement.DELIVERED);
        }
    }

    // M14, D6
    @Test
    void asksForAReceiptAndTiesItToTheReplyHoweverItIsWritten() throws Exception {
        try (ScriptedPeer peer = bound()) {
            CompletableFuture<List<Settlement>> settled = new CompletableFuture<>();
            peers.send(
                    new Transmission(
                            77,
                            "carrier",
                            "10001",
                            Msisdn.ofDigits("8613800138000"),
                            List.of(UserData.of(Alphabet.GSM7, new byte[] {0x41}))),
                    settled::complete);
            Pdu.SubmitSm reply = (Pdu.SubmitSm) peer.read();
            assertThat(reply.message().registeredDelivery()).isEqualTo(1);
            peer.send(Pdu.MessageResp.to(reply, CommandStatus.OK, "1A2F"));
            settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(intake.taken.take()).isEqualTo(new AcknowledgingIntake.Taken("carrier", "1A2F", 77));

            ShortMessage text = ShortMessage.of(
                    new Address(1, 1, "8613800138000"),
                    new Address(0, 1, "10001"),
                    new EsmClass(0x04),
                    DataCoding.DEFAULT,
                    "id:0000006703 stat:DELIVRD".getBytes(US_ASCII));
            assertThat(((Pdu.Response) peer.ask(new Pdu.DeliverSm(7, text))).status())
                    .isEqualTo(CommandStatus.OK);
            assertThat(intake.receipts.take().candidates()).contains("1a2f");
        }
        assertThat(intake.parts).isEmpty();
    }

    // D7
    @Test
    void bindsAgainWhenTheConnectionBreaksOrTheBindIsRefused() throws Exception {
        bound().reset();
        try (ScriptedPeer refusing = centre.accept()) {
            Pdu.Bind bind = (Pdu.Bind) refusing.read();
            refusing.send(new Pdu.BindResp(bind.type(), bind.sequence(), CommandStatus.BIND_FAILED, "", List.of()));
        }
        try (ScriptedPeer peer = bound()) {
            assertThat(peers.sessions("carrier")).isEqualTo(1);
            assertThat(peer.ask(new Pdu.EnquireLink(9))).isEqualTo(new Pdu.EnquireLinkResp(9, CommandStatus.OK));
        }
    }

    // D13
    @Test
    void unbindsWhenItStopsAndDoesNotComeBack() throws Exception {
        try (ScriptedPeer peer = bound()) {
            CompletableFuture<Void> drained = exchange.drain().toCompletableFuture();
            Pdu unbind = peer.read();
            assertThat(unbind.command()).isEqualTo(CommandId.UNBIND);
            peer.send(new Pdu.UnbindResp(unbind.sequence(), CommandStatus.OK));
            drained.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(peers.sessions("carrier")).isZero();
    }

    // M4
    @Test
    void hearsOnTheReceivingSessionAndAnswersOnTheTransmittingOne() throws Exception {
        exchange.close();
        try (ScriptedCentre pair = new ScriptedCentre()) {
            AcknowledgingIntake asked = new AcknowledgingIntake();
            PeerLinks links = new PeerLinks(
                    List.of(PeerProfile.of("pair", "smsc", Password.of(new byte[0]))
                            .withOutgoing(new Outgoing(
                                    List.of(to(pair.port(), BindType.RECEIVER), to(pair.port(), BindType.TRANSMITTER)),
                                    1,
                                    Duration.ofMinutes(15)))),
                    System::nanoTime);
            SmppExchange both =
                    new SmppExchange(links, asked, ListenerSettings.DEFAULT, loops, loops, System::nanoTime);
            both.connect();
            Map<BindType, ScriptedPeer> sessions = new EnumMap<>(BindType.class);
            for (int i = 0; i < 2; i++) {
                ScriptedPeer session = pair.accept();
                Pdu.Bind bind = (Pdu.Bind) session.read();
                session.send(new Pdu.BindResp(bind.type(), bind.sequence(), CommandStatus.OK, "smsc", List.of()));
                sessions.put(bind.type(), session);
            }
            assertThat(asked.receivable.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo("pair");

            Pdu heard = sessions.get(BindType.RECEIVER).ask(new Pdu.DeliverSm(7, Samples.QUESTION));
            assertThat(((Pdu.Response) heard).status()).isEqualTo(CommandStatus.OK);
            links.send(
                    new Transmission(
                            1,
                            "pair",
                            "10001",
                            Msisdn.ofDigits("8613800138000"),
                            List.of(UserData.of(Alphabet.GSM7, new byte[] {0x41}))),
                    settled -> {});
            assertThat(sessions.get(BindType.TRANSMITTER).read()).isInstanceOf(Pdu.SubmitSm.class);
            both.close();
        }
    }

    private static Destination to(int port, BindType type) {
        return new Destination("localhost", port, type, "waypost", "secret", 0x34, null);
    }
}
