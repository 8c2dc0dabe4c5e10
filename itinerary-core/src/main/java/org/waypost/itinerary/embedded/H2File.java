package org.waypost.itinerary.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * What Waypost asks of H2's store below its SQL.
 *
 * <p>Why it reclaims space: each commit appends a chunk with every page it changed, and a chunk's space is free again when
 * none of its pages is live. One page that stays as it is, such as a full one of the audit, keeps the whole chunk. H2 has a
 * thread that writes such pages anew, but only together with delayed writes, after a failure of which it may spin for ever
 * (seen with 2.4.240 and a full disk), and which store what is half committed. So writes are not delayed, and this does
 * what that thread would.
 */
public final class H2File {
    /** Share of live bytes, in percent, among the chunks old enough to be written anew; below it they are. */
    private static final int LEAST_LIVE = 60;

    private static final int EVERYTHING = 100;
    private static final int BYTES_OF_A_STEP = 2 << 20;
    private static final int GENERAL_ERROR = 50_000;

    private H2File() {}

    /** Whether a commit returns when everything is in the file, which {@link H2Forces} relies on. */
    public static boolean writesAtOnce(Connection connection) throws SQLException {
        return store(connection).getAutoCommitDelay() == 0;
    }

    /**
     * Gives up the transaction of a database that has closed itself below its connections, as after a failed write. It is
     * gone then, and must not be rolled back: done twice, H2 2.4.240 spins for ever in {@code MVStore.registerVersionUsage}.
     * A pool does not roll back what commits by itself.
     *
     * <p>Throws nothing: the failure that led here is on its way up, and says more.
     *
     * @return false if the database is open, and nothing was done
     */
    public static boolean leaveIfClosed(Connection connection) {
        try {
            SessionLocal session = session(connection);
            if (open(session)) {
                return false;
            }
            // Below the connection first, which would commit.
            session.setAutoCommit(true);
            connection.setAutoCommit(true);
            return true;
        } catch (SQLException e) {
            // The connection is closed as well, and does nothing it is asked to.
            return true;
        }
    }

    private static boolean open(SessionLocal session) {
        try {
            return !session.getDatabase().getStore().getMvStore().isClosed();
        } catch (RuntimeException e) {
            // The session is closed as well.
            return false;
        }
    }

    /**
     * Writes a little of what is live anew, from the chunks that hold least of it, and commits. Nobody else may be writing.
     *
     * @return whether there was anything to do
     */
    public static boolean reclaim(Connection connection) throws SQLException {
        try {
            MVStore store = store(connection);
            if (live(connection) >= LEAST_LIVE || !store.compact(EVERYTHING, BYTES_OF_A_STEP)) {
                return false;
            }
            store.commit();
            return true;
        } catch (RuntimeException e) {
            throw failed("the file cannot be compacted", e);
        }
    }

    /**
     * As H2 says of its own statements that fail so: by an MVStoreException from a file that fails, or anything from a
     * database that closed itself meanwhile.
     */
    static SQLException failed(String what, RuntimeException e) {
        return new SQLException(what, "HY000", GENERAL_ERROR, e);
    }

    static MVStore store(Connection connection) throws SQLException {
        return session(connection).getDatabase().getStore().getMvStore();
    }

    private static SessionLocal session(Connection connection) throws SQLException {
        return (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    }

    private static int live(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select setting_value from"
                        + " information_schema.settings where setting_name = 'info.CHUNKS_FILL_RATE_RW'");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Integer.parseInt(row.getString(1)) : EVERYTHING;
        }
    }
}
