package org.waypost.gateway.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;

// M11
class GuessLimitTest {
    private final AtomicInteger asked = new AtomicInteger();
    private long now = Sessions.START;
    private final GuessLimit limit = new GuessLimit(this::decide, 3, Duration.ofMinutes(1), () -> now);
    private final InetAddress guesser = InetAddress.getByName("10.0.0.1");
    private final InetAddress peer = InetAddress.getByName("10.0.0.2");

    GuessLimitTest() throws UnknownHostException {}

    private BindDecision decide(Pdu.Bind bind, Remote remote) {
        asked.incrementAndGet();
        return bind.password().equals("right")
                ? new BindDecision.Accepted(SessionSettings.DEFAULT, null)
                : new BindDecision.Refused(CommandStatus.BIND_FAILED);
    }

    private boolean admits(InetAddress remote, String password) {
        Pdu.Bind bind = new Pdu.Bind(BindType.TRANSCEIVER, 1, "smsc1", password, "", 0x34, Address.NONE);
        return limit.admit(bind, new Remote(remote, null)) instanceof BindDecision.Accepted;
    }

    @Test
    void asksNobodyAfterSoManyRefusalsFromAnAddress() {
        for (int i = 0; i < 10; i++) {
            assertThat(admits(guesser, "wrong")).isFalse();
        }
        assertThat(asked).hasValue(3);
        assertThat(admits(guesser, "right")).isFalse();
    }

    @Test
    void doesNotLockTheSystemIdForItsOwner() {
        for (int i = 0; i < 10; i++) {
            admits(guesser, "wrong");
        }
        assertThat(admits(peer, "right")).isTrue();
    }

    @Test
    void beginsAnewAfterAMinute() {
        for (int i = 0; i < 10; i++) {
            admits(guesser, "wrong");
        }
        now += Duration.ofMinutes(1).toNanos();
        assertThat(admits(guesser, "right")).isTrue();
    }

    @Test
    void acceptedBindsAreNoGuesses() {
        for (int i = 0; i < 10; i++) {
            assertThat(admits(peer, "right")).isTrue();
        }
    }
}
