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

    /** Whether a commit returns when everything is in the file, which {@link #force} relies on. */
    public static boolean writesAtOnce(Connection connection) throws SQLException {
        return store(connection).getAutoCommitDelay() == 0;
    }

    /**
     * Has the disk write what is in the file. {@code CHECKPOINT SYNC} would store what others are about to commit besides.
     */
    public static void force(Connection connection) throws SQLException {
        try {
            store(connection).sync();
        } catch (RuntimeException e) {
            throw failed("the file cannot be forced", e);
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
    private static SQLException failed(String what, RuntimeException e) {
        return new SQLException(what, "HY000", GENERAL_ERROR, e);
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
