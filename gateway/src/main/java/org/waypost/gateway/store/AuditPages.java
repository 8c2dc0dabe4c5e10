package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The table of audit pages. */
final class AuditPages {
    private AuditPages() {}

    static void insert(Connection connection, AuditChain.Page page, Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into audit_page (chain, number, written_ms, entries, body, mac) values (?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, page.chain());
            insert.setLong(2, page.number());
            Columns.setTime(insert, 3, at);
            insert.setInt(4, page.entries());
            insert.setBytes(5, page.body());
            insert.setBytes(6, page.mac());
            insert.executeUpdate();
        }
    }

    /** The last page of a chain; null if it has none. */
    static AuditChain.@Nullable Page last(Connection connection, long chain) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select number, entries, body, mac from audit_page where chain = ? order by number desc limit 1")) {
            select.setLong(1, chain);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                return new AuditChain.Page(
                        chain, row.getLong("number"), row.getInt("entries"), row.getBytes("body"), row.getBytes("mac"));
            }
        }
    }
}
