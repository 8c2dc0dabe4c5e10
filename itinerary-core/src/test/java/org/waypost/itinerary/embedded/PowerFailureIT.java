package org.waypost.itinerary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * D1, F2: what was forced is there after a failure of power, whichever of the writes since had reached the disk.
 */
class PowerFailureIT {
    private static final int ROWS = 200;
    private static final int COMMITS = 160;
    private static final int COMMITS_OF_A_FORCE = 4;
    private static final int ROW_BYTES = 500;

    @TempDir
    private Path directory;

    @Test
    void keepsWhatWasForcedWhateverWasWrittenSince() throws Exception {
        FilePath.register(new Disk());
        Path file = directory.resolve("live");
        String url = HeaderLastPath.over("disk:" + file) + ";WRITE_DELAY=0;RETENTION_TIME=0;MAX_COMPACT_TIME=0";
        SplittableRandom dice = new SplittableRandom(3);
        H2Forces forces = new H2Forces();
        List<String> lost = new ArrayList<>();
        // The latest alone, all but it, all, and any.
        List<IntPredicate> orders = List.of(age -> age == 1, age -> age > 1, age -> true, age -> dice.nextInt(2) == 0);
        int failures = 0;
        try (Connection connection = DriverManager.getConnection(url)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table changing (id int primary key, at_ int, body varbinary(1000))");
                statement.execute("insert into changing select x, 0, X'00' from system_range(1, %d)".formatted(ROWS));
            }
            connection.setAutoCommit(false);
            int forced = 0;
            for (int commit = 1; commit <= COMMITS; commit++) {
                change(connection, commit, dice);
                connection.commit();
                for (int order = 0; order < orders.size() && commit > COMMITS_OF_A_FORCE; order++) {
                    failures++;
                    int left = Disk.afterPowerFailure(directory.resolve("failed"), orders.get(order));
                    if (left < forced) {
                        lost.add(
                                "order %d, after commit %d: %d, forced were %d".formatted(order, commit, left, forced));
                    }
                }
                if (commit % COMMITS_OF_A_FORCE == 0) {
                    forces.force(connection);
                    forced = commit;
                }
            }
            forces.release();
        }
        assertThat(failures).isGreaterThan(COMMITS);
        assertThat(lost).isEmpty();
    }

    private static void change(Connection connection, int commit, SplittableRandom dice) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update changing set at_ = ?, body = ? where id = ?")) {
            byte[] body = new byte[ROW_BYTES];
            dice.nextBytes(body);
            for (int i = 0; i < 10; i++) {
                update.setInt(1, commit);
                update.setBytes(2, body);
                update.setInt(3, 1 + dice.nextInt(ROWS));
                update.executeUpdate();
            }
        }
    }

    /** A file of which it is known what has been forced, and what the latest write was. H2 makes it by reflection. */
    public static final class Disk extends FilePathWrapper {
        private static byte[] forced = new byte[0];
        private static final List<Write> SINCE = new ArrayList<>();

        private record Write(long at, ByteBuffer bytes) {}

        @Override
        public String getScheme() {
            return "disk";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new Watched(new CallersThreadFile(Path.of(getBase().toString()), mode));
        }

        /**
         * The number of the last commit that is there; -1 if the file cannot be read.
         *
         * @param there which of the writes since the last force had reached the disk, 1 for the latest
         */
        static int afterPowerFailure(Path file, IntPredicate there) throws IOException, SQLException {
            Path name = Path.of(file + ".mv.db");
            Files.write(name, forced);
            try (FileChannel channel = FileChannel.open(name, StandardOpenOption.WRITE)) {
                for (int i = 0; i < SINCE.size(); i++) {
                    if (there.test(SINCE.size() - i)) {
                        channel.write(
                                SINCE.get(i).bytes().duplicate(), SINCE.get(i).at());
                    }
                }
            }
            try (Connection connection = DriverManager.getConnection(
                            H2Url.of(file.toString()) + ";WRITE_DELAY=0;MAX_COMPACT_TIME=0");
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select max(at_), count(body) from changing")) {
                row.next();
                return row.getInt(2) == ROWS ? row.getInt(1) : -1;
            } catch (SQLException e) {
                return -1;
            } finally {
                Files.delete(name);
            }
        }

        private static final class Watched extends FileBaseDefault {
            private final FileChannel real;

            Watched(FileChannel real) {
                this.real = real;
            }

            @Override
            public synchronized int read(ByteBuffer bytes, long at) throws IOException {
                return real.read(bytes, at);
            }

            @Override
            public synchronized int write(ByteBuffer bytes, long at) throws IOException {
                ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
                SINCE.add(new Write(at, copy.put(bytes.duplicate()).flip()));
                return real.write(bytes, at);
            }

            @Override
            public void force(boolean metadata) throws IOException {
                real.force(metadata);
                ByteBuffer all = ByteBuffer.allocate((int) real.size());
                while (all.hasRemaining() && real.read(all, all.position()) > 0) {
                    // Until all is there.
                }
                forced = all.array();
                SINCE.clear();
            }

            @Override
            public long size() throws IOException {
                return real.size();
            }

            @Override
            protected void implTruncate(long size) throws IOException {
                real.truncate(size);
            }

            @Override
            public FileLock tryLock(long at, long size, boolean shared) throws IOException {
                return real.tryLock(at, size, shared);
            }

            @Override
            protected void implCloseChannel() throws IOException {
                real.close();
            }
        }
    }
}
