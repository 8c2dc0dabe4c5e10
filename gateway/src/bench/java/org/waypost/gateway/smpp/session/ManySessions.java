package org.waypost.gateway.smpp.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.waypost.gateway.smpp.ScriptedPeer;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.Pdu;

/**
 * What a thousand idle sessions cost a listener in a process of its own, and what a thousand new connections a second do to
 * the response times of a busy one. Prints figures; asserts nothing.
 */
public final class ManySessions {
    private static final int SESSIONS = 1_000;
    private static final int CONNECTS_PER_SECOND = 1_000;
    private static final long SPELL = Duration.ofSeconds(10).toNanos();

    private final Process gateway;
    private final BufferedReader told;
    private final InetSocketAddress address;

    private ManySessions() throws IOException {
        gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TinyGateway.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        told = new BufferedReader(new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8));
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(next("\\d+")));
    }

    public static void main(String[] arguments) throws IOException {
        ManySessions many = new ManySessions();
        try {
            many.measureIdleSessions();
            many.measureFlood();
        } finally {
            many.gateway.destroyForcibly();
        }
    }

    private String next(String pattern) throws IOException {
        String line = told.readLine();
        while (line != null && !line.matches(pattern)) {
            line = told.readLine();
        }
        return String.valueOf(line);
    }

    /** Threads, octets of heap in use after a collection, octets of buffers outside it. */
    private long[] usage() throws IOException {
        gateway.getOutputStream().write('?');
        gateway.getOutputStream().flush();
        return Arrays.stream(next("\\d+ \\d+ \\d+").split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }

    private ScriptedPeer bound() throws IOException {
        return ScriptedPeer.bound(address, BindType.TRANSCEIVER, "smsc1", "secret");
    }

    private void measureIdleSessions() throws IOException {
        try (ScriptedPeer first = bound()) {
            for (int i = 2; i < 1_000; i++) {
                first.ask(new Pdu.SubmitSm(i, Samples.QUESTION));
            }
            long[] before = usage();
            List<ScriptedPeer> idle = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                idle.add(bound());
            }
            long[] after = usage();
            System.out.printf(
                    "%d idle sessions: %d threads more, %d octets of heap and %d of buffers outside it each%n",
                    SESSIONS,
                    after[0] - before[0],
                    (after[1] - before[1]) / SESSIONS,
                    (after[2] - before[2]) / SESSIONS);
            for (ScriptedPeer peer : idle) {
                peer.close();
            }
        }
    }

    private void measureFlood() throws IOException {
        try (ScriptedPeer busy = bound()) {
            responseTimes(busy, "warming up");
            responseTimes(busy, "a busy session alone");
            Thread flood = new Thread(this::flood);
            flood.setDaemon(true);
            flood.start();
            responseTimes(busy, "beside %d connects a second".formatted(CONNECTS_PER_SECOND));
        }
    }

    private void flood() {
        long start = System.nanoTime();
        try {
            for (int i = 0; System.nanoTime() - start < SPELL; i++) {
                long due = start + i * (Duration.ofSeconds(1).toNanos() / CONNECTS_PER_SECOND);
                LockSupport.parkNanos(due - System.nanoTime());
                new Socket(address.getAddress(), address.getPort()).close();
            }
        } catch (IOException e) {
            System.out.println("the flood ended early: " + e.getMessage());
        }
    }

    private static void responseTimes(ScriptedPeer busy, String when) throws IOException {
        long[] nanos = new long[2_000_000];
        int count = 0;
        long start = System.nanoTime();
        for (long now = start; now - start < SPELL && count < nanos.length; count++) {
            busy.ask(new Pdu.SubmitSm(1 + count, Samples.QUESTION));
            long answered = System.nanoTime();
            nanos[count] = answered - now;
            now = answered;
        }
        Arrays.sort(nanos, 0, count);
        System.out.printf(
                "%s: %d questions, one at a time, p50 %d µs, p99 %d µs, slowest %d µs%n",
                when,
                count,
                nanos[count / 2] / 1_000,
                nanos[(int) (count * 0.99)] / 1_000,
                nanos[count - 1] / 1_000);
    }
}
