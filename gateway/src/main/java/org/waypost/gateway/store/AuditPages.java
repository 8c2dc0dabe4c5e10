package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** The table of audit pages. */
final class AuditPages {
    private AuditPages() {}

    static void insert(Connection connection, AuditChain.Page page, Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into audit_page (start_id, number, written_at, entries, body, mac) values (?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, page.start());
            insert.setLong(2, page.number());
            Columns.setTime(insert, 3, at);
            insert.setInt(4, page.entries());
            insert.setBytes(5, page.body());
            insert.setBytes(6, page.mac());
            insert.executeUpdate();
        }
    }
}
