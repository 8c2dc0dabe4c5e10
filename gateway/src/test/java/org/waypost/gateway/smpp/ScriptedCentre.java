package org.waypost.gateway.smpp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Plays a message centre to which the gateway binds as its client. */
public final class ScriptedCentre implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    public ScriptedCentre() throws IOException {
        server.setSoTimeout(PATIENCE_MILLIS);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The next connection of the gateway. */
    public ScriptedPeer accept() throws IOException {
        return new ScriptedPeer(server.accept());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
