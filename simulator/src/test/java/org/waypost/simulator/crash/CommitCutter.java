package org.waypost.simulator.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a gateway and its PostgreSQL, and cuts the connection of whoever commits next. */
final class CommitCutter implements AutoCloseable {
    enum Cut {
        NEVER,
        /** The server never hears of it. */
        BEFORE_IT_ARRIVES,
        /** The server commits, and its answer is lost. */
        BEFORE_THE_ANSWER
    }

    private static final String COMMIT = "COMMIT\0";

    private final ServerSocket listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final int server;
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
    private final AtomicInteger cuts = new AtomicInteger();

    /** @param server the port on the loopback that connections are passed on to */
    CommitCutter(int server) throws IOException {
        this.server = server;
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void cutNext(Cut cut) {
        next.set(cut);
    }

    /** How many connections were cut so far. */
    int cuts() {
        return cuts.get();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "commit-cutter");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket behind = new Socket();
                try {
                    behind.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), server));
                } catch (IOException e) {
                    client.close();
                    continue;
                }
                client.setTcpNoDelay(true);
                behind.setTcpNoDelay(true);
                AtomicReference<Cut> cut = new AtomicReference<>(Cut.NEVER);
                start(() -> forth(client, behind, cut));
                start(() -> back(client, behind, cut));
            } catch (IOException e) {
                // Closed: the test is over.
            }
        }
    }

    private void forth(Socket client, Socket behind, AtomicReference<Cut> cut) {
        try (client;
                behind) {
            InputStream in = client.getInputStream();
            OutputStream out = behind.getOutputStream();
            byte[] buffer = new byte[65_536];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (next.get() != Cut.NEVER && text(buffer, count).contains(COMMIT)) {
                    cut.set(next.getAndSet(Cut.NEVER));
                    if (cut.get() == Cut.BEFORE_IT_ARRIVES) {
                        cuts.incrementAndGet();
                        return;
                    }
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // The other direction closed both.
        }
    }

    private void back(Socket client, Socket behind, AtomicReference<Cut> cut) {
        try (client;
                behind) {
            InputStream in = behind.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[65_536];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (cut.get() == Cut.BEFORE_THE_ANSWER && text(buffer, count).contains(COMMIT)) {
                    cuts.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // The other direction closed both.
        }
    }

    private static String text(byte[] bytes, int count) {
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
