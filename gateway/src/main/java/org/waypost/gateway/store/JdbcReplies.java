package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waypost.gateway.message.Reply;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

/** The statements on replies that are not done: how they are written, go on and end. */
final class JdbcReplies {
    static final String DELETE_ALL = "delete from reply where question = any(?) returning question";

    private final SealedBodies bodies;

    JdbcReplies(SealedBodies bodies) {
        this.bodies = bodies;
    }

    /**
     * Those of the senders for whom a reply is open or being sent, by the pseudonym in force, to which their replies are
     * moved: the order of one sender's replies is that of one pseudonym's.
     */
    static Set<SubscriberKey> waiting(Connection connection, Collection<Pseudonyms> senders) throws SQLException {
        Set<SubscriberKey> waiting = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement(Dialect.of(connection).selectAmong("subscriber", "reply", "subscriber"))) {
            Columns.setKeys(select, 1, Rekeying.all(senders));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    waiting.add(SubscriberKey.of(row.getBytes(1)));
                }
            }
        }
        Map<SubscriberKey, SubscriberKey> moves = Rekeying.moves(senders);
        moves.keySet().retainAll(waiting);
        if (!moves.isEmpty()) {
            Rekeying.move(connection, "reply", moves, waiting);
            waiting.removeAll(moves.keySet());
            waiting.addAll(moves.values());
        }
        return waiting;
    }

    /** To whom these replies go that are not done. */
    static Set<SubscriberKey> subscribers(Connection connection, Collection<Long> questions) throws SQLException {
        Set<SubscriberKey> subscribers = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement("select subscriber from reply where question = any(?)")) {
            Columns.setIds(select, 1, questions);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    subscribers.add(SubscriberKey.of(row.getBytes(1)));
                }
            }
        }
        return subscribers;
    }

    /** @param sending the questions whose reply is written as being sent */
    void insert(Connection connection, List<StoredAnswer> answers, Set<Long> sending) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into reply (question, subscriber, peer, short_code, state, due_ms, received_ms, expires_ms,"
                        + " attempts, unknowns, segments, delivered, reason, body)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, 0, ?, ?)")) {
            for (StoredAnswer stored : answers) {
                Reply reply = stored.answer().reply();
                if (reply == null) {
                    continue;
                }
                insert.setLong(1, stored.question());
                insert.setBytes(2, stored.message().subscriber().bytes());
                insert.setString(3, stored.message().peer());
                insert.setString(4, stored.message().shortCode());
                insert.setInt(5, (sending.contains(stored.question()) ? ReplyState.SENDING : ReplyState.OPEN).code());
                Columns.setTime(insert, 6, stored.received());
                Columns.setTime(insert, 7, stored.received());
                Columns.setTime(insert, 8, stored.expires());
                insert.setInt(9, stored.segments());
                insert.setString(10, reply.reason());
                insert.setBytes(
                        11, bodies.seal(stored.question(), stored.message().sender(), reply.text(), stored.received()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** A reply that ends, as far as the balance needs to know it. */
    record Ended(long question, String peer, Instant received) {
        static Ended of(ResultSet row) throws SQLException {
            return new Ended(row.getLong("question"), row.getString("peer"), Columns.time(row, "received_ms"));
        }
    }

    /**
     * Ends replies: their rows go, and the balance counts those that were still there.
     *
     * @return how many were
     */
    static int end(Connection connection, List<Ended> replies, ReplyState state, Postings postings)
            throws SQLException {
        BalanceItem fate = state.fate();
        if (fate == null) {
            throw new IllegalArgumentException("a reply cannot end as " + state);
        }
        if (replies.isEmpty()) {
            return 0;
        }
        Set<Long> gone =
                delete(connection, replies.stream().map(Ended::question).toList());
        for (Ended reply : replies) {
            if (gone.contains(reply.question())) {
                postings.add(fate, reply.peer(), reply.received());
            }
        }
        return gone.size();
    }

    /**
     * On a server in one statement for all: one for each row costs it more than twice as much.
     *
     * @return those of them that were there
     */
    private static Set<Long> delete(Connection connection, List<Long> questions) throws SQLException {
        Set<Long> gone = new HashSet<>();
        if (Dialect.of(connection) == Dialect.POSTGRESQL) {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from reply where question = any(?) returning question")) {
                Columns.setIds(delete, 1, questions);
                try (ResultSet row = delete.executeQuery()) {
                    while (row.next()) {
                        gone.add(row.getLong(1));
                    }
                }
            }
            return gone;
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from reply where question = ?")) {
            for (long question : questions) {
                delete.setLong(1, question);
                delete.addBatch();
            }
            int[] counts = delete.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    gone.add(questions.get(i));
                }
            }
        }
        return gone;
    }

    /**
     * Ends all replies to these senders: what has not left as withdrawn, what is in a window as uncertain, for it may
     * arrive (contract D5).
     */
    static void withdraw(Connection connection, Collection<SubscriberKey> subscribers, Postings postings)
            throws SQLException {
        List<Ended> open = new ArrayList<>();
        List<Ended> sending = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                Dialect.of(connection).selectAmong("question, peer, received_ms, state", "reply", "subscriber"))) {
            Columns.setKeys(select, 1, subscribers);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    boolean waits = row.getInt("state") == ReplyState.OPEN.code();
                    (waits ? open : sending).add(Ended.of(row));
                }
            }
        }
        end(connection, open, ReplyState.WITHDRAWN, postings);
        end(connection, sending, ReplyState.UNCERTAIN, postings);
    }

    static void settle(Connection connection, List<Progress> progress, Postings postings) throws SQLException {
        Map<SubscriberKey, Long> fruitless = new HashMap<>();
        Map<ReplyState, List<Ended>> ended = new HashMap<>();
        for (Progress one : progress) {
            if (one.state().terminal()) {
                OpenReply reply = one.reply();
                ended.computeIfAbsent(one.state(), s -> new ArrayList<>())
                        .add(new Ended(reply.question(), reply.peer(), reply.received()));
                if (one.fruitless()) {
                    fruitless.put(reply.subscriber(), reply.question());
                }
            }
        }
        // Senders first, as in a batch: so the two never wait for each other crosswise.
        JdbcSenders.forgetLast(connection, fruitless);
        for (Map.Entry<ReplyState, List<Ended>> one : ended.entrySet()) {
            end(connection, one.getValue(), one.getKey(), postings);
        }
        again(
                connection,
                progress.stream().filter(one -> !one.state().terminal()).toList());
    }

    /** A reply that was withdrawn meanwhile has no row any more, and is not tried again. */
    private static void again(Connection connection, List<Progress> progress) throws SQLException {
        if (progress.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update reply set state = ?, attempts = ?, unknowns = ?, delivered = ?, due_ms = ? where question = ?")) {
            for (Progress one : progress) {
                update.setInt(1, one.state().code());
                update.setInt(2, one.attempts());
                update.setInt(3, one.unknowns());
                update.setInt(4, one.delivered());
                Columns.setTime(update, 5, one.nextAt());
                update.setLong(6, one.reply().question());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    static Map<String, Long> open(Connection connection) throws SQLException {
        Map<String, Long> open = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("select peer, count(*) from reply group by peer");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                open.put(row.getString(1), row.getLong(2));
            }
        }
        return open;
    }

    /** Number of open replies and of those being sent. */
    static Map<ReplyState, Long> counts(Connection connection) throws SQLException {
        Map<ReplyState, Long> counts = new HashMap<>();
        try (PreparedStatement select =
                        connection.prepareStatement("select state, count(*) from reply group by state");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                counts.put(ReplyState.of(row.getInt(1)), row.getLong(2));
            }
        }
        return counts;
    }
}
