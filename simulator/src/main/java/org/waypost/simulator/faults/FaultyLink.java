package org.waypost.simulator.faults;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes connections on to another address, and lets go wrong what one of the two sides sends and reads.
 *
 * <p>Threads: one that accepts, two per connection, and one for what is delayed, made by the factory handed in. What is
 * delayed waits in memory, at most as many PDUs as the side has unanswered.
 */
public final class FaultyLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaultyLink.class);
    private static final int LARGEST_PDU = 1 << 20;
    private static final int BUFFER = 8_192;

    /** Which side misbehaves. */
    public enum Culprit {
        /** The one that connects. */
        CALLER,
        /** The one that is connected to. */
        CALLED
    }

    private final ServerSocket listening;
    private final InetSocketAddress target;
    private final Faults faults;
    private final Culprit culprit;
    private final ThreadFactory threads;
    private final ScheduledThreadPoolExecutor later;
    private final SplittableRandom dice;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private FaultyLink(
            ServerSocket listening, InetSocketAddress target, Faults faults, Culprit culprit, ThreadFactory threads) {
        this.listening = listening;
        this.target = target;
        this.faults = faults;
        this.culprit = culprit;
        this.threads = threads;
        this.later = new ScheduledThreadPoolExecutor(1, threads);
        this.dice = new SplittableRandom(faults.seed());
    }

    /**
     * Listens on the loopback.
     *
     * @param port where; 0 for any
     * @param target where connections are passed on to
     */
    public static FaultyLink open(
            int port, InetSocketAddress target, Faults faults, Culprit culprit, ThreadFactory threads)
            throws IOException {
        ServerSocket listening = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
        FaultyLink link = new FaultyLink(listening, target, faults, culprit, threads);
        threads.newThread(link::accept).start();
        return link;
    }

    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                connect(listening.accept());
            } catch (IOException e) {
                LOG.debug("connection not passed on: {}", e.getMessage());
            }
        }
    }

    private void connect(Socket caller) throws IOException {
        Socket called = new Socket();
        try {
            called.connect(target);
            caller.setTcpNoDelay(true);
            called.setTcpNoDelay(true);
        } catch (IOException e) {
            caller.close();
            called.close();
            throw e;
        }
        open.add(caller);
        open.add(called);
        Connection connection = culprit == Culprit.CALLER
                ? new Connection(caller, called, dice.split())
                : new Connection(called, caller, dice.split());
        threads.newThread(connection::carryOut).start();
        threads.newThread(connection::carryBack).start();
    }

    /** Ends every connection. */
    @Override
    public void close() throws IOException {
        listening.close();
        later.shutdownNow();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** One connection: {@code guilty} is the side that misbehaves, {@code other} the one that has to bear it. */
    private final class Connection {
        private final Socket guilty;
        private final Socket other;
        private final Distortion distortion;
        private final CountDownLatch ended = new CountDownLatch(1);
        private long sentBytes;
        private volatile boolean halfOpen;

        Connection(Socket guilty, Socket other, SplittableRandom dice) {
            this.guilty = guilty;
            this.other = other;
            this.distortion = new Distortion(faults, dice);
        }

        void carryOut() {
            try {
                DataInputStream in = new DataInputStream(guilty.getInputStream());
                while (true) {
                    for (byte[] pdu : distortion.of(read(in))) {
                        send(pdu);
                    }
                }
            } catch (EOFException e) {
                end();
            } catch (IOException e) {
                LOG.debug("connection ended: {}", e.getMessage());
                end();
            }
        }

        private static byte[] read(DataInputStream in) throws IOException {
            int length = in.readInt();
            if (length < Integer.BYTES || length > LARGEST_PDU) {
                throw new IOException(
                        "PDU of %d bytes (expected %d to %d)".formatted(length, Integer.BYTES, LARGEST_PDU));
            }
            byte[] pdu = new byte[length];
            ByteBuffer.wrap(pdu).putInt(length);
            in.readFully(pdu, Integer.BYTES, length - Integer.BYTES);
            return pdu;
        }

        private void send(byte[] pdu) throws IOException {
            if (faults.delay().isZero() || !Distortion.isResponse(pdu)) {
                write(pdu);
                return;
            }
            ScheduledFuture<?> unused = later.schedule(
                    () -> {
                        try {
                            write(pdu);
                        } catch (IOException e) {
                            end();
                        }
                    },
                    faults.delay().toNanos(),
                    TimeUnit.NANOSECONDS);
        }

        private synchronized void write(byte[] pdu) throws IOException {
            if (halfOpen) {
                return;
            }
            OutputStream out = other.getOutputStream();
            int length = pdu.length;
            if (faults.cutAfter() > 0 && sentBytes + length >= faults.cutAfter()) {
                out.write(pdu, 0, (int) (faults.cutAfter() - sentBytes));
                out.flush();
                reset();
                return;
            }
            sentBytes += length;
            // Before it is written: the answer to it may come at once, and nothing may pass any more then.
            halfOpen = faults.halfOpenAfter() > 0 && sentBytes >= faults.halfOpenAfter();
            out.write(pdu);
        }

        void carryBack() {
            byte[] buffer = new byte[BUFFER];
            long received = 0;
            try {
                InputStream in = other.getInputStream();
                OutputStream out = guilty.getOutputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (!halfOpen) {
                        out.write(buffer, 0, count);
                    }
                    received += count;
                    boolean stalled = faults.stallAfter() > 0 && received >= faults.stallAfter();
                    if (halfOpen || stalled) {
                        ended.await();
                    }
                }
                end();
            } catch (IOException e) {
                end();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Closes with a reset, as a crash would. */
        private void reset() throws IOException {
            other.setSoLinger(true, 0);
            end();
        }

        private void end() {
            ended.countDown();
            for (Socket socket : new Socket[] {guilty, other}) {
                open.remove(socket);
                try {
                    socket.close();
                } catch (IOException e) {
                    LOG.debug("socket not closed: {}", e.getMessage());
                }
            }
        }
    }
}
