package org.waypost.gateway.smpp.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.smpp.ScriptedPeer;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.session.Destination;
import org.waypost.gateway.smpp.session.ListenerSettings;
import org.waypost.gateway.smpp.session.Tally;
import org.waypost.gateway.smpp.session.TlsIdentity;

// P11, F20
@Timeout(60)
class TlsIT {
    private final Instant now = Instant.now();

    private final X509Bundle authority = authority("Waypost test authority");
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final PeerLinks peers = new PeerLinks(
            List.of(PeerProfile.of("carrier", "smsc1", Password.of("secret".getBytes(US_ASCII)))), System::nanoTime);
    private final SmppExchange exchange = new SmppExchange(
            peers, new AcknowledgingIntake(), ListenerSettings.DEFAULT, loops, loops, System::nanoTime);

    @TempDir
    private Path files;

    private TlsIdentity identity;
    private InetSocketAddress address;

    TlsIT() throws Exception {}

    @BeforeEach
    void listen() throws Exception {
        Files.writeString(files.resolve("authorities.pem"), authority.getRootCertificatePEM());
        write(server(now.plus(Duration.ofDays(90))));
        identity = TlsIdentity.ofServer(
                files.resolve("server.pem"), files.resolve("server.key"), files.resolve("authorities.pem"), now);
        address = exchange.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), identity);
    }

    @AfterEach
    void stop() {
        exchange.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void bindsAPeerWhoseCertificateBearsItsSystemId() throws Exception {
        try (ScriptedPeer peer = peer(client("smsc1", now.plus(Duration.ofDays(1))))) {
            assertThat(bind(peer)).isEqualTo(CommandStatus.OK);
            assertThat(peer.ask(new Pdu.EnquireLink(2))).isEqualTo(new Pdu.EnquireLinkResp(2, CommandStatus.OK));
        }
    }

    @Test
    void refusesTheRightPasswordWithAnotherPeersCertificate() throws Exception {
        try (ScriptedPeer peer = peer(client("smsc2", now.plus(Duration.ofDays(1))))) {
            assertThat(bind(peer)).isEqualTo(CommandStatus.BIND_FAILED);
        }
    }

    @Test
    void shutsOutExpiredForeignAndMissingCertificates() throws Exception {
        assertShutOut(client("smsc1", now.minus(Duration.ofDays(1))));
        X509Bundle stranger = authority("Somebody else");
        assertShutOut(certificate("smsc1", now.plus(Duration.ofDays(1))).buildIssuedBy(stranger));
        assertShutOut(null);
        assertThat(exchange.tallies().count(Tally.BOUND)).isZero();
    }

    // M1
    @Test
    void shutsOutWhoSpeaksWithoutTls() throws IOException {
        try (ScriptedPeer peer = new ScriptedPeer(address)) {
            peer.send(new Pdu.Bind(BindType.TRANSCEIVER, 1, "smsc1", "secret", "", 0x34, Address.NONE));
            assertThatThrownBy(() -> peer.read()).isInstanceOf(IOException.class);
        }
        assertThat(exchange.tallies().count(Tally.BOUND)).isZero();
    }

    @Test
    void takesANewCertificateWithoutARestartAndKeepsTheOldOneWhenTheNewIsBad() throws Exception {
        try (ScriptedPeer before = peer(client("smsc1", now.plus(Duration.ofDays(1))))) {
            bind(before);
            Instant later = now.plus(Duration.ofDays(400));
            write(server(later));
            identity.load(now);
            assertThat(identity.expiry()).isBetween(later.minusSeconds(2), later);

            Files.writeString(files.resolve("server.pem"), "no certificate");
            assertThatThrownBy(() -> identity.load(now)).hasMessageContaining("server.pem");
            write(server(now.minus(Duration.ofHours(1))));
            assertThatThrownBy(() -> identity.load(now)).hasMessageContaining("expected it to be now");

            try (ScriptedPeer after = peer(client("smsc1", now.plus(Duration.ofDays(1))))) {
                assertThat(bind(after)).isEqualTo(CommandStatus.OK);
            }
            assertThat(before.ask(new Pdu.EnquireLink(2))).isEqualTo(new Pdu.EnquireLinkResp(2, CommandStatus.OK));
        }
    }

    @Test
    void readsRenewedFilesOnceAndKnowsWhichEndSoon() throws Exception {
        assertThat(identity.loadIfChanged(now)).isFalse();
        write(server(now.plus(Duration.ofDays(29))));
        Files.setLastModifiedTime(files.resolve("server.pem"), FileTime.from(now.plusSeconds(60)));

        assertThat(identity.endsSoon(now)).isFalse();
        assertThat(identity.loadIfChanged(now)).isTrue();
        assertThat(identity.loadIfChanged(now)).isFalse();
        assertThat(identity.endsSoon(now)).isTrue();
    }

    /** The client's side of our TLS meets the server's. */
    @Test
    void bindsToAServerThatBearsTheNameWeConnectTo() throws Exception {
        AcknowledgingIntake intake = new AcknowledgingIntake();
        SmppExchange client = client("localhost", intake);
        client.connect();

        assertThat(intake.receivable.poll(20, TimeUnit.SECONDS)).isEqualTo("centre");
        assertThat(peers.sessions("carrier")).isEqualTo(1);
        client.close();
    }

    @Test
    void doesNotBindToAServerThatBearsAnotherName() throws Exception {
        SmppExchange client = client("127.0.0.1", new AcknowledgingIntake());
        client.connect();

        while (client.tallies().count(Tally.CLOSED) == 0) {
            Thread.onSpinWait();
        }
        assertThat(exchange.tallies().count(Tally.BOUND)).isZero();
        client.close();
    }

    private SmppExchange client(String host, AcknowledgingIntake intake) throws Exception {
        X509Bundle certificate = client("smsc1", now.plus(Duration.ofDays(1)));
        Files.writeString(files.resolve("client.pem"), certificate.getCertificatePathPEM());
        Files.writeString(files.resolve("client.key"), certificate.getPrivateKeyPEM());
        TlsIdentity ours = TlsIdentity.ofClient(
                files.resolve("client.pem"), files.resolve("client.key"), files.resolve("authorities.pem"), now);
        Destination destination =
                new Destination(host, address.getPort(), BindType.TRANSCEIVER, "smsc1", "secret", 0x34, ours);
        PeerLinks centre = new PeerLinks(
                List.of(PeerProfile.of("centre", "smsc1", Password.of(new byte[0]))
                        .withOutgoing(new Outgoing(List.of(destination), 1, Duration.ofMinutes(15)))),
                System::nanoTime);
        return new SmppExchange(centre, intake, ListenerSettings.DEFAULT, loops, loops, System::nanoTime);
    }

    private void assertShutOut(X509Bundle certificate) throws Exception {
        assertThatThrownBy(() -> {
                    try (ScriptedPeer peer = peer(certificate)) {
                        bind(peer);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    private static CommandStatus bind(ScriptedPeer peer) throws IOException {
        Pdu.Bind bind = new Pdu.Bind(BindType.TRANSCEIVER, 1, "smsc1", "secret", "", 0x34, Address.NONE);
        return ((Pdu.Response) peer.ask(bind)).status();
    }

    private ScriptedPeer peer(X509Bundle certificate) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = authority.toTrustManagerFactory();
        context.init(
                certificate == null ? null : certificate.toKeyManagerFactory().getKeyManagers(),
                trust.getTrustManagers(),
                null);
        return new ScriptedPeer(address, context.getSocketFactory());
    }

    private void write(X509Bundle server) throws IOException {
        Files.writeString(files.resolve("server.pem"), server.getCertificatePathPEM());
        Files.writeString(files.resolve("server.key"), server.getPrivateKeyPEM());
    }

    private X509Bundle server(Instant expiry) throws Exception {
        return certificate("gateway", expiry).addSanDnsName("localhost").buildIssuedBy(authority);
    }

    private X509Bundle client(String commonName, Instant expiry) throws Exception {
        return certificate(commonName, expiry).buildIssuedBy(authority);
    }

    private CertificateBuilder certificate(String commonName, Instant expiry) {
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=" + commonName + ",O=Waypost test")
                .notBefore(now.minus(Duration.ofDays(10)))
                .notAfter(expiry);
    }

    private X509Bundle authority(String name) throws Exception {
        return certificate(name, now.plus(Duration.ofDays(1_000)))
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }
}
