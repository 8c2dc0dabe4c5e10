package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.waypost.itinerary.keys.UnreadableSealException;
import org.waypost.itinerary.model.SubscriberKey;

/** The statements by which staff look after open replies. */
final class JdbcReplyNotes {
    private static final String SELECT = "select question, peer, short_code, reason, state, attempts, unknowns,"
            + " received_ms, due_ms, expires_ms, body from reply";

    private final SealedBodies bodies;

    JdbcReplyNotes(SealedBodies bodies) {
        this.bodies = bodies;
    }

    List<ReplyNote> after(Connection connection, long question, int most) throws SQLException {
        List<ReplyNote> notes = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + " where question > ? order by question limit ?")) {
            select.setLong(1, question);
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    notes.add(note(row));
                }
            }
        } catch (UnreadableSealException e) {
            throw new SQLException("a reply cannot be decrypted", e);
        }
        return notes;
    }

    /** Those to one subscriber, with their texts. */
    List<Dossier.HeldReply> of(Connection connection, Collection<SubscriberKey> subscriber) throws SQLException {
        List<Dossier.HeldReply> held = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + " where subscriber = any(?) order by question")) {
            Columns.setKeys(select, 1, subscriber);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long question = row.getLong("question");
                    held.add(new Dossier.HeldReply(
                            note(row),
                            bodies.open(question, row.getBytes("body")).text()));
                }
            }
        } catch (UnreadableSealException e) {
            throw new SQLException("a reply cannot be decrypted", e);
        }
        return held;
    }

    private ReplyNote note(ResultSet row) throws SQLException, UnreadableSealException {
        long question = row.getLong("question");
        return new ReplyNote(
                question,
                row.getString("peer"),
                row.getString("short_code"),
                bodies.open(question, row.getBytes("body")).to(),
                row.getString("reason"),
                ReplyState.of(row.getInt("state")),
                row.getInt("attempts"),
                row.getInt("unknowns"),
                Columns.time(row, "received_ms"),
                Columns.time(row, "due_ms"),
                Columns.time(row, "expires_ms"));
    }

    /** Makes an open reply due now; false if it is not there, or is being sent. */
    static boolean requeue(Connection connection, long question, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update reply set due_ms = ? where question = ? and state = ?")) {
            Columns.setTime(update, 1, now);
            update.setLong(2, question);
            update.setInt(3, ReplyState.OPEN.code());
            return update.executeUpdate() > 0;
        }
    }

    /** Ends an open reply as withdrawn; false if it is not there, or is being sent. */
    static boolean cancel(Connection connection, long question, Postings postings) throws SQLException {
        List<JdbcReplies.Ended> open = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select question, peer, received_ms from reply where question = ? and state = ? for update")) {
            select.setLong(1, question);
            select.setInt(2, ReplyState.OPEN.code());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    open.add(JdbcReplies.Ended.of(row));
                }
            }
        }
        return JdbcReplies.end(connection, open, ReplyState.WITHDRAWN, postings) > 0;
    }
}
