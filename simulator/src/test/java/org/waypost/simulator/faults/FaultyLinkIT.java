package org.waypost.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.waypost.simulator.smsc.ShortMessage;
import org.waypost.simulator.smsc.Smsc;
import org.waypost.simulator.smsc.SmscLink;
import org.waypost.simulator.smsc.StandInGateway;
import org.waypost.simulator.smsc.Submission;

class FaultyLinkIT {
    private static final ShortMessage QUESTION =
            new ShortMessage("8619900000001", "10001", 0, false, "XCK".getBytes(StandardCharsets.US_ASCII));

    private static FaultyLink between(StandInGateway gateway, Faults faults) throws Exception {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port());
        return FaultyLink.open(0, target, faults, FaultyLink.Culprit.CALLER, Thread::new);
    }

    private static Smsc bind(FaultyLink link, Duration responseTimer) throws Exception {
        return Smsc.bind(new SmscLink("127.0.0.1", link.port(), "smsc", "right", responseTimer));
    }

    @Test
    void passesOnAWholeConversation() throws Exception {
        try (StandInGateway gateway = new StandInGateway();
                FaultyLink link = between(gateway, Faults.NONE);
                Smsc smsc = bind(link, Duration.ofSeconds(10))) {
            BlockingQueue<ShortMessage> phone = new LinkedBlockingQueue<>();
            smsc.attach("8619900000001", phone::add);
            assertThat(smsc.submit(QUESTION)).isInstanceOf(Submission.Acknowledged.class);
            ShortMessage reply = new ShortMessage("10001", "8619900000001", 0, false, new byte[] {0x41});
            assertThat(gateway.deliver(reply)).isZero();
            assertThat(phone.take()).isEqualTo(reply);
        }
    }

    @Test
    void cutsTheConnectionInTheMiddleOfAPdu() throws Exception {
        Faults cut = new Faults(Duration.ZERO, 0, 0, 0, 0, 60, 0, 0, 1);
        try (StandInGateway gateway = new StandInGateway();
                FaultyLink link = between(gateway, cut);
                Smsc smsc = bind(link, Duration.ofSeconds(10))) {
            assertThat(smsc.submit(QUESTION)).isInstanceOf(Submission.Unanswered.class);
        }
    }

    @Test
    void staysOpenAndSilentWhenHalfOpen() throws Exception {
        Faults halfOpen = new Faults(Duration.ZERO, 0, 0, 0, 0, 0, 0, 50, 1);
        try (StandInGateway gateway = new StandInGateway();
                FaultyLink link = between(gateway, halfOpen);
                Smsc smsc = bind(link, Duration.ofMillis(500))) {
            assertThat(smsc.submit(QUESTION)).hasToString("no answer: nothing within 500 ms");
        }
    }
}
