package org.waypost.itinerary.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.track.Track;

/** The tracks of all subscribers. A track only ever grows by union, so no writer can lose another one's sightings. */
public final class TrackStore {
    /** Rows of one round trip; more gains nothing and holds more memory. */
    private static final int CHUNK = 1000;

    private final DataSource pool;
    private final String binaryElement;

    public TrackStore(ItineraryDatabase database) {
        this.pool = database.pool();
        this.binaryElement = database.dialect().binaryElement();
    }

    /**
     * Adds tracks to those stored, in one transaction: lock, union, write.
     *
     * @param tracks at most one per subscriber and day; best in order of subscriber
     */
    public MergeCount merge(Iterable<SubscriberDay> tracks) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            lock(connection);
            MergeCount count = MergeCount.NOTHING;
            List<SubscriberDay> chunk = new ArrayList<>(CHUNK);
            for (SubscriberDay track : tracks) {
                chunk.add(track);
                if (chunk.size() == CHUNK) {
                    count = count.plus(mergeChunk(connection, chunk));
                    chunk.clear();
                }
            }
            count = count.plus(mergeChunk(connection, chunk));
            connection.commit();
            return count;
        }
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

    private MergeCount mergeChunk(Connection connection, List<SubscriberDay> chunk) throws SQLException {
        if (chunk.isEmpty()) {
            return MergeCount.NOTHING;
        }
        int firstDay = chunk.stream().mapToInt(SubscriberDay::epochDay).min().orElseThrow();
        int lastDay = chunk.stream().mapToInt(SubscriberDay::epochDay).max().orElseThrow();
        List<SubscriberKey> subscribers =
                chunk.stream().map(SubscriberDay::subscriber).distinct().toList();
        Map<SubscriberKey, List<SubscriberDay>> stored = select(connection, subscribers, firstDay, lastDay);
        long rows = 0;
        long sightings = 0;
        try (PreparedStatement insert =
                        connection.prepareStatement("insert into track (body, subscriber, day_) values (?, ?, ?)");
                PreparedStatement update =
                        connection.prepareStatement("update track set body = ? where subscriber = ? and day_ = ?")) {
            for (SubscriberDay added : chunk) {
                Track old = find(stored.get(added.subscriber()), added.epochDay());
                Track union = old.isEmpty() ? added.track() : old.union(added.track());
                if (!union.equals(old)) {
                    bind(old.isEmpty() ? insert : update, added, union);
                    rows++;
                    sightings += union.sightings() - old.sightings();
                }
            }
            insert.executeBatch();
            update.executeBatch();
        }
        return new MergeCount(rows, sightings);
    }

    private static Track find(@Nullable List<SubscriberDay> days, int epochDay) {
        if (days != null) {
            for (SubscriberDay day : days) {
                if (day.epochDay() == epochDay) {
                    return day.track();
                }
            }
        }
        return Track.EMPTY;
    }

    private static void bind(PreparedStatement statement, SubscriberDay row, Track track) throws SQLException {
        statement.setBytes(1, track.encode());
        statement.setBytes(2, row.subscriber().bytes());
        statement.setInt(3, row.epochDay());
        statement.addBatch();
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
        try (Connection connection = pool.getConnection()) {
            return select(connection, subscribers, firstDay, lastDay);
        }
    }

    private Map<SubscriberKey, List<SubscriberDay>> select(
            Connection connection, Collection<SubscriberKey> subscribers, int firstDay, int lastDay)
            throws SQLException {
        byte[][] keys =
                subscribers.stream().distinct().map(SubscriberKey::bytes).toArray(byte[][]::new);
        Array array = connection.createArrayOf(binaryElement, keys);
        // A join, for "subscriber = any(?) and day_ between" makes H2 walk every track of those days.
        try (PreparedStatement select =
                connection.prepareStatement("select t.subscriber, t.day_, t.body from unnest(?) k(subscriber)"
                        + " join track t on t.subscriber = k.subscriber and t.day_ between ? and ?"
                        + " order by t.subscriber, t.day_")) {
            select.setArray(1, array);
            select.setInt(2, firstDay);
            select.setInt(3, lastDay);
            Map<SubscriberKey, List<SubscriberDay>> found = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    SubscriberKey subscriber = SubscriberKey.of(rows.getBytes(1));
                    found.computeIfAbsent(subscriber, key -> new ArrayList<>())
                            .add(new SubscriberDay(subscriber, rows.getInt(2), Track.decode(rows.getBytes(3))));
                }
            }
            return found;
        } finally {
            array.free();
        }
    }

    /** Whether there is no track at all. */
    public boolean isEmpty() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement("select 1 from track fetch first row only");
                ResultSet rows = select.executeQuery()) {
            return !rows.next();
        }
    }

    /**
     * Deletes all tracks of one subscriber.
     *
     * @return how many
     */
    public long erase(SubscriberKey subscriber) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from track where subscriber = ?")) {
            delete.setBytes(1, subscriber.bytes());
            return delete.executeUpdate();
        }
    }

    /**
     * Deletes the tracks of all days before one, a day at a time, so that readers and writers are not held up for long.
     *
     * @return how many
     */
    public long deleteBefore(LocalDate day) throws SQLException {
        long deleted = 0;
        try (Connection connection = pool.getConnection();
                PreparedStatement oldest = connection.prepareStatement("select min(day_) from track where day_ < ?");
                PreparedStatement delete = connection.prepareStatement("delete from track where day_ = ?")) {
            oldest.setInt(1, (int) day.toEpochDay());
            for (OptionalInt next = day(oldest); next.isPresent(); next = day(oldest)) {
                delete.setInt(1, next.getAsInt());
                deleted += delete.executeUpdate();
            }
        }
        return deleted;
    }

    /** The last day of which there is a track. */
    public Optional<LocalDate> newestDay() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement newest = connection.prepareStatement("select max(day_) from track")) {
            OptionalInt day = day(newest);
            return day.isPresent() ? Optional.of(LocalDate.ofEpochDay(day.getAsInt())) : Optional.empty();
        }
    }

    private static OptionalInt day(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            rows.next();
            int day = rows.getInt(1);
            return rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(day);
        }
    }
}
