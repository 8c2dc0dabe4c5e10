package org.waypost.simulator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.Decorators;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.message.Outlet;
import org.waypost.gateway.message.Receipt;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.message.Transmission;
import org.waypost.gateway.message.Verdict;
import org.waypost.simulator.ledger.Violation;

/** Gateways that break a promise on purpose, each of which the oracle must find. */
class BrokenGatewaysIT {
    private static final int SUBSCRIBERS = 40;
    private static final int AT_ONCE = 4;

    @TempDir
    private Path home;

    private List<String> broken(Decorators decorators) throws Exception {
        Installation installation = Installation.embedded(home, SUBSCRIBERS);
        try (LiveGateway live = new LiveGateway(installation, SUBSCRIBERS, AT_ONCE, decorators)) {
            live.awaitAcknowledgements(30);
            return live.finish().stream().map(Violation::promise).distinct().toList();
        }
    }

    /** Says "accepted" to every tenth part before it is stored, and then dies on it. */
    private record HastyIntake(Intake real, AtomicInteger count) implements Intake {
        @Override
        public void accept(InboundPart part, Consumer<Verdict> answer) {
            int number = count.incrementAndGet();
            if (number % 10 == 0) {
                answer.accept(new Verdict.Accepted(1_000_000L + number));
            } else {
                real.accept(part, answer);
            }
        }

        @Override
        public void confirmed(long question) {
            real.confirmed(question);
        }

        @Override
        public void receivable(String peer) {
            real.receivable(peer);
        }

        @Override
        public void taken(String peer, String messageId, long question) {
            real.taken(peer, messageId, question);
        }

        @Override
        public void receipt(String peer, Receipt receipt) {
            real.receipt(peer, receipt);
        }
    }

    @Test
    void findsAnAcknowledgementBeforeTheCommit() throws Exception { // D1
        assertThat(broken(new Decorators(
                        UnaryOperator.identity(),
                        intake -> new HastyIntake(intake, new AtomicInteger()),
                        UnaryOperator.identity())))
                .contains("D1");
    }

    /** Sends everything twice, as two couriers would that both claimed it. */
    private record DoubleOutlet(Outlet real) implements Outlet {
        @Override
        public int room(String peer) {
            return real.room(peer);
        }

        @Override
        public void send(Transmission transmission, Consumer<List<Settlement>> settled) {
            real.send(transmission, ignored -> {});
            real.send(transmission, settled);
        }
    }

    @Test
    void findsAReplyThatIsSentTwice() throws Exception { // D5
        assertThat(broken(new Decorators(UnaryOperator.identity(), UnaryOperator.identity(), DoubleOutlet::new)))
                .contains("D5");
    }

    /** Calls delivered what never left. */
    private record LyingOutlet(Outlet real, AtomicInteger count) implements Outlet {
        @Override
        public int room(String peer) {
            return real.room(peer);
        }

        @Override
        public void send(Transmission transmission, Consumer<List<Settlement>> settled) {
            if (count.incrementAndGet() % 10 == 0) {
                settled.accept(Collections.nCopies(transmission.segments().size(), Settlement.DELIVERED));
            } else {
                real.send(transmission, settled);
            }
        }
    }

    @Test
    void findsAReplyThatIsCalledDeliveredAndNeverCame() throws Exception { // D1, D15
        assertThat(broken(new Decorators(
                        UnaryOperator.identity(),
                        UnaryOperator.identity(),
                        outlet -> new LyingOutlet(outlet, new AtomicInteger()))))
                .contains("D1", "D15");
    }
}
