package org.waypost.gateway.smpp.session;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** How many connections there are, in all and by address. Safe for use by any thread. */
final class Connections {
    private final ListenerSettings settings;
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int all;

    Connections(ListenerSettings settings) {
        this.settings = settings;
    }

    /** Whether there is room for one more from this address, which is then taken. */
    synchronized boolean enter(InetAddress address) {
        int here = byAddress.getOrDefault(address, 0);
        if (all >= settings.mostSessions() || here >= settings.mostSessionsPerAddress()) {
            return false;
        }
        byAddress.put(address, here + 1);
        all++;
        return true;
    }

    synchronized void leave(InetAddress address) {
        byAddress.computeIfPresent(address, (key, here) -> here == 1 ? null : here - 1);
        all--;
    }

    synchronized int count() {
        return all;
    }
}
