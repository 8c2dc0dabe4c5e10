package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.itinerary.keys.UnreadableSealException;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * The statements on replies that wait to be sent. Of one sender's replies only the oldest is ever being sent (contract D8).
 */
final class JdbcBacklog {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcBacklog.class);

    /** Replies looked at for expiry in one transaction. */
    private static final int EXPIRY_STEP = 512;

    private static final String COLUMNS =
            "question, peer, short_code, subscriber, attempts, unknowns, delivered, segments, received_ms, expires_ms, body";

    /**
     * The oldest due reply of each sender, in the order of the index {@code reply_due}: without sorting the backlog, but on
     * PostgreSQL what is due at the same millisecond. The offset keeps PostgreSQL from joining each reply with all others, the sum from looking for older ones of everybody.
     */
    static final String CLAIM = "select " + COLUMNS
            + " from reply q where q.peer = ? and q.state = ? and q.due_ms <= ? and q.expires_ms > ?"
            + " and not exists (select 1 from reply p where p.subscriber = q.subscriber"
            + " and p.question + 0 < q.question offset 0 rows)"
            + " order by q.peer, q.state, q.due_ms, q.question limit ?";

    static final String MARK = "update reply set state = ? where question = any(?)";

    private final SealedBodies bodies;

    JdbcBacklog(SealedBodies bodies) {
        this.bodies = bodies;
    }

    List<OpenReply> claim(Connection connection, String peer, Instant now, int room, Postings postings)
            throws SQLException {
        List<OpenReply> claimed = new ArrayList<>();
        List<JdbcReplies.Ended> unreadable = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(CLAIM)) {
            select.setString(1, peer);
            select.setInt(2, ReplyState.OPEN.code());
            Columns.setTime(select, 3, now);
            Columns.setTime(select, 4, now);
            select.setInt(5, Math.max(1, Math.min(room, GatewayStore.LARGEST_CLAIM)));
            try (ResultSet row = select.executeQuery()) {
                int left = room;
                while (row.next() && (claimed.isEmpty() || row.getInt("segments") <= left)) {
                    left -= row.getInt("segments");
                    try {
                        claimed.add(reply(row));
                    } catch (UnreadableSealException e) {
                        LOG.error(
                                "reply {} cannot be decrypted and is given up: {}",
                                row.getLong("question"),
                                e.getMessage());
                        unreadable.add(JdbcReplies.Ended.of(row));
                    }
                }
            }
        }
        mark(connection, claimed.stream().map(OpenReply::question).toList());
        JdbcReplies.end(connection, unreadable, ReplyState.FAILED, postings);
        return claimed;
    }

    private OpenReply reply(ResultSet row) throws SQLException, UnreadableSealException {
        long question = row.getLong("question");
        SealedBodies.ReplyBody body = bodies.open(question, row.getBytes("body"));
        return new OpenReply(
                question,
                row.getString("peer"),
                row.getString("short_code"),
                SubscriberKey.of(row.getBytes("subscriber")),
                body.to(),
                body.text(),
                row.getInt("attempts"),
                row.getInt("unknowns"),
                row.getInt("delivered"),
                Columns.time(row, "received_ms"),
                Columns.time(row, "expires_ms"));
    }

    private static void mark(Connection connection, List<Long> questions) throws SQLException {
        if (questions.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(MARK)) {
            update.setInt(1, ReplyState.SENDING.code());
            Columns.setIds(update, 2, questions);
            update.executeUpdate();
        }
    }

    /**
     * What is marked as being sent and held by nobody is open.
     *
     * @return those that were marked so
     */
    static List<Long> reopen(Connection connection, List<Long> questions) throws SQLException {
        List<Long> marked = new ArrayList<>();
        if (questions.isEmpty()) {
            return marked;
        }
        try (PreparedStatement select =
                connection.prepareStatement("select question from reply where question = any(?) and state = ?")) {
            Columns.setIds(select, 1, questions);
            select.setInt(2, ReplyState.SENDING.code());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    marked.add(row.getLong(1));
                }
            }
        }
        if (!marked.isEmpty()) {
            try (PreparedStatement update = connection.prepareStatement(MARK)) {
                update.setInt(1, ReplyState.OPEN.code());
                Columns.setIds(update, 2, marked);
                update.executeUpdate();
            }
        }
        return marked;
    }

    /** Ends open replies that are too old. Ids grow with time and all live equally long, so the oldest come first. */
    static int expire(Connection connection, Instant now, Postings postings) throws SQLException {
        List<JdbcReplies.Ended> late = new ArrayList<>();
        Map<SubscriberKey, Long> fruitless = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select question, peer, subscriber, received_ms, expires_ms, state from reply order by question limit ?")) {
            select.setInt(1, EXPIRY_STEP);
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && !Columns.time(row, "expires_ms").isAfter(now)) {
                    if (row.getInt("state") == ReplyState.OPEN.code()) {
                        late.add(JdbcReplies.Ended.of(row));
                        fruitless.put(SubscriberKey.of(row.getBytes("subscriber")), row.getLong("question"));
                    }
                }
            }
        }
        JdbcSenders.forgetLast(connection, fruitless);
        return JdbcReplies.end(connection, late, ReplyState.EXPIRED, postings);
    }

    static int recover(Connection connection, int unknownsAllowed, Instant now, Postings postings) throws SQLException {
        List<JdbcReplies.Ended> uncertain = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select question, peer, received_ms from reply where state = ? and unknowns >= ?")) {
            select.setInt(1, ReplyState.SENDING.code());
            select.setInt(2, unknownsAllowed);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    uncertain.add(JdbcReplies.Ended.of(row));
                }
            }
        }
        int ended = JdbcReplies.end(connection, uncertain, ReplyState.UNCERTAIN, postings);
        try (PreparedStatement again = connection.prepareStatement(
                "update reply set state = ?, unknowns = unknowns + 1, due_ms = ? where state = ?")) {
            again.setInt(1, ReplyState.OPEN.code());
            Columns.setTime(again, 2, now);
            again.setInt(3, ReplyState.SENDING.code());
            return ended + again.executeUpdate();
        }
    }
}
