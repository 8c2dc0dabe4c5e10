package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of audit pages and of checkpoints, which stand for pages that were purged. */
final class AuditPages {
    private static final String COLUMNS = "chain, number, written_ms, entries, body, mac";

    private AuditPages() {}

    static void insert(Connection connection, AuditPage page) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into audit_page (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, page.chain());
            insert.setLong(2, page.number());
            Columns.setTime(insert, 3, page.written());
            insert.setInt(4, page.entries());
            insert.setBytes(5, page.body());
            insert.setBytes(6, page.mac());
            insert.executeUpdate();
        }
    }

    /** The last page of a chain; null if it has none. */
    static @Nullable AuditPage last(Connection connection, long chain) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select " + COLUMNS + " from audit_page where chain = ? order by chain desc, number desc limit 1")) {
            select.setLong(1, chain);
            return one(select);
        }
    }

    private static @Nullable AuditPage one(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? page(row) : null;
        }
    }

    private static AuditPage page(ResultSet row) throws SQLException {
        return new AuditPage(
                row.getLong("chain"),
                row.getLong("number"),
                Columns.time(row, "written_ms"),
                row.getInt("entries"),
                row.getBytes("body"),
                row.getBytes("mac"));
    }

    /** Pages of a chain after a number, in order. */
    static List<AuditPage> after(Connection connection, long chain, long number, int most) throws SQLException {
        List<AuditPage> pages = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS
                + " from audit_page where chain = ? and number > ? order by chain, number limit ?")) {
            select.setLong(1, chain);
            select.setLong(2, number);
            select.setInt(3, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    pages.add(page(row));
                }
            }
        }
        return pages;
    }

    /** Every chain that has pages or had some, one jump of the index each, however long it is. */
    static List<AuditState> states(Connection connection) throws SQLException {
        List<AuditState> states = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select chain from audit_page where chain > ? union all select chain from audit_checkpoint where chain > ?"
                        + " order by 1 limit 1")) {
            long after = Long.MIN_VALUE;
            while (true) {
                select.setLong(1, after);
                select.setLong(2, after);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return states;
                    }
                    after = row.getLong(1);
                }
                states.add(state(connection, after));
            }
        }
    }

    private static AuditState state(Connection connection, long chain) throws SQLException {
        AuditPage last = last(connection, chain);
        AuditMark end = last == null ? null : new AuditMark(chain, last.number(), last.mac());
        try (PreparedStatement select =
                connection.prepareStatement("select number, mac, seal from audit_checkpoint where chain = ?")) {
            select.setLong(1, chain);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new AuditState(
                                chain, new AuditMark(chain, row.getLong(1), row.getBytes(2)), row.getBytes(3), end)
                        : new AuditState(chain, null, null, end);
            }
        }
    }

    /**
     * Replaces the beginning of each chain by a checkpoint.
     *
     * @param before pages written earlier go
     * @param most pages of each chain
     * @return how many went
     */
    static int purge(Connection connection, AuditSeals seals, Instant before, int most) throws SQLException {
        int purged = 0;
        for (AuditState state : states(connection)) {
            AuditPage last = null;
            for (AuditPage page : after(connection, state.chain(), 0, most)) {
                if (!page.written().isBefore(before)) {
                    break;
                }
                last = page;
            }
            if (last != null) {
                put(connection, seals, new AuditMark(last.chain(), last.number(), last.mac()));
                purged += delete(connection, last);
            }
        }
        return purged;
    }

    private static void put(Connection connection, AuditSeals seals, AuditMark mark) throws SQLException {
        String upsert =
                Dialect.of(connection).upsert("audit_checkpoint", List.of("chain"), List.of("number", "mac", "seal"));
        try (PreparedStatement merge = connection.prepareStatement(upsert)) {
            merge.setLong(1, mark.chain());
            merge.setLong(2, mark.number());
            merge.setBytes(3, mark.mac());
            merge.setBytes(4, seals.checkpoint(mark));
            merge.executeUpdate();
        }
    }

    private static int delete(Connection connection, AuditPage last) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from audit_page where chain = ? and number <= ?")) {
            delete.setLong(1, last.chain());
            delete.setLong(2, last.number());
            return delete.executeUpdate();
        }
    }
}
