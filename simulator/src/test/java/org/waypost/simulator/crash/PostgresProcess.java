package org.waypost.simulator.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.waypost.gateway.store.DatabaseAddress;

/** A real PostgreSQL, as durable as in production, that can be killed, held and started again on the same data. */
final class PostgresProcess implements AutoCloseable {
    private static final int ATTEMPTS = 20;

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    PostgresProcess(Path data) throws IOException {
        this.data = data;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        server = start();
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    int port() {
        return port;
    }

    /** Its address, or the same behind another port. */
    static DatabaseAddress address(int port) {
        return DatabaseAddress.server(
                "jdbc:postgresql://127.0.0.1:%d/postgres?prepareThreshold=0".formatted(port), "postgres", "");
    }

    private List<ProcessHandle> processes() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    /** SIGKILL to all of its processes. */
    void kill() throws Exception {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit().get();
        }
    }

    /** Starts it again; it recovers. */
    void restart() throws Exception {
        giveUpTheOldOne();
        for (int attempt = 1; ; attempt++) {
            try {
                server = start();
                return;
            } catch (IOException | IllegalStateException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** It holds a lock in this JVM. */
    private void giveUpTheOldOne() {
        try {
            server.close();
        } catch (IOException | RuntimeException e) {
            // It is dead already; what counts is that the lock is gone.
            return;
        }
    }

    /** SIGSTOP, and later SIGCONT, to all of its processes. */
    void signal(String name) throws Exception {
        for (ProcessHandle one : processes()) {
            new ProcessBuilder("kill", "-" + name, Long.toString(one.pid()))
                    .start()
                    .waitFor();
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
