package org.waypost.itinerary.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The days whose signalling has arrived whole. */
public final class CompleteDays {
    private final ItineraryDatabase database;

    public CompleteDays(ItineraryDatabase database) {
        this.database = database;
    }

    /** Marks a day as complete; marking it again changes nothing. */
    public void add(LocalDate day) throws SQLException {
        try {
            database.write(connection -> {
                try (PreparedStatement insert = connection.prepareStatement("insert into complete_day values (?)")) {
                    insert.setInt(1, (int) day.toEpochDay());
                    return insert.executeUpdate();
                }
            });
        } catch (SQLException e) {
            if (!between(day, day).contains(day)) {
                throw e;
            }
        }
    }

    /** The complete days from {@code first} to {@code last}, both inclusive, in ascending order. */
    public NavigableSet<LocalDate> between(LocalDate first, LocalDate last) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select day_ from complete_day where day_ between ? and ?")) {
            select.setInt(1, (int) first.toEpochDay());
            select.setInt(2, (int) last.toEpochDay());
            NavigableSet<LocalDate> days = new TreeSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    days.add(LocalDate.ofEpochDay(rows.getInt(1)));
                }
            }
            return days;
        }
    }

    /** Forgets the days before one, whose tracks are gone. */
    public void forgetBefore(LocalDate day) throws SQLException {
        database.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from complete_day where day_ < ?")) {
                delete.setInt(1, (int) day.toEpochDay());
                return delete.executeUpdate();
            }
        });
    }
}
