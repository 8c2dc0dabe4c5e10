package org.waypost.gateway.smpp.session;

/**
 * How a listener treats connections.
 *
 * @param mostSessions connections at once
 * @param mostSessionsPerAddress connections at once from one address
 * @param acceptsPerSecond new connections a second; above that, accepting pauses
 * @param refusalsPerMinute refused binds from one address in a minute; above that, all its binds are refused
 * @param highWater octets waiting for a peer to read them, above which we stop reading from it
 * @param lowWater octets waiting, below which we go on
 */
public record ListenerSettings(
        int mostSessions,
        int mostSessionsPerAddress,
        int acceptsPerSecond,
        int refusalsPerMinute,
        int highWater,
        int lowWater) {
    public static final ListenerSettings DEFAULT = new ListenerSettings(2_000, 200, 500, 20, 64 * 1024, 32 * 1024);

    public ListenerSettings withMostSessions(int all, int perAddress) {
        return new ListenerSettings(all, perAddress, acceptsPerSecond, refusalsPerMinute, highWater, lowWater);
    }

    public ListenerSettings withAcceptsPerSecond(int connections) {
        return new ListenerSettings(
                mostSessions, mostSessionsPerAddress, connections, refusalsPerMinute, highWater, lowWater);
    }

    public ListenerSettings withRefusalsPerMinute(int refusals) {
        return new ListenerSettings(
                mostSessions, mostSessionsPerAddress, acceptsPerSecond, refusals, highWater, lowWater);
    }
}
