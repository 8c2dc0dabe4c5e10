package org.waypost.itinerary.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Names and sizes of the files that were taken whole from a watched directory. */
public final class TakenFiles {
    /** Longest name, in characters. */
    public static final int LONGEST_NAME = 200;

    private final ItineraryDatabase database;

    public TakenFiles(ItineraryDatabase database) {
        this.database = database;
    }

    /**
     * Notes files in one transaction; one of a name that is known replaces it.
     *
     * @param sizes bytes by name
     * @param day on which they were taken
     */
    public void add(Map<String, Long> sizes, LocalDate day) throws SQLException {
        database.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from taken_file where name = ?");
                    PreparedStatement insert = connection.prepareStatement(
                            "insert into taken_file (name, size_, day_) values (?, ?, ?)")) {
                for (Map.Entry<String, Long> file : sizes.entrySet()) {
                    delete.setString(1, file.getKey());
                    delete.addBatch();
                    insert.setString(1, file.getKey());
                    insert.setLong(2, file.getValue());
                    insert.setInt(3, (int) day.toEpochDay());
                    insert.addBatch();
                }
                delete.executeBatch();
                return insert.executeBatch().length;
            }
        });
    }

    /** The sizes of those names that were taken. */
    public Map<String, Long> find(Collection<String> names) throws SQLException {
        Map<String, Long> found = new HashMap<>();
        try (Connection connection = database.pool().getConnection();
                PreparedStatement select = connection.prepareStatement("select size_ from taken_file where name = ?")) {
            for (String name : names) {
                select.setString(1, name);
                try (ResultSet rows = select.executeQuery()) {
                    if (rows.next()) {
                        found.put(name, rows.getLong(1));
                    }
                }
            }
        }
        return found;
    }

    /** Forgets files taken before a day; their days are complete or will never be. */
    public void forgetBefore(LocalDate day) throws SQLException {
        database.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from taken_file where day_ < ?")) {
                delete.setInt(1, (int) day.toEpochDay());
                return delete.executeUpdate();
            }
        });
    }
}
