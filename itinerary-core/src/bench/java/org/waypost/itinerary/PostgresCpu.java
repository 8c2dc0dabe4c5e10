package org.waypost.itinerary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.waypost.itinerary.store.Database;

/** The CPU time that a PostgreSQL server of this machine has used, all its processes together, as Linux tells it. */
public final class PostgresCpu {
    private static final double TICKS_PER_SECOND = 100;

    /** Fields of /proc/PID/stat behind the command's closing parenthesis: the parent; own time; that of children gone. */
    private static final int PARENT = 1;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private final long postmaster;

    private PostgresCpu(long postmaster) {
        this.postmaster = postmaster;
    }

    public static PostgresCpu of(Database server) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show data_directory")) {
            row.next();
            Path file = Path.of(row.getString(1), "postmaster.pid");
            return new PostgresCpu(Long.parseLong(Files.readAllLines(file).get(0)));
        }
    }

    public double seconds() {
        String[] own = stat(postmaster);
        long ticks = sum(own, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM);
        for (ProcessHandle child : ProcessHandle.of(postmaster).orElseThrow().children().toList()) {
            String[] stat = stat(child.pid());
            if (stat.length > CHILDREN_SYSTEM && Long.parseLong(stat[PARENT]) == postmaster) {
                ticks += sum(stat, USER, SYSTEM);
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static long sum(String[] stat, int... fields) {
        long sum = 0;
        for (int field : fields) {
            sum += Long.parseLong(stat[field]);
        }
        return sum;
    }

    /** Empty for a process that has ended. */
    private static String[] stat(long process) {
        Path file = Path.of("/proc", Long.toString(process), "stat");
        try {
            String line = Files.readString(file);
            return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        } catch (IOException e) {
            if (Files.exists(file)) {
                throw new UncheckedIOException(e);
            }
            return new String[0];
        }
    }
}
