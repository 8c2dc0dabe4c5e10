package org.waypost.simulator.crash;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.waypost.gateway.Decorators;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.cli.WaypostThreads;
import org.waypost.simulator.ledger.Books;
import org.waypost.simulator.ledger.History;
import org.waypost.simulator.ledger.Ledger;
import org.waypost.simulator.ledger.Oracle;
import org.waypost.simulator.ledger.Promises;
import org.waypost.simulator.ledger.Violation;
import org.waypost.simulator.smsc.Submission;

/** A gateway in this JVM with a carrier that keeps asking, to see how it bears what happens to its database. */
final class LiveGateway implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Installation installation;
    private final Gateway gateway;
    private final Ledger ledger = new Ledger();
    private final Carrier carrier;

    LiveGateway(Installation installation, int subscribers, int atOnce) throws Exception {
        this(installation, subscribers, atOnce, Decorators.NONE);
    }

    LiveGateway(Installation installation, int subscribers, int atOnce, Decorators decorators) throws Exception {
        this.installation = installation;
        gateway = Gateway.open(
                GatewayConfig.load(installation.config()), Clock.systemUTC(), new WaypostThreads(), decorators);
        carrier = new Carrier(ledger, subscribers, atOnce, 1);
        carrier.connect(gateway.smppAddress().getPort());
    }

    Gateway gateway() {
        return gateway;
    }

    Carrier carrier() {
        return carrier;
    }

    History history() {
        return ledger.history();
    }

    /** Waits until so many more attempts were acknowledged. */
    void awaitAcknowledgements(int more) {
        long before = history().acknowledgements();
        await("%d acknowledgements".formatted(more), () -> history().acknowledgements() >= before + more);
    }

    /** Waits until so many more attempts were refused. */
    void awaitRefusals(int more) {
        long before = refusals();
        await("%d refusals".formatted(more), () -> refusals() >= before + more);
    }

    private long refusals() {
        return history().count(Submission.Refused.class);
    }

    static void await(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + what + " within " + PATIENCE);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Everybody's conversation comes to its end, everything is answered, the gateway stops, and the oracle judges. */
    List<Violation> finish() throws Exception {
        return finish(Promises.DEFAULT);
    }

    /** @param promises what its configuration promises */
    List<Violation> finish(Promises promises) throws Exception {
        carrier.finish();
        await("end of the backlog", () -> {
            try {
                return gateway.store().open().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        == 0;
            } catch (org.waypost.gateway.store.StoreUnavailableException e) {
                return false;
            }
        });
        carrier.close();
        gateway.close();
        Books books = installation.books();
        return Oracle.judge(promises, history(), books);
    }

    @Override
    public void close() {
        carrier.close();
        gateway.close();
    }
}
