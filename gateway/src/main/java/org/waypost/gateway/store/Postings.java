package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one transaction adds to the balance. Written at its end, in the order of the rows, so that two transactions never
 * wait for each other crosswise.
 */
final class Postings {
    static final long MILLIS_OF_A_DAY = 86_400_000;

    private final String node;
    private final int lane;
    private final Map<Row, Long> added = new TreeMap<>();

    Postings(String node, int lane) {
        this.node = node;
        this.lane = lane;
    }

    private record Row(long day, String peer, String item) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            int byDay = Long.compare(day, other.day);
            int byPeer = byDay != 0 ? byDay : peer.compareTo(other.peer);
            return byPeer != 0 ? byPeer : item.compareTo(other.item);
        }
    }

    void add(BalanceItem item, String peer, Instant received) {
        add(item, peer, Math.floorDiv(received.toEpochMilli(), MILLIS_OF_A_DAY), 1);
    }

    void add(BalanceItem item, String peer, long day, long count) {
        added.merge(new Row(day, peer, item.name()), count, Long::sum);
    }

    void write(Connection connection) throws SQLException {
        if (added.isEmpty()) {
            return;
        }
        List<Map.Entry<Row, Long>> rows = new ArrayList<>(added.entrySet());
        List<Map.Entry<Row, Long>> missing = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement("update balance set total = total + ?"
                + " where on_day = ? and node = ? and lane = ? and peer = ? and item = ?")) {
            for (Map.Entry<Row, Long> row : rows) {
                bind(update, row);
                update.addBatch();
            }
            int[] counts = update.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    missing.add(rows.get(i));
                }
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into balance (total, on_day, node, lane, peer, item) values (?, ?, ?, ?, ?, ?)")) {
            for (Map.Entry<Row, Long> row : missing) {
                bind(insert, row);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void bind(PreparedStatement statement, Map.Entry<Row, Long> row) throws SQLException {
        statement.setLong(1, row.getValue());
        statement.setInt(2, Math.toIntExact(row.getKey().day()));
        statement.setString(3, node);
        statement.setInt(4, lane);
        statement.setString(5, row.getKey().peer());
        statement.setString(6, row.getKey().item());
    }

    /** Everything counted so far. */
    static List<BalanceLine> read(Connection connection) throws SQLException {
        List<BalanceLine> lines = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "select on_day, node, lane, peer, item, total from balance order by on_day, node, lane, peer, item");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                lines.add(new BalanceLine(
                        LocalDate.ofEpochDay(row.getLong("on_day")),
                        row.getString("node"),
                        row.getInt("lane"),
                        row.getString("peer"),
                        BalanceItem.valueOf(row.getString("item")),
                        row.getLong("total")));
            }
        }
        return lines;
    }

    /** Moves the lines of the oldest day before one to day 0; returns whether there was one. */
    static boolean fold(Connection connection, long before) throws SQLException {
        long day;
        try (PreparedStatement select =
                connection.prepareStatement("select min(on_day) from balance where on_day > 0 and on_day < ?")) {
            select.setLong(1, before);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                day = row.getLong(1);
                if (row.wasNull()) {
                    return false;
                }
            }
        }
        // Whoever counts on that day waits for these rows, finds them gone, and makes new ones.
        try (PreparedStatement select = connection.prepareStatement("select node, lane, peer, item, total from balance"
                        + " where on_day = ? order by node, lane, peer, item for update");
                PreparedStatement delete = connection.prepareStatement(
                        "delete from balance where on_day = ? and node = ? and lane = ? and peer = ? and item = ?")) {
            select.setLong(1, day);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Postings old = new Postings(row.getString("node"), row.getInt("lane"));
                    old.add(BalanceItem.valueOf(row.getString("item")), row.getString("peer"), 0, row.getLong("total"));
                    old.write(connection);
                    delete.setLong(1, day);
                    delete.setString(2, row.getString("node"));
                    delete.setInt(3, row.getInt("lane"));
                    delete.setString(4, row.getString("peer"));
                    delete.setString(5, row.getString("item"));
                    delete.addBatch();
                }
            }
            delete.executeBatch();
        }
        return true;
    }
}
