package org.waypost.itinerary.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeSet;

/** All weeks in one table, found and deleted through an index of its own. */
final class WeekRows implements StoredWeeks {
    @Override
    public void prepare(Connection connection, int week) {
        // A row needs nothing but itself.
    }

    @Override
    public NavigableSet<Integer> all(Connection connection) throws SQLException {
        NavigableSet<Integer> weeks = new TreeSet<>();
        OptionalInt week = next(connection, Integer.MIN_VALUE);
        while (week.isPresent()) {
            weeks.add(week.getAsInt());
            week = next(connection, week.getAsInt());
        }
        return weeks;
    }

    /** One step in the index; "select distinct" would pass over every row. */
    private static OptionalInt next(Connection connection, int after) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select week_ from track_week where week_ > ? order by week_ fetch first row only")) {
            select.setInt(1, after);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? OptionalInt.of(rows.getInt(1)) : OptionalInt.empty();
            }
        }
    }

    @Override
    public void delete(Connection connection, int week) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from track_week where week_ = ?")) {
            delete.setInt(1, week);
            delete.executeUpdate();
        }
    }
}
