package org.waypost.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.simulator.smsc.StandInGateway;
import picocli.CommandLine;

class SimulatorIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T16:30:00Z"), ZoneOffset.UTC);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Simulator.commandLine(CLOCK, System::nanoTime);
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    @Test
    void writesAWorldThatEndsYesterdayInChina(@TempDir Path directory) throws Exception {
        Path world = directory.resolve("world");
        int status = run("simulate", "network", "--out", world.toString(), "--subscribers", "20", "--days", "8");
        assertThat(status).isZero();
        assertThat(out.toString()).contains("2026-11-16 to 2026-11-23").contains("20 subscribers");
        assertThat(world).isDirectoryContaining("glob:**/{cells,subscribers,events,truth}.csv");
        assertThat(Files.readString(world.resolve("events.csv"))).contains("2026-11-23T23:");
    }

    @Test
    void namesValueAndExpectationOfAWrongOption(@TempDir Path directory) {
        assertThat(run("simulate", "network", "--out", directory.toString(), "--days", "3"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("days 3 (expected 8 to 366)");
    }

    @Test
    void asksForAWord() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("simulate")).isEqualTo(2);
    }

    @Test
    void textsAGatewayAndTellsTheStatus() throws Exception {
        try (StandInGateway gateway = new StandInGateway()) {
            String port = String.valueOf(gateway.port());
            String[] refused = {
                "simulate", "text", "+8619900000001", "404", "CXMYD", "--port", port, "--password", "right"
            };
            assertThat(run(refused)).isEqualTo(1);
            assertThat(out.toString()).startsWith("refused with status 0x0B after ");
        }
    }

    @Test
    void saysInOneLineThatThereIsNoGateway() throws Exception {
        int port;
        try (StandInGateway gateway = new StandInGateway()) {
            port = gateway.port();
        }
        assertThat(run("simulate", "text", "+8619900000001", "10001", "CXMYD", "--port", String.valueOf(port)))
                .isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("127.0.0.1:" + port);
    }
}
