package org.waypost.simulator.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.waypost.gateway.store.BalanceItem;
import org.waypost.simulator.ledger.Books;
import org.waypost.simulator.ledger.History;
import org.waypost.simulator.ledger.Ledger;
import org.waypost.simulator.ledger.Oracle;
import org.waypost.simulator.ledger.Promises;
import org.waypost.simulator.ledger.Violation;

/**
 * Many lives of one installation, each ended by a halt at a point or by kill -9, while a carrier keeps asking; then a last
 * one that answers what is open and stops in order, and the oracle's judgment.
 */
final class CrashSeries {
    /** No point: the gateway lives until it is killed or stopped. */
    static final String NOWHERE = "nowhere";

    private static final int SUBSCRIBERS_PER_CYCLE = 60;
    private static final int AT_ONCE = 6;
    /** A point that is not passed by then is not passed in this cycle; the process is killed there. */
    private static final Duration LONGEST_LIFE = Duration.ofMillis(2_500);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Installation installation;
    private final Class<?> program;
    private final int cycles;
    private final long seed;
    private final SplittableRandom dice;
    private final Ledger ledger = new Ledger();
    private final Tally tally = new Tally();
    private int firstPoint;

    private static final class Tally {
        private int halted;
        private int killed;
        private Duration worst = Duration.ZERO;
    }

    /**
     * What a series showed.
     *
     * @param halted cycles that ended at a point
     * @param killed cycles that ended by kill -9
     * @param acknowledged questions
     * @param copies segments that came again
     * @param uncertain replies of which the gateway does not know whether they arrived
     * @param worstReady the longest time from a start to ready
     */
    record Outcome(
            int halted,
            int killed,
            long acknowledged,
            long copies,
            long uncertain,
            Duration worstReady,
            List<Violation> violations,
            List<String> surprises) {}

    /**
     * @param program of the child JVM, which takes what {@link CrashingGateway} takes
     * @param firstPoint where the gateway is halted in the first cycle
     */
    CrashSeries(Installation installation, Class<?> program, int cycles, long seed, int firstPoint) {
        this.installation = installation;
        this.program = program;
        this.cycles = cycles;
        this.seed = seed;
        this.dice = new SplittableRandom(seed);
        this.firstPoint = firstPoint;
    }

    static int subscribers(int cycles) {
        return SUBSCRIBERS_PER_CYCLE * cycles;
    }

    Outcome run() throws Exception {
        try (Carrier carrier = new Carrier(ledger, subscribers(cycles), AT_ONCE, seed)) {
            for (int i = 0; i < cycles; i++) {
                cycle(carrier, i);
            }
            lastLife(carrier);
            Books books = installation.books();
            History history = ledger.history();
            return new Outcome(
                    tally.halted,
                    tally.killed,
                    history.questions().stream().filter(history::acknowledged).count(),
                    history.copies(),
                    books.balance().total(BalanceItem.UNCERTAIN),
                    tally.worst,
                    Oracle.judge(Promises.DEFAULT, history, books),
                    carrier.surprises());
        }
    }

    private void cycle(Carrier carrier, int number) throws Exception {
        List<Point> points = Point.all();
        boolean random = number % 4 == 3;
        Point point = random ? new Point(NOWHERE, Point.Phase.WORK) : points.get(firstPoint++ % points.size());
        int passing = 1 + dice.nextInt(point.name().contains("file") ? 60 : point.phase() == Point.Phase.WORK ? 8 : 1);
        try (GatewayProcess gateway = start(point.name(), passing)) {
            int port = gateway.awaitPort();
            if (port == 0) {
                if (!gateway.ends(PATIENCE) || gateway.status() != Tripwire.HALTED) {
                    throw new IllegalStateException("the gateway did not start, log " + installation.log());
                }
            } else {
                readyAfter(gateway.timeToReady());
                carrier.connect(port);
                live(gateway, point, random);
            }
            if (gateway.ends(Duration.ZERO) && gateway.status() == Tripwire.HALTED) {
                tally.halted++;
            } else {
                tally.killed++;
            }
        }
        carrier.disconnect();
    }

    /** Until it is halted, or its time is over. */
    private void live(GatewayProcess gateway, Point point, boolean random) throws InterruptedException {
        if (random) {
            gateway.ends(Duration.ofMillis(dice.nextInt(500)));
        } else if (point.phase() == Point.Phase.STOP) {
            gateway.ends(Duration.ofMillis(100 + dice.nextInt(200)));
            gateway.terminate();
            gateway.ends(PATIENCE);
        } else {
            gateway.ends(LONGEST_LIFE);
        }
    }

    private GatewayProcess start(String point, int passing) throws IOException {
        return GatewayProcess.start(
                installation, program, installation.config().toString(), point, Integer.toString(passing));
    }

    private void readyAfter(Duration time) {
        if (time.compareTo(tally.worst) > 0) {
            tally.worst = time;
        }
    }

    private void lastLife(Carrier carrier) throws Exception {
        try (GatewayProcess gateway = start(NOWHERE, 1)) {
            int port = gateway.awaitPort();
            readyAfter(gateway.timeToReady());
            carrier.connect(port);
            carrier.finish();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (gateway.open() > 0 && System.nanoTime() < deadline) {
                gateway.ends(Duration.ofMillis(50));
            }
            gateway.terminate();
            if (!gateway.ends(PATIENCE) || gateway.status() != 0) {
                throw new IllegalStateException("the gateway did not stop in order");
            }
        }
    }
}
