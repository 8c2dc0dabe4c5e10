package org.waypost.gateway.delivery;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.message.Receipt;
import org.waypost.gateway.message.Receipt.Fate;

/**
 * What peers call the segments they took, so that their receipts find the replies they belong to, and how many of which
 * kind came. Kept in memory: a receipt settles nothing, it only tells what became of a reply that is settled already.
 *
 * <p>Safe for use by any thread.
 */
public final class Receipts {
    /** Of all peers together, about 15 MB; beyond that the oldest is forgotten. */
    static final int MOST_NAMES = 100_000;

    /** Few, so that a receipt which belongs to nothing does not meet a later message whose name looks like its own. */
    private static final int MOST_EARLY = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    private final Map<Name, Long> questions = new Recent<>(MOST_NAMES);
    /** Receipts that found no reply, under each name they could mean: some overtake the response that tells the name. */
    private final Map<Name, Fate> early = new Recent<>(MOST_EARLY);

    private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);
    private long unmatched;

    private record Name(String peer, String canonicalId) {}

    /** Forgets the oldest entry beyond its bound. */
    private static final class Recent<V> extends LinkedHashMap<Name, V> {
        private final int most;

        Recent(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, V> eldest) {
            return size() > most;
        }
    }

    /** The peer has taken a segment of this question's reply under this name; none if it is empty. */
    public synchronized void taken(String peer, String messageId, long question) {
        if (messageId.isEmpty()) {
            return;
        }
        Name name = new Name(peer, Receipt.canonical(messageId));
        Fate told = early.remove(name);
        if (told != null) {
            unmatched--;
            count(told, question, peer);
        }
        if (told == null || told == Fate.UNDERWAY) {
            questions.put(name, question);
        }
    }

    /**
     * Counts a receipt and finds what it is about; a name is forgotten with its last receipt.
     *
     * @return the question whose reply it is about; null for a name nobody here knows yet, or no longer
     */
    public synchronized @Nullable Long receipt(String peer, Receipt receipt) {
        for (String id : receipt.candidates()) {
            Name name = new Name(peer, id);
            Long question = receipt.fate() == Fate.UNDERWAY ? questions.get(name) : questions.remove(name);
            if (question != null) {
                count(receipt.fate(), question, peer);
                return question;
            }
        }
        unmatched++;
        receipt.candidates().forEach(id -> early.put(new Name(peer, id), receipt.fate()));
        return null;
    }

    private void count(Fate fate, long question, String peer) {
        counts.merge(fate, 1L, Long::sum);
        LOG.debug("reply to question {}: {} by receipt of {}", question, fate, peer);
    }

    /** Receipts that found their reply, by what they said. */
    public synchronized long count(Fate fate) {
        return counts.getOrDefault(fate, 0L);
    }

    /** Receipts that found none. */
    public synchronized long unmatched() {
        return unmatched;
    }
}
