package org.waypost.gateway.smpp.session;

/**
 * How a listener treats connections.
 *
 * @param mostSessions connections at once
 * @param mostSessionsPerAddress connections at once from one address
 * @param highWater octets waiting for a peer to read them, above which we stop reading from it
 * @param lowWater octets waiting, below which we go on
 */
public record ListenerSettings(int mostSessions, int mostSessionsPerAddress, int highWater, int lowWater) {
    public static final ListenerSettings DEFAULT = new ListenerSettings(2_000, 200, 64 * 1024, 32 * 1024);
}
