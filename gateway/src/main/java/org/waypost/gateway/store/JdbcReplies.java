package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.itinerary.keys.UnreadableSealException;
import org.waypost.itinerary.model.SubscriberKey;

/** The statements on replies after they are written. */
final class JdbcReplies {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcReplies.class);

    /** No more replies than this are taken at once, whatever the room. */
    private static final int LARGEST_CLAIM = 256;

    private final SealedBodies bodies;

    JdbcReplies(SealedBodies bodies) {
        this.bodies = bodies;
    }

    List<OpenReply> claim(Connection connection, String peer, Instant now, int room) throws SQLException {
        List<OpenReply> claimed = new ArrayList<>();
        List<Long> unreadable = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select q.id, q.short_code, q.attempts, q.unknowns, q.segments, q.delivered, q.expires_at, q.body"
                        + " from question q where q.state = ? and q.peer = ? and q.next_at <= ? and q.expires_at > ?"
                        // One reply in flight per sender, the oldest first (contract D8).
                        + " and not exists (select 1 from question p where p.subscriber = q.subscriber"
                        + " and p.state in (1, 2) and p.id < q.id)"
                        // In the order of the index question_open: the oldest come first without sorting the backlog.
                        + " order by q.state, q.peer, q.id limit ?")) {
            select.setInt(1, ReplyState.OPEN.code());
            select.setString(2, peer);
            Columns.setTime(select, 3, now);
            Columns.setTime(select, 4, now);
            select.setInt(5, Math.min(room, LARGEST_CLAIM));
            try (ResultSet row = select.executeQuery()) {
                int left = room;
                while (row.next() && (claimed.isEmpty() || row.getInt("segments") <= left)) {
                    left -= row.getInt("segments");
                    long question = row.getLong("id");
                    try {
                        claimed.add(reply(row, question, peer));
                    } catch (UnreadableSealException e) {
                        LOG.error("reply {} cannot be decrypted and is given up: {}", question, e.getMessage());
                        unreadable.add(question);
                    }
                }
            }
        }
        mark(
                connection,
                ReplyState.SENDING,
                claimed.stream().map(OpenReply::question).toList());
        end(connection, ReplyState.FAILED, unreadable);
        return claimed;
    }

    private OpenReply reply(ResultSet row, long question, String peer) throws SQLException, UnreadableSealException {
        SealedBodies.ReplyBody body = bodies.open(question, row.getBytes("body"));
        return new OpenReply(
                question,
                peer,
                row.getString("short_code"),
                body.to(),
                body.text(),
                row.getInt("attempts"),
                row.getInt("unknowns"),
                row.getInt("delivered"),
                Columns.time(row, "expires_at"));
    }

    private static void mark(Connection connection, ReplyState state, List<Long> questions) throws SQLException {
        if (questions.isEmpty()) {
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement("update question set state = ? where id = any(?)")) {
            update.setInt(1, state.code());
            update.setArray(2, connection.createArrayOf("BIGINT", questions.toArray()));
            update.executeUpdate();
        }
    }

    private static void end(Connection connection, ReplyState state, List<Long> questions) throws SQLException {
        if (questions.isEmpty()) {
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement("update question set state = ?, body = null where id = any(?)")) {
            update.setInt(1, state.code());
            update.setArray(2, connection.createArrayOf("BIGINT", questions.toArray()));
            update.executeUpdate();
        }
    }

    /** Ends the open replies to these senders as withdrawn. */
    static void withdraw(Connection connection, Collection<SubscriberKey> subscribers) throws SQLException {
        List<Long> open = new ArrayList<>();
        // A join: with "subscriber = any(?) and state = ?" H2 may walk every open question.
        try (PreparedStatement select =
                connection.prepareStatement("select q.id from unnest(?) k(subscriber) join question q"
                        + " on q.subscriber = k.subscriber and q.state = ?")) {
            Columns.setKeys(select, 1, subscribers);
            select.setInt(2, ReplyState.OPEN.code());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    open.add(row.getLong(1));
                }
            }
        }
        end(connection, ReplyState.WITHDRAWN, open);
    }

    void settle(Connection connection, List<Progress> progress) throws SQLException {
        try (PreparedStatement again = connection.prepareStatement(
                        "update question set state = ?, attempts = ?, unknowns = ?, delivered = ?, next_at = ? where id = ?");
                PreparedStatement done = connection.prepareStatement(
                        "update question set state = ?, attempts = ?, unknowns = ?, delivered = ?, next_at = ?, body = null"
                                + " where id = ?")) {
            for (Progress one : progress) {
                PreparedStatement update = one.state().terminal() ? done : again;
                update.setInt(1, one.state().code());
                update.setInt(2, one.attempts());
                update.setInt(3, one.unknowns());
                update.setInt(4, one.delivered());
                Columns.setTime(update, 5, one.nextAt());
                update.setLong(6, one.question());
                update.addBatch();
            }
            again.executeBatch();
            done.executeBatch();
        }
    }

    int expire(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update question set state = ?, body = null where state = ? and expires_at <= ?")) {
            update.setInt(1, ReplyState.EXPIRED.code());
            update.setInt(2, ReplyState.OPEN.code());
            Columns.setTime(update, 3, now);
            return update.executeUpdate();
        }
    }

    int recover(Connection connection, int unknownsAllowed, Instant now) throws SQLException {
        try (PreparedStatement uncertain = connection.prepareStatement(
                        "update question set state = ?, unknowns = unknowns + 1, body = null"
                                + " where state = ? and unknowns >= ?");
                PreparedStatement again = connection.prepareStatement(
                        "update question set state = ?, unknowns = unknowns + 1, next_at = ? where state = ?")) {
            uncertain.setInt(1, ReplyState.UNCERTAIN.code());
            uncertain.setInt(2, ReplyState.SENDING.code());
            uncertain.setInt(3, unknownsAllowed);
            int ended = uncertain.executeUpdate();
            again.setInt(1, ReplyState.OPEN.code());
            Columns.setTime(again, 2, now);
            again.setInt(3, ReplyState.SENDING.code());
            return ended + again.executeUpdate();
        }
    }

    Map<ReplyState, Long> counts(Connection connection) throws SQLException {
        Map<ReplyState, Long> counts = new EnumMap<>(ReplyState.class);
        for (ReplyState state : ReplyState.values()) {
            counts.put(state, 0L);
        }
        try (PreparedStatement select =
                        connection.prepareStatement("select state, count(*) from question group by state");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                for (ReplyState state : ReplyState.values()) {
                    if (state.code() == row.getInt(1)) {
                        counts.put(state, row.getLong(2));
                    }
                }
            }
        }
        return counts;
    }
}
