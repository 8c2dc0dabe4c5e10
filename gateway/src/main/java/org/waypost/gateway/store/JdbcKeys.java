package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.waypost.itinerary.keys.BoundKeys;
import org.waypost.itinerary.keys.KeyRing;

/** The statements on what the database knows of key versions: which there are, who holds them, and what stands under one. */
final class JdbcKeys {
    private JdbcKeys() {}

    static BoundKeys bound(Connection connection) throws SQLException {
        Map<String, String> settings = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select name, content from setting where name like ?")) {
            select.setString(1, BoundKeys.SETTING + "%");
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    settings.put(row.getString(1), row.getString(2));
                }
            }
        }
        return new BoundKeys(settings);
    }

    /** Adds what the ring has and the database does not know; fails if another node adds something else at this moment. */
    static int bind(Connection connection, KeyRing keys) throws SQLException {
        Map<String, String> missing = bound(connection).missing(keys);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into setting (name, content) values (?, ?)")) {
            for (Map.Entry<String, String> one : missing.entrySet()) {
                insert.setString(1, one.getKey());
                insert.setString(2, one.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return missing.size();
    }

    static void destroyed(Connection connection, int version, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update setting set content = ? where name = ?")) {
            update.setString(1, BoundKeys.destroyed(at));
            update.setString(2, BoundKeys.setting(version));
            update.executeUpdate();
        }
    }

    static KeyUse use(Connection connection, int version) throws SQLException {
        return new KeyUse(
                count(
                        connection,
                        "select count(*) from register where active and ending is not null and key_version <= ?",
                        version),
                count(connection, "select count(*) from sender where key_version <= ?", version));
    }

    private static long count(Connection connection, String query, int version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setInt(1, version);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * Deletes what nobody will be found under again, case files first.
     *
     * @param most in this call
     */
    static int deleteUnder(Connection connection, int version, int most) throws SQLException {
        int files = deleteUnder(connection, "sender", "key_version <= ?", version, most);
        return files > 0
                ? files
                : deleteUnder(connection, "register", "key_version <= ? and not active", version, most);
    }

    private static int deleteUnder(Connection connection, String table, String condition, int version, int most)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from %1$s where subscriber in (select subscriber from %1$s where %2$s limit ?)"
                        .formatted(table, condition))) {
            delete.setInt(1, version);
            delete.setInt(2, most);
            return delete.executeUpdate();
        }
    }

    /** Notes which versions a node holds. */
    static int hold(Connection connection, String node, KeyRing keys, Instant now) throws SQLException {
        String upsert =
                Dialect.of(connection).upsert("key_holder", List.of("node"), List.of("oldest", "newest", "seen_ms"));
        try (PreparedStatement merge = connection.prepareStatement(upsert)) {
            merge.setString(1, node);
            merge.setInt(2, keys.oldest().number());
            merge.setInt(3, keys.newest().number());
            Columns.setTime(merge, 4, now);
            return merge.executeUpdate();
        }
    }

    /** The newest version that each node said it holds, of those that said anything since. */
    static SortedMap<String, Integer> holders(Connection connection, Instant since) throws SQLException {
        SortedMap<String, Integer> holders = new TreeMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select node, newest from key_holder where seen_ms >= ?")) {
            Columns.setTime(select, 1, since);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    holders.put(row.getString(1), row.getInt(2));
                }
            }
        }
        return holders;
    }
}
