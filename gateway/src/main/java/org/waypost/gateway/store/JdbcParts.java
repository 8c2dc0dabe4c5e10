package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.UserData;
import org.waypost.itinerary.keys.UnreadableSealException;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

/** The statements on parts of longer messages that wait for the rest. */
final class JdbcParts {
    /** Parts of one sender that wait; the oldest beyond it are abandoned. */
    static final int MOST_WAITING = 32;

    /** How long a part waits for the rest of its message. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    private static final String THE_PART =
            " where subscriber = ? and peer = ? and short_code = ? and reference = ? and total = ? and part = ?";
    /** Added to references of 16 bits, so that those of 8 bits differ from them. */
    private static final int WIDE = 0x10000;

    private final Connection connection;
    private final SealedBodies bodies;
    private final Postings postings;

    JdbcParts(Connection connection, SealedBodies bodies, Postings postings) {
        this.connection = connection;
        this.bodies = bodies;
        this.postings = postings;
    }

    /** Keeps a part; returns all parts of its message, which are gone from the table when they are complete. */
    List<WaitingPart> keep(WaitingPart part) throws SQLException {
        abandon(part);
        List<WaitingPart> parts = partsLike(part);
        boolean again = parts.removeIf(
                other -> other.concatenation().part() == part.concatenation().part());
        if (again) {
            postings.add(BalanceItem.REPEAT, part.peer(), part.received());
        }
        int place = 0;
        while (place < parts.size()
                && parts.get(place).concatenation().part()
                        < part.concatenation().part()) {
            place++;
        }
        if (parts.size() + 1 < part.concatenation().total()) {
            put(part);
        } else {
            deletePartsLike(part);
            parts.forEach(other -> postings.add(BalanceItem.JOINED_PART, other.peer(), other.received()));
        }
        parts.add(place, part);
        return parts;
    }

    /**
     * Moves parts that wait under an older pseudonym of their sender to the one in force, encrypted anew for the row they
     * stand in then; one that is there already is given up.
     */
    void move(Collection<Pseudonyms> senders) throws SQLException {
        Map<SubscriberKey, SubscriberKey> moves = Rekeying.moves(senders);
        if (moves.isEmpty()) {
            return;
        }
        Map<Found, byte[]> old = new LinkedHashMap<>();
        Set<String> there = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(Dialect.of(connection)
                .selectAmong(
                        "subscriber, peer, short_code, reference, total, part, received_ms, body",
                        "waiting_part",
                        "subscriber"))) {
            Columns.setKeys(select, 1, Rekeying.all(senders));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    SubscriberKey subscriber = SubscriberKey.of(row.getBytes("subscriber"));
                    Found found = Found.of(subscriber.bytes(), row);
                    if (moves.containsKey(subscriber)) {
                        old.put(found, row.getBytes("body"));
                    } else {
                        there.add(found.place(subscriber));
                    }
                }
            }
        }
        if (old.isEmpty()) {
            return;
        }
        List<Found> twice = new ArrayList<>();
        try (PreparedStatement update =
                connection.prepareStatement("update waiting_part set body = ?, subscriber = ?" + THE_PART)) {
            for (Map.Entry<Found, byte[]> one : old.entrySet()) {
                Found found = one.getKey();
                SubscriberKey from = SubscriberKey.of(found.subscriber());
                SubscriberKey to = moves.getOrDefault(from, from);
                if (!there.add(found.place(to))) {
                    twice.add(found);
                    continue;
                }
                update.setBytes(1, bodies.moved(one.getValue(), from, to, found.received()));
                update.setBytes(2, to.bytes());
                found.bind(update, 3);
                update.addBatch();
            }
            update.executeBatch();
        } catch (UnreadableSealException e) {
            throw new SQLException("a waiting part cannot be decrypted", e);
        }
        abandon(twice);
    }

    private void put(WaitingPart part) throws SQLException {
        String upsert = Dialect.of(connection)
                .upsert(
                        "waiting_part",
                        List.of("subscriber", "peer", "short_code", "reference", "total", "part"),
                        List.of("received_ms", "body"));
        try (PreparedStatement merge = connection.prepareStatement(upsert)) {
            setMessageKey(merge, part);
            merge.setInt(6, part.concatenation().part());
            Columns.setTime(merge, 7, part.received());
            merge.setBytes(8, bodies.seal(part));
            merge.executeUpdate();
        }
    }

    private List<WaitingPart> partsLike(WaitingPart part) throws SQLException {
        List<WaitingPart> parts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select part, received_ms, body from waiting_part where subscriber = ? and peer = ? and short_code = ?"
                        + " and reference = ? and total = ? order by part")) {
            setMessageKey(select, part);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Concatenation c = part.concatenation();
                    UserData data =
                            bodies.openPart(row.getBytes(3), part.subscriber().bytes());
                    parts.add(new WaitingPart(
                            part.subscriber(),
                            part.peer(),
                            part.shortCode(),
                            new Concatenation(c.reference(), c.wide(), c.total(), row.getInt(1)),
                            data,
                            Columns.time(row, "received_ms")));
                }
            }
        } catch (UnreadableSealException e) {
            throw new SQLException("a waiting part cannot be decrypted", e);
        }
        return parts;
    }

    private void deletePartsLike(WaitingPart part) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from waiting_part where subscriber = ?"
                + " and peer = ? and short_code = ? and reference = ? and total = ?")) {
            setMessageKey(delete, part);
            delete.executeUpdate();
        }
    }

    private static void setMessageKey(PreparedStatement statement, WaitingPart part) throws SQLException {
        statement.setBytes(1, part.subscriber().bytes());
        statement.setString(2, part.peer());
        statement.setString(3, part.shortCode());
        // References of 8 and of 16 bits are different messages even where the numbers are equal.
        statement.setInt(
                4, part.concatenation().reference() + (part.concatenation().wide() ? WIDE : 0));
        statement.setInt(5, part.concatenation().total());
    }

    /** Makes room for a part: its sender's parts that waited too long go, and the oldest where there are too many. */
    private void abandon(WaitingPart part) throws SQLException {
        List<Found> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select peer, short_code, reference, total, part, received_ms from waiting_part where subscriber = ?"
                        + " order by received_ms desc")) {
            select.setBytes(1, part.subscriber().bytes());
            Instant oldest = part.received().minus(LONGEST_WAIT);
            try (ResultSet row = select.executeQuery()) {
                for (int i = 1; row.next(); i++) {
                    if (i >= MOST_WAITING || Columns.time(row, "received_ms").isBefore(oldest)) {
                        found.add(Found.of(part.subscriber().bytes(), row));
                    }
                }
            }
        }
        abandon(found);
    }

    /**
     * Gives up parts that waited too long, whoever sent them.
     *
     * @param most in this call
     * @return how many
     */
    int abandonBefore(Instant received, int most) throws SQLException {
        List<Found> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select subscriber, peer, short_code, reference, total, part, received_ms from waiting_part"
                        + " where received_ms < ? order by received_ms limit ?")) {
            Columns.setTime(select, 1, received);
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(Found.of(row.getBytes("subscriber"), row));
                }
            }
        }
        abandon(found);
        return found.size();
    }

    /** Gives up all parts of these senders; returns how many. */
    int abandonOf(Collection<SubscriberKey> senders) throws SQLException {
        List<Found> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select subscriber, peer, short_code, reference, total, part, received_ms from waiting_part"
                        + " where subscriber = any(?)")) {
            Columns.setKeys(select, 1, senders);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(Found.of(row.getBytes("subscriber"), row));
                }
            }
        }
        abandon(found);
        return found.size();
    }

    /** All parts of a sender. */
    List<WaitingPart> of(SubscriberKey sender) throws SQLException {
        List<WaitingPart> parts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select peer, short_code, reference, total, part, received_ms, body from waiting_part"
                        + " where subscriber = ? order by received_ms, part")) {
            select.setBytes(1, sender.bytes());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int reference = row.getInt("reference");
                    boolean wide = reference >= WIDE;
                    parts.add(new WaitingPart(
                            sender,
                            row.getString("peer"),
                            row.getString("short_code"),
                            new Concatenation(
                                    wide ? reference - WIDE : reference, wide, row.getInt("total"), row.getInt("part")),
                            bodies.openPart(row.getBytes("body"), sender.bytes()),
                            Columns.time(row, "received_ms")));
                }
            }
        } catch (UnreadableSealException e) {
            throw new SQLException("a waiting part cannot be decrypted", e);
        }
        return parts;
    }

    static long count(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*) from waiting_part");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The key of a row that goes. */
    @SuppressWarnings("ArrayRecordComponent") // written to a column, never compared
    private record Found(
            byte[] subscriber, String peer, String shortCode, int reference, int total, int part, Instant received) {
        static Found of(byte[] subscriber, ResultSet row) throws SQLException {
            return new Found(
                    subscriber,
                    row.getString("peer"),
                    row.getString("short_code"),
                    row.getInt("reference"),
                    row.getInt("total"),
                    row.getInt("part"),
                    Columns.time(row, "received_ms"));
        }

        /** What tells the part from all others, under a pseudonym. */
        String place(SubscriberKey under) {
            return String.join(
                    "/",
                    under.toString(),
                    peer,
                    shortCode,
                    Integer.toString(reference),
                    Integer.toString(total),
                    Integer.toString(part));
        }

        void bind(PreparedStatement statement, int first) throws SQLException {
            statement.setBytes(first, subscriber);
            statement.setString(first + 1, peer);
            statement.setString(first + 2, shortCode);
            statement.setInt(first + 3, reference);
            statement.setInt(first + 4, total);
            statement.setInt(first + 5, part);
        }
    }

    private void abandon(List<Found> found) throws SQLException {
        if (found.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from waiting_part" + THE_PART)) {
            for (Found one : found) {
                one.bind(delete, 1);
                delete.addBatch();
            }
            int[] counts = delete.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    postings.add(
                            BalanceItem.ABANDONED_PART,
                            found.get(i).peer(),
                            found.get(i).received());
                }
            }
        }
    }
}
