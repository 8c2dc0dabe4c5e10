package org.waypost.simulator.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.waypost.gateway.cli.Waypost;
import org.waypost.simulator.ledger.Books;
import org.waypost.simulator.ledger.History;
import org.waypost.simulator.ledger.Ledger;
import org.waypost.simulator.ledger.Oracle;
import org.waypost.simulator.ledger.Promises;
import org.waypost.simulator.ledger.Violation;

/** A carrier that outlives the process it talks to, and finds out from the next one what was kept. */
final class CrashedLife implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** By then every reply that was due has come: the gateway's retries after an unknown outcome take two seconds. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final Ledger ledger = new Ledger();
    private final Carrier carrier;

    CrashedLife(int subscribers, int atOnce) {
        carrier = new Carrier(ledger, subscribers, atOnce, 1);
    }

    Carrier carrier() {
        return carrier;
    }

    long acknowledged() {
        return ledger.history().acknowledgements();
    }

    /** {@code waypost serve} as an operator runs it. */
    GatewayProcess serve(Installation installation) throws IOException {
        return GatewayProcess.start(
                installation,
                Waypost.class,
                "serve",
                "--config",
                installation.config().toString());
    }

    /** One more life, in which everything is answered; it stops in order, and the oracle judges. */
    List<Violation> finish(Installation installation) throws Exception {
        try (GatewayProcess gateway = serve(installation)) {
            carrier.connect(gateway.awaitPort());
            carrier.finish();
            History history = ledger.history();
            for (History later = null; later == null || later.size() > history.size(); later = ledger.history()) {
                history = later == null ? history : later;
                gateway.ends(QUIET);
            }
            gateway.terminate();
            if (!gateway.ends(PATIENCE) || gateway.status() != 0) {
                throw new IllegalStateException("the gateway did not stop in order");
            }
        }
        Books books = installation.books();
        return Oracle.judge(Promises.DEFAULT, ledger.history(), books);
    }

    @Override
    public void close() {
        carrier.close();
    }
}
