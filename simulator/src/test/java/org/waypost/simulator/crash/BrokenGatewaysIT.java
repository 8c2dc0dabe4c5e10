package org.waypost.simulator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.Decorators;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.message.Outlet;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.message.Transmission;
import org.waypost.gateway.message.Verdict;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.OpenReply;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.store.StoredAnswer;
import org.waypost.gateway.store.StoredRequest;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.simulator.ledger.Promises;
import org.waypost.simulator.ledger.Violation;

/** Gateways that break a promise on purpose, each of which the oracle must find. */
class BrokenGatewaysIT {
    private static final int SUBSCRIBERS = 40;
    private static final int AT_ONCE = 4;

    @TempDir
    private Path home;

    private List<String> broken(Decorators decorators) throws Exception {
        return judged(Installation.embedded(home, SUBSCRIBERS), decorators, Promises.DEFAULT);
    }

    private static List<String> judged(Installation installation, Decorators decorators, Promises promises)
            throws Exception {
        try (LiveGateway live = new LiveGateway(installation, SUBSCRIBERS, AT_ONCE, decorators)) {
            live.awaitAcknowledgements(30);
            return promisesBroken(live.finish(promises));
        }
    }

    private static List<String> promisesBroken(List<Violation> violations) {
        return violations.stream().map(Violation::promise).distinct().toList();
    }

    /** Says "accepted" to every tenth part before it is stored, and then dies on it. */
    private static final class HastyIntake extends WrappedIntake {
        private final AtomicInteger count = new AtomicInteger();

        HastyIntake(Intake real) {
            super(real);
        }

        @Override
        public void accept(InboundPart part, Consumer<Verdict> answer) {
            int number = count.incrementAndGet();
            if (number % 10 == 0) {
                answer.accept(new Verdict.Accepted(1_000_000L + number));
            } else {
                super.accept(part, answer);
            }
        }
    }

    @Test
    void findsAnAcknowledgementBeforeTheCommit() throws Exception { // D1
        assertThat(broken(new Decorators(UnaryOperator.identity(), HastyIntake::new, UnaryOperator.identity())))
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

    /**
     * Calls delivered what never left: every third, since a reply that is in the window when consent is withdrawn counts as
     * uncertain though it was seen, and covers for one that was not.
     */
    private record LyingOutlet(Outlet real, AtomicInteger count) implements Outlet {
        @Override
        public int room(String peer) {
            return real.room(peer);
        }

        @Override
        public void send(Transmission transmission, Consumer<List<Settlement>> settled) {
            if (count.incrementAndGet() % 3 == 0) {
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

    /** Forgets which requests were acknowledged. */
    private static GatewayStore forgetful(GatewayStore store) {
        return InBatch.around(store, real -> new InBatch(real) {
            @Override
            public Map<SubscriberKey, CaseFile> lock(Collection<Pseudonyms> senders) throws StoreUnavailableException {
                Map<SubscriberKey, CaseFile> files = new HashMap<>(super.lock(senders));
                files.replaceAll((sender, file) -> file.withAcknowledged(List.of()));
                return files;
            }
        });
    }

    /** Hands every fifth part over again, when its acknowledgement has arrived. */
    private static final class RepeatingIntake extends WrappedIntake {
        private final AtomicInteger count = new AtomicInteger();

        RepeatingIntake(Intake real) {
            super(real);
        }

        @Override
        public void accept(InboundPart part, Consumer<Verdict> answer) {
            if (count.incrementAndGet() % 5 != 0) {
                super.accept(part, answer);
                return;
            }
            super.accept(part, verdict -> {
                answer.accept(verdict);
                if (verdict instanceof Verdict.Accepted accepted) {
                    super.confirmed(accepted.question());
                    super.accept(part, again -> {});
                }
            });
        }
    }

    private static final Decorators FORGETFUL =
            new Decorators(BrokenGatewaysIT::forgetful, RepeatingIntake::new, UnaryOperator.identity());

    @Test
    void findsThatAcknowledgedRequestsAreForgotten() throws Exception { // D4 b
        assertThat(broken(FORGETFUL)).contains("D4");
    }

    /** Believes that replies are of use for an hour longer. */
    private static GatewayStore patient(GatewayStore store) {
        return InBatch.around(store, real -> new InBatch(real) {
            @Override
            public List<OpenReply> write(List<StoredRequest> requests, List<Repeat> repeats, List<StoredAnswer> answers)
                    throws StoreUnavailableException {
                return super.write(
                        requests,
                        repeats,
                        answers.stream().map(BrokenGatewaysIT::prolonged).toList());
            }
        });
    }

    private static StoredAnswer prolonged(StoredAnswer answer) {
        return new StoredAnswer(
                answer.question(),
                answer.message(),
                answer.answer(),
                answer.segments(),
                answer.atOnce(),
                answer.received(),
                answer.expires().plus(Duration.ofHours(1)));
    }

    @Test
    void findsAReplyThatIsSentAfterItsExpiry() throws Exception { // D6
        Installation installation = Installation.embedded(home, SUBSCRIBERS);
        Files.writeString(installation.config(), "\nreply:\n  time-to-live: 2s\n", StandardOpenOption.APPEND);
        Promises promises = new Promises(Duration.ofSeconds(2), Duration.ofSeconds(1), 1, 21);
        Decorators decorators =
                new Decorators(BrokenGatewaysIT::patient, UnaryOperator.identity(), UnaryOperator.identity());
        try (LiveGateway live = new LiveGateway(installation, SUBSCRIBERS, AT_ONCE, decorators)) {
            // Phones that are full; the gateway tries again after about five seconds.
            live.carrier().receiving(false);
            live.awaitAcknowledgements(5);
            LiveGateway.await("refused reply", () -> live.history().refusedDeliveries() > 0);
            live.carrier().receiving(true);
            assertThat(promisesBroken(live.finish(promises))).contains("D6");
        }
    }

    @Test
    void findsThatCommitsAreNotForced() throws Exception { // D1
        int cycles = 4;
        Installation installation = Installation.embedded(home, CrashSeries.subscribers(cycles));
        CrashSeries.Outcome outcome = new CrashSeries(installation, UnforcedGateway.class, cycles, 1, 0).run();
        assertThat(promisesBroken(outcome.violations())).contains("D1");
    }
}
