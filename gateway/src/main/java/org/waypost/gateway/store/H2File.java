package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * Keeps an H2 file from growing without end.
 *
 * <p>How it works: each commit appends a chunk with every page it changed, and a chunk's space is free again when none of its
 * pages is live. One page that stays as it is, such as a full one of the audit, keeps the whole chunk. H2 has a thread that
 * writes such pages anew, but only together with delayed writes, after a failure of which it may spin for ever (seen with
 * 2.4.240 and a full disk). So writes are not delayed, and this does what that thread would.
 */
final class H2File {
    /** Share of live bytes, in percent, among the chunks old enough to be written anew; below it they are. */
    private static final int LEAST_LIVE = 60;

    private static final int EVERYTHING = 100;
    private static final int BYTES_OF_A_STEP = 2 << 20;
    private static final int MOST_STEPS = 10;
    private static final int GENERAL_ERROR = 50_000;

    private H2File() {}

    /**
     * Writes a little of what is live anew, from the chunks that hold least of it, and commits. The store is locked for
     * others during each of a few steps.
     *
     * @return whether there was anything to do
     */
    static boolean reclaim(Connection connection) throws SQLException {
        try {
            MVStore store = store(connection);
            int steps = 0;
            while (steps < MOST_STEPS && live(connection) < LEAST_LIVE && store.compact(EVERYTHING, BYTES_OF_A_STEP)) {
                steps++;
                store.commit();
            }
            return steps > 0;
        } catch (RuntimeException e) {
            // MVStoreException from a file that fails; anything from a database that closed itself meanwhile. As H2
            // says
            // of its own statements that fail so.
            throw new SQLException("the file cannot be compacted", "HY000", GENERAL_ERROR, e);
        }
    }

    private static MVStore store(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }

    private static int live(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select setting_value from"
                        + " information_schema.settings where setting_name = 'info.CHUNKS_FILL_RATE_RW'");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Integer.parseInt(row.getString(1)) : EVERYTHING;
        }
    }
}
