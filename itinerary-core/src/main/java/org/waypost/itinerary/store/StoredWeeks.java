package org.waypost.itinerary.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.NavigableSet;

/** The weeks that the table {@code track_week} holds, and how a whole one comes and goes. */
interface StoredWeeks {
    static StoredWeeks of(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL ? new WeekPartitions() : new WeekRows();
    }

    /** Makes room for the rows of a week. Only for who has the writers' turn. */
    void prepare(Connection connection, int week) throws SQLException;

    /** Every week that has a row, and perhaps some that have none. */
    NavigableSet<Integer> all(Connection connection) throws SQLException;

    /** Deletes all rows of a week. Only for who has the writers' turn, and as the last step of a transaction. */
    void delete(Connection connection, int week) throws SQLException;
}
