package org.waypost.itinerary.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.waypost.itinerary.model.SubscriberKey;

/** The tracks of all subscribers. A track only ever grows by union, so no writer can lose another one's sightings. */
public final class TrackStore {
    /** Rows of one round trip; more gains nothing and holds more memory. */
    private static final int CHUNK = 1000;

    private final ItineraryDatabase database;
    private final TrackTable table;
    private final StoredWeeks weeks;

    public TrackStore(ItineraryDatabase database) {
        this.database = database;
        this.table = new TrackTable(database.dialect());
        this.weeks = StoredWeeks.of(database.dialect());
    }

    /**
     * Adds tracks to those stored, in one transaction: lock, union, write.
     *
     * @param tracks at most one per subscriber and day; best in order of subscriber
     */
    public MergeCount merge(Iterable<SubscriberDay> tracks) throws SQLException {
        MergeCount merged = database.write(connection -> {
            lock(connection);
            MergeCount count = MergeCount.NOTHING;
            List<SubscriberDay> chunk = new ArrayList<>(CHUNK);
            Set<Integer> prepared = new HashSet<>();
            for (SubscriberDay track : tracks) {
                chunk.add(track);
                if (chunk.size() == CHUNK) {
                    count = count.plus(mergeChunk(connection, chunk, prepared));
                    chunk.clear();
                }
            }
            return count.plus(mergeChunk(connection, chunk, prepared));
        });
        database.reclaim();
        return merged;
    }

    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select text_ from setting where name = 'track-writer' for update");
                ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("table setting lacks its row track-writer");
            }
        }
    }

    private MergeCount mergeChunk(Connection connection, List<SubscriberDay> chunk, Set<Integer> prepared)
            throws SQLException {
        Map<SubscriberWeek.Key, SubscriberWeek> rows = stored(connection, chunk);
        MergeCount count = MergeCount.NOTHING;
        for (SubscriberDay added : chunk) {
            SubscriberWeek row = rows.computeIfAbsent(SubscriberWeek.Key.of(added), SubscriberWeek::blank);
            count = count.plus(row.add(added));
            if (prepared.add(row.key().week())) {
                weeks.prepare(connection, row.key().week());
            }
        }
        table.write(connection, rows.values());
        return count;
    }

    /** The rows that hold the given days as yet. */
    private Map<SubscriberWeek.Key, SubscriberWeek> stored(Connection connection, List<SubscriberDay> chunk)
            throws SQLException {
        Set<SubscriberKey> subscribers = new LinkedHashSet<>();
        int firstWeek = Integer.MAX_VALUE;
        int lastWeek = Integer.MIN_VALUE;
        for (SubscriberDay day : chunk) {
            subscribers.add(day.subscriber());
            int week = SubscriberWeek.weekOf(day.epochDay());
            firstWeek = Math.min(firstWeek, week);
            lastWeek = Math.max(lastWeek, week);
        }
        Map<SubscriberWeek.Key, SubscriberWeek> rows = new LinkedHashMap<>();
        for (SubscriberWeek row : table.select(connection, subscribers, firstWeek, lastWeek)) {
            rows.put(row.key(), row);
        }
        return rows;
    }

    /**
     * Reads the tracks of many subscribers in one statement.
     *
     * @param firstDay first day, inclusive, in days since 1970-01-01
     * @param lastDay last day, inclusive
     * @return the days of each subscriber in ascending order; a subscriber without any is left out
     */
    public Map<SubscriberKey, List<SubscriberDay>> read(
            Collection<SubscriberKey> subscribers, int firstDay, int lastDay) throws SQLException {
        List<SubscriberWeek> rows = new ArrayList<>();
        try (Connection connection = database.pool().getConnection()) {
            rows.addAll(table.select(
                    connection,
                    Set.copyOf(subscribers),
                    SubscriberWeek.weekOf(firstDay),
                    SubscriberWeek.weekOf(lastDay)));
        }
        rows.sort(Comparator.comparingInt(row -> row.key().week()));
        Map<SubscriberKey, List<SubscriberDay>> found = new HashMap<>();
        for (SubscriberWeek row : rows) {
            List<SubscriberDay> days = row.between(firstDay, lastDay);
            if (!days.isEmpty()) {
                found.computeIfAbsent(row.key().subscriber(), key -> new ArrayList<>())
                        .addAll(days);
            }
        }
        return found;
    }

    /** Whether there is no track at all. */
    public boolean isEmpty() throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select 1 from track_week fetch first row only");
                ResultSet rows = select.executeQuery()) {
            return !rows.next();
        }
    }

    /**
     * Deletes all tracks of one subscriber. Waits for a writer.
     *
     * @return how many days
     */
    public long erase(SubscriberKey subscriber) throws SQLException {
        return database.write(connection -> {
            lock(connection);
            long days = table.select(connection, Set.of(subscriber), Integer.MIN_VALUE, Integer.MAX_VALUE).stream()
                    .mapToLong(SubscriberWeek::tracks)
                    .sum();
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from track_week where subscriber = ?")) {
                delete.setBytes(1, subscriber.bytes());
                delete.executeUpdate();
            }
            return days;
        });
    }

    /**
     * Deletes the tracks of all days before one, a day or a whole week at a time, so that writers are not held up for long.
     *
     * @return how many
     */
    public long deleteBefore(LocalDate day) throws SQLException {
        int end = (int) day.toEpochDay();
        long deleted = 0;
        for (int week : allWeeks()) {
            if (SubscriberWeek.epochDay(week + 1, 0) <= end) {
                deleted += database.write(connection -> delete(connection, week));
                continue;
            }
            for (int i = 0; i < SubscriberWeek.DAYS && SubscriberWeek.epochDay(week, i) < end; i++) {
                int index = i;
                deleted += database.write(connection -> clear(connection, week, index));
            }
        }
        return deleted;
    }

    private NavigableSet<Integer> allWeeks() throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            return weeks.all(connection);
        }
    }

    private long delete(Connection connection, int week) throws SQLException {
        lock(connection);
        long tracks = table.tracks(connection, week);
        weeks.delete(connection, week);
        return tracks;
    }

    /** Takes its turn with writers, who might otherwise write back what they read before. */
    private static long clear(Connection connection, int week, int index) throws SQLException {
        lock(connection);
        return TrackTable.clear(connection, week, index);
    }

    /** Whether there is a track of any day before one. */
    public boolean anyBefore(LocalDate day) throws SQLException {
        int end = (int) day.toEpochDay();
        int week = SubscriberWeek.weekOf(end);
        int index = SubscriberWeek.indexOf(end);
        try (Connection connection = database.pool().getConnection()) {
            return any(connection, "week_ < ?", week, SubscriberWeek.DAYS)
                    || (index > 0 && any(connection, "week_ = ?", week, index));
        }
    }

    /** Whether any of the first days of certain weeks has a track. */
    private static boolean any(Connection connection, String weeks, int week, int days) throws SQLException {
        String filled = IntStream.range(0, days)
                .mapToObj(index -> TrackTable.column(index) + " is not null")
                .collect(Collectors.joining(" or "));
        try (PreparedStatement select = connection.prepareStatement(
                "select 1 from track_week where " + weeks + " and (" + filled + ") fetch first row only")) {
            select.setInt(1, week);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** The last day of which there is a track. */
    public Optional<LocalDate> newestDay() throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            for (int week : weeks.all(connection).descendingSet()) {
                Optional<LocalDate> day = newestDay(connection, week);
                if (day.isPresent()) {
                    return day;
                }
            }
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> newestDay(Connection connection, int week) throws SQLException {
        for (int index = SubscriberWeek.DAYS - 1; index >= 0; index--) {
            try (PreparedStatement select = connection.prepareStatement("select 1 from track_week where week_ = ? and "
                    + TrackTable.column(index) + " is not null fetch first row only")) {
                select.setInt(1, week);
                try (ResultSet rows = select.executeQuery()) {
                    if (rows.next()) {
                        return Optional.of(LocalDate.ofEpochDay(SubscriberWeek.epochDay(week, index)));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
