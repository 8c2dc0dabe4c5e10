package org.waypost.simulator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.cli.Waypost;
import org.waypost.simulator.ledger.Question;

/** What a gateway does when the disk under its H2 database is full, or fails, or its audit cannot be written. */
class DiskFaultsIT {
    private static final int SUBSCRIBERS = 200;
    private static final int AT_ONCE = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STORAGE_FAILED = 75;

    @TempDir
    private Path home;

    @AfterEach
    void mendTheDisk() {
        WatchedFiles.watch(new WatchedFiles.Unmoved());
    }

    /** A disk without room while it is told so. */
    private static final class FullDisk extends WatchedFiles.Unmoved {
        private final AtomicBoolean full = new AtomicBoolean();

        @Override
        public void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
            if (full.get()) {
                throw new IOException("No space left on device");
            }
        }
    }

    @Test
    void goesOnAfterTheDiskWasFullInsideACommit() throws Exception { // F3, D3
        FullDisk disk = new FullDisk();
        WatchedFiles.watch(disk);
        Installation installation = Installation.embedded(home, SUBSCRIBERS);
        try (LiveGateway live = new LiveGateway(installation, SUBSCRIBERS, AT_ONCE)) {
            live.awaitAcknowledgements(20);
            for (int i = 0; i < 3; i++) {
                disk.full.set(true);
                live.awaitRefusals(2 * AT_ONCE);
                disk.full.set(false);
                live.awaitAcknowledgements(10);
            }
            assertThat(live.gateway().failure().toCompletableFuture()).isNotDone();
            assertThat(live.finish()).isEmpty();
            assertThat(live.carrier().surprises()).isEmpty();
        }
    }

    @Test
    void disclosesNothingWhileTheAuditCannotBeWritten() throws Exception { // F17, P6
        Installation installation = Installation.embedded(home, SUBSCRIBERS);
        try (LiveGateway live = new LiveGateway(installation, SUBSCRIBERS, AT_ONCE)) {
            live.awaitAcknowledgements(20);
            execute(installation, "alter table audit_page rename to taken_away");
            int from = live.history().questions().size();
            live.awaitRefusals(3 * AT_ONCE);
            // What is acknowledged meanwhile discloses nothing.
            assertThat(live.history().questions().stream()
                            .skip(from)
                            .filter(q -> q.kind() == Question.Kind.DISCLOSING)
                            .filter(live.history()::acknowledged))
                    .isEmpty();
            execute(installation, "alter table taken_away rename to audit_page");
            live.awaitAcknowledgements(20);
            assertThat(live.finish()).isEmpty();
        }
    }

    private static void execute(Installation installation, String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(installation.database().url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** {@code waypost serve} on a disk whose fsync fails after a while; told by a file how often it was asked since. */
    public static final class ServeOnAFailingDisk {
        private ServeOnAFailingDisk() {}

        /** @param arguments the file to tell in, how many calls succeed, then the command line */
        public static void main(String[] arguments) {
            Path told = Path.of(arguments[0]);
            AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[1]));
            WatchedFiles.watch(new WatchedFiles.Unmoved() {
                @Override
                public void force() throws IOException {
                    int now = left.getAndDecrement();
                    if (now <= 0) {
                        Files.writeString(told, Integer.toString(1 - now));
                        throw new IOException("Input/output error");
                    }
                }
            });
            Waypost.main(java.util.Arrays.copyOfRange(arguments, 2, arguments.length));
        }
    }

    @Test
    void endsAtTheFirstFailingFsyncAndAsksForNoSecondOne() throws Exception { // F4, D1
        Installation installation = Installation.embedded(home, SUBSCRIBERS);
        Path told = home.resolve("told");
        try (CrashedLife life = new CrashedLife(SUBSCRIBERS, AT_ONCE)) {
            try (GatewayProcess gateway = GatewayProcess.start(
                    installation,
                    ServeOnAFailingDisk.class,
                    told.toString(),
                    "40",
                    "serve",
                    "--config",
                    installation.config().toString())) {
                life.carrier().connect(gateway.awaitPort());
                assertThat(gateway.ends(PATIENCE)).isTrue();
                assertThat(gateway.status()).isEqualTo(STORAGE_FAILED);
            }
            assertThat(Files.readString(told)).isEqualTo("1");
            life.carrier().disconnect();
            assertThat(life.finish(installation)).isEmpty();
            assertThat(life.acknowledged()).isGreaterThan(10);
        }
    }

    @Test
    void losesNothingWhenItIsAskedToStopUnderLoad() throws Exception { // D13
        Installation installation = Installation.embedded(home, SUBSCRIBERS);
        try (CrashedLife life = new CrashedLife(SUBSCRIBERS, AT_ONCE)) {
            try (GatewayProcess gateway = life.serve(installation)) {
                life.carrier().connect(gateway.awaitPort());
                LiveGateway.await("load", () -> life.acknowledged() > 50);
                gateway.terminate();
                assertThat(gateway.ends(PATIENCE)).isTrue();
                assertThat(gateway.status()).isZero();
            }
            life.carrier().disconnect();
            assertThat(life.finish(installation)).isEmpty();
        }
    }
}
