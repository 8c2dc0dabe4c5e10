package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Ids in blocks from the database's sequence: one statement for {@value #BLOCK} of them. Safe for use by any thread. */
final class QuestionIds {
    private static final int BLOCK = 1024;

    private long next;
    private long end;

    synchronized long next(Connection connection) throws SQLException {
        if (next == end) {
            try (PreparedStatement select =
                            connection.prepareStatement(Dialect.of(connection).nextBlock());
                    ResultSet row = select.executeQuery()) {
                row.next();
                next = row.getLong(1);
                end = next + BLOCK;
            }
        }
        return next++;
    }
}
