package org.waypost.simulator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway does when its PostgreSQL dies, hangs, or is cut off while it commits. */
class PostgresFaultsIT {
    private static final int SUBSCRIBERS = 300;
    private static final int AT_ONCE = 6;
    /** In the contract 5 s; four times that, for a test machine may be busy. */
    private static final Duration LATEST_RESUMPTION = Duration.ofSeconds(20);

    @TempDir
    private Path home;

    private PostgresProcess server;
    private CommitCutter cutter;
    private Installation installation;

    @BeforeEach
    void start() throws Exception {
        server = new PostgresProcess(home.resolve("postgresql"));
        cutter = new CommitCutter(server.port());
        installation = Installation.on(PostgresProcess.address(server.port()), home, SUBSCRIBERS);
        installation.change(":" + server.port() + "/", ":" + cutter.port() + "/");
    }

    @AfterEach
    void stop() throws Exception {
        cutter.close();
        server.close();
    }

    @Test
    void losesAndDoublesNothingWhenTheConnectionBreaksAtCommit() throws Exception { // F7, D4
        try (LiveGateway live = new LiveGateway(installation, SUBSCRIBERS, AT_ONCE)) {
            for (int i = 1; i <= 10; i++) {
                live.awaitAcknowledgements(5);
                cutter.cutNext(i % 2 == 0 ? CommitCutter.Cut.BEFORE_IT_ARRIVES : CommitCutter.Cut.BEFORE_THE_ANSWER);
                int expected = i;
                LiveGateway.await("cut " + i, () -> cutter.cuts() == expected);
            }
            assertThat(live.carrier().bound()).isTrue();
            assertThat(live.finish()).isEmpty();
            assertThat(live.carrier().surprises()).isEmpty();
        }
    }

    @Test
    void goesOnAfterTheServerWasKilled() throws Exception { // F6
        try (LiveGateway live = new LiveGateway(installation, SUBSCRIBERS, AT_ONCE)) {
            live.awaitAcknowledgements(20);
            server.kill();
            live.awaitRefusals(2 * AT_ONCE);
            assertThat(live.carrier().bound()).isTrue();
            server.restart();
            long back = System.nanoTime();
            live.awaitAcknowledgements(AT_ONCE);
            assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(LATEST_RESUMPTION);
            assertThat(live.finish()).isEmpty();
        }
    }

    @Test
    void goesOnAfterTheServerHung() throws Exception { // F6, D2
        try (LiveGateway live = new LiveGateway(installation, SUBSCRIBERS, AT_ONCE)) {
            live.awaitAcknowledgements(20);
            server.signal("STOP");
            live.awaitRefusals(2 * AT_ONCE);
            assertThat(live.carrier().bound()).isTrue();
            server.signal("CONT");
            long back = System.nanoTime();
            live.awaitAcknowledgements(AT_ONCE);
            assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(LATEST_RESUMPTION);
            assertThat(live.finish()).isEmpty();
        }
    }
}
