package org.waypost.gateway.smpp.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.session.BindDecision;
import org.waypost.gateway.smpp.session.Remote;

class PeerGateTest {
    private static final PeerProfile PEER = PeerProfile.of("carrier", "smsc1", Password.of("secret".getBytes(US_ASCII)))
            .withBindTypes(Set.of(BindType.TRANSMITTER, BindType.RECEIVER))
            .withNetworks(List.of("10.1.0.0/16", "2001:db8::/32"));

    private final PeerGate gate =
            new PeerGate(new PeerLinks(List.of(PEER), System::nanoTime), new AcknowledgingIntake(), System::nanoTime);

    // M11
    @ParameterizedTest
    @CsvSource({
        "smsc1, wrong, RECEIVER, 10.1.2.3",
        "smsc1, '', RECEIVER, 10.1.2.3",
        "smsc1, secretsecret, RECEIVER, 10.1.2.3",
        "nobody, secret, RECEIVER, 10.1.2.3",
        "'', '', RECEIVER, 10.1.2.3",
        "SMSC1, secret, RECEIVER, 10.1.2.3",
        "smsc1, secret, TRANSCEIVER, 10.1.2.3",
        "smsc1, secret, RECEIVER, 10.2.0.1",
        "smsc1, secret, RECEIVER, 2001:db9::1"
    })
    void saysTheSameWhateverIsWrong(String systemId, String password, BindType type, String remote)
            throws UnknownHostException {
        assertThat(admit(systemId, password, type, remote))
                .isEqualTo(new BindDecision.Refused(CommandStatus.BIND_FAILED));
    }

    @ParameterizedTest
    @CsvSource({"RECEIVER, 10.1.2.3", "TRANSMITTER, 2001:db8::1"})
    void letsInWhoProvesItself(BindType type, String remote) throws UnknownHostException {
        assertThat(admit("smsc1", "secret", type, remote)).isInstanceOf(BindDecision.Accepted.class);
    }

    // M11
    @Test
    void neverLocksAPeerOutForWhatAGuesserDoes() throws UnknownHostException {
        for (int i = 0; i < 1_000; i++) {
            admit("smsc1", "guess" + i, BindType.RECEIVER, "10.1.2.3");
        }
        assertThat(admit("smsc1", "secret", BindType.RECEIVER, "10.1.2.3")).isInstanceOf(BindDecision.Accepted.class);
    }

    // P11
    @ParameterizedTest
    @CsvSource({
        "smsc1, , true", // what is shown bears the system_id unless another name is agreed
        "other, , false",
        ", , true",
        "carrier.example, carrier.example, true",
        "smsc1, carrier.example, false",
        ", carrier.example, false"
    })
    void bindsTheCertificateToTheSystemId(String shown, String agreed, boolean admitted) throws UnknownHostException {
        PeerGate strict = new PeerGate(
                new PeerLinks(List.of(PEER.withCertificate(agreed)), System::nanoTime),
                new AcknowledgingIntake(),
                System::nanoTime);
        BindDecision decision = strict.admit(
                new Pdu.Bind(BindType.RECEIVER, 1, "smsc1", "secret", "", 0x34, Address.NONE),
                new Remote(InetAddress.getByName("10.1.2.3"), shown));

        assertThat(decision instanceof BindDecision.Accepted).isEqualTo(admitted);
    }

    // P4
    @Test
    void aProfileDoesNotShowItsPassword() {
        assertThat(PEER.toString()).contains("smsc1").doesNotContain("secret");
    }

    @Test
    void twoPeersCannotBeTheSame() {
        assertThatThrownBy(() -> new PeerLinks(List.of(PEER, PEER), System::nanoTime))
                .hasMessageContaining("carrier");
        assertThatThrownBy(() -> new PeerLinks(
                        List.of(PEER, PeerProfile.of("other", "smsc1", Password.of(new byte[] {1}))), System::nanoTime))
                .hasMessage("system_id smsc1 twice (expected once)");
    }

    private BindDecision admit(String systemId, String password, BindType type, String remote)
            throws UnknownHostException {
        return gate.admit(
                new Pdu.Bind(type, 1, systemId, password, "", 0x34, Address.NONE),
                new Remote(InetAddress.getByName(remote), null));
    }
}
