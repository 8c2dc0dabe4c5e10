package org.waypost.gateway.message;

import java.util.List;
import java.util.function.Consumer;

/** How the product sends. Every method returns at once and is safe for use by any thread. */
public interface Outlet {
    /**
     * How many segments the peer can take now: free places in the windows of those of its sessions that may receive.
     *
     * @return 0 if there is no such session, or all are full
     */
    int room(String peer);

    /**
     * Sends the segments in order, on one session.
     *
     * @param settled called exactly once, on any thread, when every segment is settled: one settlement per segment, in
     *     order. Segments after one that did not leave are {@link Settlement#NOT_SENT}
     */
    void send(Transmission transmission, Consumer<List<Settlement>> settled);
}
