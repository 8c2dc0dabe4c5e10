package org.waypost.simulator.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A gateway in a JVM of its own. */
public final class GatewayProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final long started;
    private long ready;

    private GatewayProcess(Process process, long started) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.started = started;
    }

    /** Starts a program of this class path, quick to start rather than to run; its log goes to the installation's. */
    public static GatewayProcess start(Installation installation, Class<?> program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dfile.encoding=UTF-8",
                // As in production, to standard error; the tests' own configuration would mix with what it says.
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(installation.log().toFile()));
        return new GatewayProcess(builder.start(), System.nanoTime());
    }

    /**
     * Waits until it listens.
     *
     * @return its port; 0 if it ended before
     * @throws IllegalStateException if it says anything else
     */
    public int awaitPort() throws IOException {
        String line = out.readLine();
        if (line == null) {
            return 0;
        }
        ready = System.nanoTime();
        if (!line.startsWith("ready")) {
            throw new IllegalStateException("the gateway said '%s' (expected ready)".formatted(line));
        }
        return Integer.parseInt(line.substring(Math.max(line.lastIndexOf(' '), line.lastIndexOf(':')) + 1));
    }

    /** From start to {@code ready}. */
    public Duration timeToReady() {
        return Duration.ofNanos(ready - started);
    }

    /** How many replies are open; -1 if it has ended. */
    long open() throws IOException {
        try {
            OutputStream in = process.getOutputStream();
            in.write('\n');
            in.flush();
        } catch (IOException e) {
            return -1;
        }
        String line = out.readLine();
        return line == null ? -1 : Long.parseLong(line);
    }

    public long pid() {
        return process.pid();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Whether it ends by itself in this time. */
    public boolean ends(Duration within) throws InterruptedException {
        return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    public int status() {
        return process.exitValue();
    }

    @Override
    public void close() throws Exception {
        kill();
        process.waitFor();
        out.close();
    }
}
