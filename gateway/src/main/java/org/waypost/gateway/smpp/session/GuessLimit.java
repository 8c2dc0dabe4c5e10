package org.waypost.gateway.smpp.session;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;

/**
 * Stands before a gatekeeper and refuses every bind from an address that had too many refused lately. It counts by address
 * alone, so that nobody can lock a peer out by guessing at its system_id from elsewhere.
 *
 * <p>Safe for use by any thread.
 */
final class GuessLimit implements Gatekeeper {
    /** More addresses than this are not remembered; the one that was quiet longest is forgotten first. */
    private static final int MOST_ADDRESSES = 10_000;

    private static final BindDecision REFUSED = new BindDecision.Refused(CommandStatus.BIND_FAILED);

    private final Gatekeeper gatekeeper;
    private final int mostGuesses;
    private final long periodNanos;
    private final LongSupplier nanoTime;
    private final Map<InetAddress, Guesses> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Guesses> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /** @param since when the first of them was made */
    private record Guesses(int count, long since) {}

    /**
     * @param mostGuesses refused binds from one address within the period
     * @param period after which an address begins anew
     */
    GuessLimit(Gatekeeper gatekeeper, int mostGuesses, Duration period, LongSupplier nanoTime) {
        this.gatekeeper = gatekeeper;
        this.mostGuesses = mostGuesses;
        this.periodNanos = period.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public BindDecision admit(Pdu.Bind bind, Remote remote) {
        long now = nanoTime.getAsLong();
        if (guesses(remote.address(), now).count >= mostGuesses) {
            return REFUSED;
        }
        BindDecision decision = gatekeeper.admit(bind, remote);
        if (decision instanceof BindDecision.Refused) {
            count(remote.address(), now);
        }
        return decision;
    }

    private synchronized Guesses guesses(InetAddress address, long now) {
        Guesses guesses = byAddress.get(address);
        return guesses == null || now - guesses.since >= periodNanos ? new Guesses(0, now) : guesses;
    }

    private synchronized void count(InetAddress address, long now) {
        Guesses guesses = guesses(address, now);
        byAddress.put(address, new Guesses(guesses.count + 1, guesses.since));
    }
}
