package org.waypost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.simulator.demo.AnswerReading;
import org.waypost.simulator.handset.Handset;
import org.waypost.simulator.smsc.Phone;
import org.waypost.simulator.smsc.ShortMessage;
import org.waypost.simulator.smsc.Smsc;
import org.waypost.simulator.smsc.SmscLink;
import org.waypost.simulator.smsc.Submission;
import org.waypost.simulator.travel.Locality;
import org.waypost.simulator.travel.NetworkFiles;
import org.waypost.simulator.travel.Noise;
import org.waypost.simulator.travel.Traveller;
import org.waypost.simulator.travel.Truth;
import org.waypost.simulator.travel.World;

/** The gateway as an operator runs it, in a JVM of its own, killed with SIGKILL. */
class ServeSurvivesKillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    private World world;

    @BeforeEach
    void importAWorld() throws Exception {
        world = new World(
                5,
                20,
                16,
                LocalDate.ofInstant(Clock.systemUTC().instant(), World.ZONE),
                Noise.CALM.withEventsPerDay(20));
        NetworkFiles files = NetworkFiles.in(home.resolve("world"));
        files.write(world);
        copy(Path.of("..", "config"), home.resolve("config"));
        Path config = home.resolve("config/waypost.yaml");
        Files.writeString(config, Files.readString(config).replaceAll("127.0.0.1:277[56]", "127.0.0.1:0"));
        run("import", "cells", files.cells().toString());
        run("import", "subscribers", files.subscribers().toString());
        run("import", "events", files.events().toString());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !file.toString().contains("node_modules"))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private Process waypost(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "org.waypost.gateway.cli.Waypost"));
        command.addAll(Arrays.asList(words));
        command.addAll(List.of("--config", home.resolve("config/waypost.yaml").toString()));
        return new ProcessBuilder(command)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                .start();
    }

    private void run(String... words) throws Exception {
        Process process = waypost(words);
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(home.resolve("log")))
                .isZero();
    }

    /** A gateway that listens. */
    private record Serving(Process process, int port) implements AutoCloseable {
        Smsc bind() throws IOException {
            return Smsc.bind(new SmscLink("127.0.0.1", port, "smsc", "waypost"));
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() throws InterruptedException {
            kill();
        }
    }

    private Serving serve() throws IOException {
        Process process = waypost("serve");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertThat(line).as(Files.readString(home.resolve("log"))).startsWith("ready: SMPP on ");
        return new Serving(process, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
    }

    /** D1, D5: what was acknowledged is answered, though the process dies with the answer in its window. */
    @Test
    void answersAfterARestartWhatItAcknowledgedBeforeKillNine() throws Exception {
        Traveller traveller = world.traveller(0);
        CountDownLatch killed = new CountDownLatch(1);
        try (Serving first = serve();
                Smsc smsc = first.bind()) {
            try (Handset phone = new Handset(traveller.number(), smsc, System::nanoTime)) {
                assertThat(phone.text("10001", "CXMYD#" + traveller.idSuffix()))
                        .isInstanceOf(Submission.Acknowledged.class);
                assertThat(phone.await(PATIENCE)).isPresent();
            }
            smsc.attach(Smsc.canonical(traveller.number()), neverAnswering(killed));
            assertThat(smsc.submit(consent(traveller))).isInstanceOf(Submission.Acknowledged.class);
            first.kill();
            killed.countDown();
        }
        try (Serving second = serve();
                Smsc smsc = second.bind();
                Handset phone = new Handset(traveller.number(), smsc, System::nanoTime)) {
            String answer = phone.await(PATIENCE).orElseThrow().text();
            assertThat(AnswerReading.places(answer))
                    .contains(Truth.answer(traveller, Truth.Question.ofCity14(world.today())).places().stream()
                            .map(Locality::chinese)
                            .toList());
        }
    }

    private static ShortMessage consent(Traveller traveller) {
        return new ShortMessage(
                Smsc.canonical(traveller.number()), "10001", 0, false, "Y".getBytes(StandardCharsets.US_ASCII));
    }

    private static Phone neverAnswering(CountDownLatch until) {
        return message -> {
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        };
    }
}
