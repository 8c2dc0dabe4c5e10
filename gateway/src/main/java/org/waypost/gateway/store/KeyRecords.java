package org.waypost.gateway.store;

import java.time.Instant;
import java.util.SortedMap;
import org.waypost.itinerary.keys.BoundKeys;
import org.waypost.itinerary.keys.KeyRing;

/** What the database knows of the versions of the keys, which nodes hold them, and what stands under them. */
public final class KeyRecords {
    /** Rows deleted in one transaction. */
    private static final int STEP = 5_000;

    private final Transactions transactions;
    private final String node;

    KeyRecords(Transactions transactions, String node) {
        this.transactions = transactions;
        this.node = node;
    }

    /** The versions there are; they may have changed elsewhere. */
    public BoundKeys bound() throws StoreUnavailableException {
        return transactions.read("the versions of the keys cannot be read", JdbcKeys::bound);
    }

    /**
     * Makes new versions of the ring known, and that this node holds them. Of two nodes that add the same version with other
     * keys, one fails.
     *
     * @param keys must be usable with what the database knows
     */
    public void bind(KeyRing keys, Instant now) throws StoreUnavailableException {
        transactions.run(
                "the versions of the keys cannot be written",
                connection -> JdbcKeys.bind(connection, keys) + JdbcKeys.hold(connection, node, keys, now));
    }

    /** The newest version that each node said it holds, of those that said anything since. */
    public SortedMap<String, Integer> holders(Instant since) throws StoreUnavailableException {
        return transactions.read(
                "the holders of the keys cannot be read", connection -> JdbcKeys.holders(connection, since));
    }

    /** What stands under a version, or an older one. */
    public KeyUse use(int version) throws StoreUnavailableException {
        return transactions.read("the use of the keys cannot be read", connection -> JdbcKeys.use(connection, version));
    }

    /**
     * Deletes, in steps, what was left under a version, or an older one, by those who are not heard of any more, and notes
     * that the version is destroyed.
     */
    public void destroyed(int version, Instant now) throws StoreUnavailableException {
        while (transactions.run(
                        "what stands under destroyed keys cannot be deleted",
                        connection -> JdbcKeys.deleteUnder(connection, version, STEP))
                > 0) {
            // The next ones, until none is left.
        }
        transactions.run("the destruction of keys cannot be noted", connection -> {
            JdbcKeys.destroyed(connection, version, now);
            return version;
        });
    }
}
