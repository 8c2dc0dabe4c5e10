package org.waypost.gateway.smpp.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.message.Transmission;
import org.waypost.gateway.smpp.session.ListenerSettings;
import org.waypost.gateway.sms.Alphabet;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.UserData;
import org.waypost.itinerary.model.Msisdn;

/** An independent implementation of the other side: what two of our own halves could agree on wrongly shows here. */
class JsmppClientIT {
    private static final long PATIENCE_SECONDS = 20;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AcknowledgingIntake intake = new AcknowledgingIntake();
    private final PeerLinks peers = new PeerLinks(
            List.of(PeerProfile.of("carrier", "smsc1", Password.of("secret".getBytes(US_ASCII)))), System::nanoTime);
    private final SmppExchange exchange =
            new SmppExchange(peers, intake, ListenerSettings.DEFAULT, loops, loops, System::nanoTime);
    private final SMPPSession client = new SMPPSession();
    private final BlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();
    private InetSocketAddress address;

    @BeforeEach
    void listen() throws IOException {
        address = exchange.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client.setPduProcessorDegree(1); // else it hands messages to several threads, in no order
        client.setTransactionTimer(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        client.setMessageReceiverListener(new Recorder());
    }

    @AfterEach
    void stop() {
        client.unbindAndClose();
        exchange.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private String bind(String password) throws IOException {
        return client.connectAndBind(
                "127.0.0.1",
                address.getPort(),
                new BindParameter(
                        BindType.BIND_TRX,
                        "smsc1",
                        password,
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        ""));
    }

    @Test
    void bindsAsksAndIsAnswered() throws Exception {
        assertThat(bind("secret")).isEqualTo("waypost");
        assertThat(intake.receivable.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("carrier");

        assertThat(submit("CXMYD#1234")).isEqualTo("0000000000000001");
        InboundPart part = intake.parts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(part.shortCode()).isEqualTo("10001");
        assertThat(part.sender().address()).isEqualTo("8613800138000");
        assertThat(new String(part.data().payload(), US_ASCII)).isEqualTo("CXMYD#1234");

        assertThat(submit("Y")).isEqualTo("0000000000000002");
        assertThat(intake.confirmed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(1L);
    }

    @Test
    void repliesArriveInPartsAndAreSettled() throws Exception {
        bind("secret");
        CompletableFuture<List<Settlement>> settled = new CompletableFuture<>();
        peers.send(
                new Transmission(
                        1,
                        "carrier",
                        "10001",
                        Msisdn.ofDigits("8613800138000"),
                        List.of(
                                new UserData(Alphabet.UCS2, new Concatenation(7, false, 2, 1), new byte[] {0x4E, 0x00}),
                                new UserData(
                                        Alphabet.UCS2, new Concatenation(7, false, 2, 2), new byte[] {0x4E, 0x09}))),
                settled::complete);

        assertThat(settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .containsExactly(Settlement.DELIVERED, Settlement.DELIVERED);
        DeliverSm first = delivered.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(first.getSourceAddr()).isEqualTo("10001");
        assertThat(first.getDestAddress()).isEqualTo("8613800138000");
        assertThat(first.getDestAddrTon()).isEqualTo(TypeOfNumber.INTERNATIONAL.value());
        assertThat(first.isUdhi()).isTrue();
        assertThat(first.getDataCoding()).isEqualTo((byte) 8);
        assertThat(first.getValidityPeriod()).isNullOrEmpty();
        assertThat(first.getShortMessage()).containsExactly(5, 0, 3, 7, 2, 1, 0x4E, 0x00);
    }

    // M11
    @Test
    void doesNotSayThatItWasThePassword() {
        assertThatThrownBy(() -> bind("wrong")).hasMessageContaining("0000000d");
    }

    private String submit(String text) throws Exception {
        return client.submitShortMessage(
                        "",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        "8613800138000",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.ISDN,
                        "10001",
                        new ESMClass(),
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        new RegisteredDelivery(),
                        (byte) 0,
                        new GeneralDataCoding(),
                        (byte) 0,
                        text.getBytes(US_ASCII))
                .getMessageId();
    }

    private final class Recorder implements MessageReceiverListener {
        @Override
        public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
            delivered.add(message);
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification notification) {}

        @Override
        public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("no data_sm here", 3);
        }
    }
}
