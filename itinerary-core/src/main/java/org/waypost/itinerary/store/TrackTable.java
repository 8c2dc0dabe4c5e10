package org.waypost.itinerary.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.waypost.itinerary.model.SubscriberKey;

/** The statements about rows of the table {@code track_week}, for any connection. */
final class TrackTable {
    private static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .toList();

    private static final String COLUMNS = String.join(", ", DAYS);

    /**
     * A join, for "subscriber = any(?) and week_ between" makes H2 walk every row of those weeks; of keys of the column's own
     * type, for else H2 converts each key it meets in the index.
     */
    private static final String SELECT = "select t.subscriber, t.week_, " + COLUMNS
            + " from unnest(cast(? as %s array)) k(subscriber)"
            + " join track_week t on t.subscriber = k.subscriber and t.week_ between ? and ?";

    private static final String INSERT =
            "insert into track_week (" + COLUMNS + ", subscriber, week_) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String UPDATE = "update track_week set "
            + DAYS.stream().map(day -> day + " = ?").collect(Collectors.joining(", "))
            + " where subscriber = ? and week_ = ?";

    private static final String COUNT = "select "
            + DAYS.stream().map(day -> "count(" + day + ")").collect(Collectors.joining(" + "))
            + " from track_week where week_ = ?";

    private final String binaryElement;
    private final String select;

    TrackTable(Dialect dialect) {
        this.binaryElement = dialect.binaryElement();
        this.select = SELECT.formatted(dialect.keyColumn());
    }

    /** The column of a day of the week, 0 for Monday. */
    static String column(int index) {
        return DAYS.get(index);
    }

    /** The rows of subscribers, each named once, in the given weeks, both inclusive; in no order. */
    List<SubscriberWeek> select(
            Connection connection, Collection<SubscriberKey> subscribers, int firstWeek, int lastWeek)
            throws SQLException {
        byte[][] keys = subscribers.stream().map(SubscriberKey::bytes).toArray(byte[][]::new);
        Array array = connection.createArrayOf(binaryElement, keys);
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setArray(1, array);
            statement.setInt(2, firstWeek);
            statement.setInt(3, lastWeek);
            List<SubscriberWeek> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
            return found;
        } finally {
            array.free();
        }
    }

    private static SubscriberWeek row(ResultSet row) throws SQLException {
        SubscriberKey subscriber = SubscriberKey.of(row.getBytes(1));
        byte[][] days = new byte[SubscriberWeek.DAYS][];
        for (int index = 0; index < days.length; index++) {
            days[index] = row.getBytes(3 + index);
        }
        return SubscriberWeek.stored(new SubscriberWeek.Key(subscriber, row.getInt(2)), days);
    }

    /** Inserts the rows that are new and updates the others, as far as they changed. */
    void write(Connection connection, Collection<SubscriberWeek> weeks) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (SubscriberWeek week : weeks) {
                if (week.changed()) {
                    add(week.stored() ? update : insert, week);
                }
            }
            insert.executeBatch();
            update.executeBatch();
        }
    }

    private static void add(PreparedStatement statement, SubscriberWeek week) throws SQLException {
        for (int index = 0; index < SubscriberWeek.DAYS; index++) {
            statement.setBytes(1 + index, week.day(index));
        }
        statement.setBytes(1 + SubscriberWeek.DAYS, week.key().subscriber().bytes());
        statement.setInt(2 + SubscriberWeek.DAYS, week.key().week());
        statement.addBatch();
    }

    /** How many days of all subscribers a week holds. */
    long tracks(Connection connection, int week) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setInt(1, week);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * Deletes one day of a week, 0 for Monday.
     *
     * @return how many subscribers had a track of it
     */
    static long clear(Connection connection, int week, int index) throws SQLException {
        String day = column(index);
        try (PreparedStatement update = connection.prepareStatement(
                "update track_week set " + day + " = null where week_ = ? and " + day + " is not null")) {
            update.setInt(1, week);
            return update.executeUpdate();
        }
    }
}
