package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements on what was acknowledged lately. */
final class JdbcRequests {
    private JdbcRequests() {}

    static Map<Digest, KnownRequest> known(Connection connection, Collection<Digest> digests) throws SQLException {
        Map<Digest, KnownRequest> known = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                Dialect.of(connection).selectAmong("arrival, question, received_ms", "request", "arrival"))) {
            Columns.setBinaries(select, 1, digests.stream().map(Digest::bytes).toList());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.put(
                            Digest.of(row.getBytes(1)),
                            new KnownRequest(row.getLong(2), Columns.time(row, "received_ms")));
                }
            }
        }
        return known;
    }

    /** @param stale digests that are stored already but are too old to count: they are stored anew */
    static void insert(Connection connection, List<StoredRequest> requests, Collection<Digest> stale, QuestionIds ids)
            throws SQLException {
        if (!stale.isEmpty()) {
            try (PreparedStatement delete = connection.prepareStatement("delete from request where arrival = any(?)")) {
                Columns.setBinaries(delete, 1, stale.stream().map(Digest::bytes).toList());
                delete.executeUpdate();
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into request (id, arrival, question, received_ms) values (?, ?, ?, ?)")) {
            for (StoredRequest request : requests) {
                for (Digest digest : request.digests()) {
                    insert.setLong(1, ids.next(connection));
                    insert.setBytes(2, digest.bytes());
                    insert.setLong(3, request.question());
                    Columns.setTime(insert, 4, request.received());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /**
     * Forgets the oldest; ids grow with time, so they come first.
     *
     * @param most in this call
     * @return how many
     */
    static int forget(Connection connection, Instant before, int most) throws SQLException {
        long last = -1;
        try (PreparedStatement select =
                connection.prepareStatement("select id, received_ms from request order by id limit ?")) {
            select.setInt(1, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && Columns.time(row, "received_ms").isBefore(before)) {
                    last = row.getLong("id");
                }
            }
        }
        if (last < 0) {
            return 0;
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from request where id <= ?")) {
            delete.setLong(1, last);
            return delete.executeUpdate();
        }
    }

    /** How many are remembered of these questions; they are few, and looked through, for nobody else asks by question. */
    static int count(Connection connection, Collection<Long> questions) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select count(*) from request where question = any(?)")) {
            Columns.setIds(select, 1, questions);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Forgets what is remembered of these questions, however young. */
    static int forget(Connection connection, Collection<Long> questions) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from request where question = any(?)")) {
            Columns.setIds(delete, 1, questions);
            return delete.executeUpdate();
        }
    }
}
