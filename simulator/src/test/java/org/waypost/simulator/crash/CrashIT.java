package org.waypost.simulator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * F1: a gateway that is halted wherever it can be, or killed with SIGKILL, loses nothing that it acknowledged.
 * {@code -Dwaypost.crash.cycles=} and {@code -Dwaypost.crash.seed=} set how often, and which dice.
 */
class CrashIT {
    private static final int CYCLES_OF_A_SERIES = 30;
    /** In the contract: ready within 15 s; eight times that, for a test machine may be very busy. */
    private static final Duration LATEST_READY = Duration.ofMinutes(2);

    /** Kept where something was found: the databases, and what each gateway logged. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    @EnabledIfSystemProperty(
            named = "waypost.crash.cycles",
            matches = "[0-9]+",
            disabledReason = "thirty cycles take minutes: .ci/run and -Pcrash run them")
    void losesNothingWhereverItIsHalted() throws Exception { // F1, D1, D4, D5, D8, D15
        int cycles = Integer.getInteger("waypost.crash.cycles", 30);
        long seed = Long.getLong("waypost.crash.seed", System.nanoTime());
        int done = 0;
        int halted = 0;
        long acknowledged = 0;
        long copies = 0;
        long uncertain = 0;
        Duration worst = Duration.ZERO;
        System.out.printf("crash: %d cycles, seed %d%n", cycles, seed);
        for (int series = 0; done < cycles; series++) {
            int here = Math.min(CYCLES_OF_A_SERIES, cycles - done);
            Path home = directory.resolve("series-" + series);
            Installation installation = Installation.embedded(home, CrashSeries.subscribers(here));
            CrashSeries.Outcome outcome =
                    new CrashSeries(installation, CrashingGateway.class, here, seed + series, done).run();
            assertThat(outcome.violations())
                    .as("seed %d, log %s", seed + series, installation.log())
                    .isEmpty();
            assertThat(outcome.surprises()).isEmpty();
            halted += outcome.halted();
            assertThat(outcome.worstReady()).isLessThan(LATEST_READY);
            done += here;
            acknowledged += outcome.acknowledged();
            copies += outcome.copies();
            uncertain += outcome.uncertain();
            worst = worst.compareTo(outcome.worstReady()) < 0 ? outcome.worstReady() : worst;
            System.out.printf(
                    "crash: %d cycles (%d halted at a point, the others killed), %d questions acknowledged,"
                            + " lost 0, %d segments twice, %d uncertain, ready after at most %d ms%n",
                    done, halted, acknowledged, copies, uncertain, worst.toMillis());
        }
        assertThat(halted).isPositive();
    }
}
