package org.waypost.itinerary.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A partition for each week, made by the first writer that needs it and dropped whole.
 *
 * <p>Making one does not hold up look-ups: it is attached, since "create table … partition of" would lock them out until
 * the writer commits. Dropping one does, for as long as whoever reads the table at that moment goes on; so it is given up after a second.
 */
final class WeekPartitions implements StoredWeeks {
    private static final String PREFIX = "track_week_";

    /** Well below the deadline of a question, which waits behind us meanwhile. */
    private static final String LONGEST_WAIT = "1s";

    @Override
    public void prepare(Connection connection, int week) throws SQLException {
        String partition = PREFIX + week;
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement, partition)) {
                statement.execute("create table " + partition + " (like track_week including indexes)");
                statement.execute(
                        "alter table track_week attach partition " + partition + " for values in (" + week + ")");
            }
        }
    }

    private static boolean exists(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("select to_regclass('" + table + "') is not null")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Override
    public NavigableSet<Integer> all(Connection connection) throws SQLException {
        NavigableSet<Integer> weeks = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select relname from pg_inherits join pg_class on oid = inhrelid"
                                + " where inhparent = 'track_week'::regclass")) {
            while (rows.next()) {
                weeks.add(Integer.valueOf(rows.getString(1).substring(PREFIX.length())));
            }
        }
        return weeks;
    }

    @Override
    public void delete(Connection connection, int week) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '" + LONGEST_WAIT + "'");
            statement.execute("drop table " + PREFIX + week);
        }
    }
}
