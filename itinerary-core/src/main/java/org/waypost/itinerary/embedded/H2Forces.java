package org.waypost.itinerary.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Has the disk write what is in an H2 file, and keeps what it wrote the last time from being written over.
 *
 * <p>Why: H2 writes over a chunk when nothing in its newest version is left of it, though what is on the disk may be an older
 * one, which needs it; and until a force the disk writes in any order. A failure of power could then cost what had been
 * forced before. So the last forced version counts as in use until the next is.
 *
 * <p>Safe for use by any thread.
 */
public final class H2Forces {
    private @Nullable MVStore store;
    private MVStore.@Nullable TxCounter kept;

    /**
     * Forces everything committed so far. {@code CHECKPOINT SYNC} would store what others are about to commit besides.
     *
     * @param connection open on the file
     * @throws SQLException if the disk refuses, or the database has closed itself
     */
    public synchronized void force(Connection connection) throws SQLException {
        MVStore current = H2File.store(connection);
        MVStore.TxCounter version = current.registerVersionUsage();
        boolean forced = false;
        try {
            current.sync();
            forced = true;
        } catch (RuntimeException e) {
            throw H2File.failed("the file cannot be forced", e);
        } finally {
            if (!forced) {
                current.deregisterVersionUsage(version);
            }
        }
        if (current == store) {
            current.deregisterVersionUsage(kept);
        }
        store = current;
        kept = version;
    }

    /** Before the database is closed, which compacts it: nothing is kept any more. */
    public synchronized void release() {
        if (store != null) {
            store.deregisterVersionUsage(kept);
        }
        store = null;
        kept = null;
    }
}
