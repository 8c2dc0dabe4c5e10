package org.waypost.itinerary.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a database is bound to for as long as it holds tracks: a key ring and a time zone. */
public final class SettingStore {
    private final ItineraryDatabase database;

    public SettingStore(ItineraryDatabase database) {
        this.database = database;
    }

    public Optional<String> find(String name) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement select = connection.prepareStatement("select text_ from setting where name = ?")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** The settings whose names begin with something, by name. */
    public Map<String, String> beginningWith(String prefix) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select name, text_ from setting where name like ?")) {
            select.setString(1, prefix + "%");
            try (ResultSet rows = select.executeQuery()) {
                Map<String, String> found = new HashMap<>();
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getString(2));
                }
                return found;
            }
        }
    }

    /** Forgets a setting. */
    public void remove(String name) throws SQLException {
        database.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from setting where name = ?")) {
                delete.setString(1, name);
                return delete.executeUpdate();
            }
        });
    }

    /** Stores a setting; of two nodes that store one for the first time at once, one fails. */
    public void put(String name, String text) throws SQLException {
        database.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update setting set text_ = ? where name = ?");
                    PreparedStatement insert =
                            connection.prepareStatement("insert into setting (text_, name) values (?, ?)")) {
                update.setString(1, text);
                update.setString(2, name);
                int rows = update.executeUpdate();
                if (rows > 0) {
                    return rows;
                }
                insert.setString(1, text);
                insert.setString(2, name);
                return insert.executeUpdate();
            }
        });
    }
}
