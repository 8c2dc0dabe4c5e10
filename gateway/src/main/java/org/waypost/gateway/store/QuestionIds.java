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

    /** Where the first of the next {@value #BLOCK} comes from. */
    @FunctionalInterface
    interface Source {
        long block() throws SQLException;
    }

    /** @param source asked where the last block is used up */
    synchronized long next(Source source) throws SQLException {
        if (next == end) {
            next = source.block();
            end = next + BLOCK;
        }
        return next++;
    }

    /** Takes the next block from the sequence, which is a change of the database. */
    static long block(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(Dialect.of(connection).nextBlock());
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
