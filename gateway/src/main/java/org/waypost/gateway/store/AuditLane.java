package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.keys.KeyRing;

/** An audit chain under a lock, and whether its end is in doubt because a commit gave no answer. */
final class AuditLane {
    private final ReentrantLock lock = new ReentrantLock();
    private final AuditChain chain;
    private boolean doubtful;

    AuditLane(KeyRing keys, long id) {
        this.chain = new AuditChain(keys, id);
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** The chain, its end looked up where it is in doubt. */
    AuditChain chain(Connection connection) throws SQLException {
        if (doubtful) {
            AuditPage last = AuditPages.last(connection, chain.id());
            if (last != null) {
                chain.appended(last);
            }
            doubtful = false;
        }
        return chain;
    }

    /** A page is about to be committed. */
    void began(@Nullable AuditPage page) {
        doubtful = page != null;
    }

    /** What was to be committed failed; an earlier commit without an answer may have happened since the end was looked up. */
    void doubt() {
        doubtful = true;
    }

    /** The commit succeeded. */
    void appended(@Nullable AuditPage page) {
        if (page != null) {
            chain.appended(page);
        }
        doubtful = false;
    }
}
