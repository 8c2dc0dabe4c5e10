package org.waypost.itinerary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2FileIT {
    private static final int ROWS = 1_000;
    private static final int ROW_BYTES = 2_000;
    private static final int COMMITS = 400;
    private static final int STEPS = 10;
    private static final int CHANGES_OF_A_COMMIT = 20;

    @TempDir
    private Path directory;

    /** Changes random rows and adds one that stays, as batches do with case files and the audit; bytes of the file then. */
    private long grown(String name, boolean reclaiming) throws SQLException, java.io.IOException {
        Path file = directory.resolve(name);
        // Old enough to be written anew at once.
        String url = H2Url.of(file.toString()) + ";WRITE_DELAY=0;RETENTION_TIME=0";
        SplittableRandom dice = new SplittableRandom(1);
        try (Connection connection = DriverManager.getConnection(url)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "create table changing (id int primary key, body varbinary(%d))".formatted(ROW_BYTES));
                statement.execute("create table staying (id int primary key, body varbinary(%d))".formatted(ROW_BYTES));
            }
            connection.setAutoCommit(false);
            for (int row = 0; row < ROWS; row++) {
                write(connection, "insert into changing (body, id) values (?, ?)", row);
            }
            connection.commit();
            for (int i = 0; i < COMMITS; i++) {
                for (int change = 0; change < CHANGES_OF_A_COMMIT; change++) {
                    write(connection, "update changing set body = ? where id = ?", dice.nextInt(ROWS));
                }
                write(connection, "insert into staying (body, id) values (?, ?)", i);
                connection.commit();
                if (reclaiming && i % 10 == 0) {
                    for (int step = 0; step < STEPS && H2File.reclaim(connection); step++) {
                        connection.commit();
                    }
                }
            }
            long size = Files.size(Path.of(file + ".mv.db"));
            try (Statement statement = connection.createStatement()) {
                statement.execute("shutdown immediately");
            }
            return size;
        }
    }

    private static void write(Connection connection, String sql, int id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            byte[] body = new byte[ROW_BYTES];
            new SplittableRandom(id).nextBytes(body);
            statement.setBytes(1, body);
            statement.setInt(2, id);
            statement.executeUpdate();
        }
    }

    @Test
    void staysBoundedHoweverOftenRowsChange() throws Exception { // D11
        long live = (long) (ROWS + COMMITS) * ROW_BYTES;
        long left = grown("left", false);
        long reclaimed = grown("reclaimed", true);
        assertThat(reclaimed).isLessThan(4 * live);
        assertThat(left).isGreaterThan(2 * reclaimed);
    }
}
