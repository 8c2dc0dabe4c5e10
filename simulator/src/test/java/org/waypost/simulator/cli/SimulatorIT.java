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
import org.waypost.simulator.smsc.Esme;
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
    void measuresALoadOnAnEcho(@TempDir Path directory) throws Exception {
        Path subscribers = directory.resolve("subscribers.csv");
        Files.writeString(
                subscribers, "msisdn,id_suffix\n+8619900000001,1234\n+8619900000002,1234\n+8619900000003,X\n");
        try (Esme esme = Esme.listen(0, Threads::daemon)) {
            String port = String.valueOf(esme.port());
            String file = subscribers.toString();
            assertThat(run(
                            "simulate",
                            "load",
                            "--port",
                            port,
                            "--subscribers",
                            file,
                            "--rate",
                            "3",
                            "--seconds",
                            "1",
                            "--warm-up",
                            "0",
                            "--sessions",
                            "1",
                            "--window",
                            "2"))
                    .as(out.toString())
                    .isZero();
        }
        assertThat(out.toString().lines().findFirst().orElseThrow())
                .contains("\"sent\":3", "\"missing\":0", "\"answered\":{\"count\":3,");
        assertThat(out.toString()).contains("p99.9 ms", "refused 0, no response 0, no answer 0");
    }

    @Test
    void refusesFaultsThatCannotBe() {
        assertThat(run("simulate", "esme", "--port", "0", "--drop", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("share drop 2.0 (expected 0 to 1)");
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
