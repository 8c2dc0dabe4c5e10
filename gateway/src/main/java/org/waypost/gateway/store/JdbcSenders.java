package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Registration;
import org.waypost.itinerary.model.SubscriberKey;

/** The statements on case files. A sender's row is the lock that orders what is done for that sender. */
final class JdbcSenders {
    private JdbcSenders() {}

    /**
     * Locks the senders' rows in key order, which on a server keeps two nodes from waiting for each other crosswise.
     *
     * @param withRow receives those who have a row; the others' files are to be inserted
     * @return a file for each
     */
    static Map<SubscriberKey, CaseFile> lock(
            Connection connection, SortedSet<SubscriberKey> senders, Set<SubscriberKey> withRow) throws SQLException {
        Map<SubscriberKey, Registration> registrations = registrations(connection, senders);
        Map<SubscriberKey, byte[]> bodies = lockedBodies(connection, senders);
        if (bodies.size() < senders.size() && Dialect.of(connection) == Dialect.POSTGRESQL) {
            insertMissing(connection, senders, bodies.keySet());
            bodies = lockedBodies(connection, senders);
        }
        withRow.addAll(bodies.keySet());
        Map<SubscriberKey, CaseFile> files = new HashMap<>();
        for (SubscriberKey sender : senders) {
            files.put(sender, file(bodies.get(sender), registrations.get(sender)));
        }
        return files;
    }

    static CaseFile file(byte @Nullable [] body, @Nullable Registration registration) {
        return body == null || body.length == 0 ? CaseFile.fresh(registration) : CaseFileForm.read(body, registration);
    }

    private static Map<SubscriberKey, byte[]> lockedBodies(Connection connection, Collection<SubscriberKey> senders)
            throws SQLException {
        Map<SubscriberKey, byte[]> bodies = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                Dialect.of(connection).selectAmong("subscriber, body", "sender", "subscriber")
                        + " order by subscriber for update")) {
            Columns.setKeys(select, 1, senders);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    bodies.put(SubscriberKey.of(row.getBytes(1)), row.getBytes(2));
                }
            }
        }
        return bodies;
    }

    /** Another node may insert the same sender at this moment: then its row is there, and locked by it. */
    private static void insertMissing(
            Connection connection, SortedSet<SubscriberKey> senders, Set<SubscriberKey> present) throws SQLException {
        Set<SubscriberKey> missing = new HashSet<>(senders);
        missing.removeAll(present);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into sender (subscriber, body)"
                        + " select k.subscriber, '' from unnest(?) k(subscriber) order by k.subscriber on conflict do nothing")) {
            Columns.setKeys(insert, 1, missing);
            insert.executeUpdate();
        }
    }

    private static Map<SubscriberKey, Registration> registrations(
            Connection connection, Collection<SubscriberKey> subscribers) throws SQLException {
        Map<SubscriberKey, Registration> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(Dialect.of(connection)
                .selectAmong("subscriber, ending, active_from, active, language", "register", "subscriber"))) {
            Columns.setKeys(select, 1, subscribers);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Registration registration = Columns.registration(row);
                    if (registration != null) {
                        found.put(SubscriberKey.of(row.getBytes(1)), registration);
                    }
                }
            }
        }
        return found;
    }

    /** @param withRow those whose row is there */
    static void write(Connection connection, Map<SubscriberKey, CaseFile> files, Set<SubscriberKey> withRow)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update sender set body = ? where subscriber = ?");
                PreparedStatement insert =
                        connection.prepareStatement("insert into sender (body, subscriber) values (?, ?)")) {
            for (Map.Entry<SubscriberKey, CaseFile> file : files.entrySet()) {
                PreparedStatement write = withRow.contains(file.getKey()) ? update : insert;
                write.setBytes(1, CaseFileForm.write(file.getValue()));
                write.setBytes(2, file.getKey().bytes());
                write.addBatch();
            }
            update.executeBatch();
            insert.executeBatch();
        }
    }

    /** Changes the files of those of them who ever wrote; returns who they are. */
    static Set<SubscriberKey> change(
            Connection connection, Collection<SubscriberKey> senders, UnaryOperator<CaseFile> change)
            throws SQLException {
        Map<SubscriberKey, CaseFile> files = new HashMap<>();
        for (Map.Entry<SubscriberKey, byte[]> body :
                lockedBodies(connection, senders).entrySet()) {
            files.put(body.getKey(), change.apply(file(body.getValue(), null)));
        }
        write(connection, files, files.keySet());
        return files.keySet();
    }

    /** Deletes the files of those of them that have lapsed, but for those that somebody works on; returns how many. */
    static int forget(Connection connection, List<SubscriberKey> senders, Predicate<CaseFile> lapsed)
            throws SQLException {
        if (senders.isEmpty()) {
            return 0;
        }
        List<SubscriberKey> gone = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select subscriber, body from sender where subscriber = any(?) order by subscriber for update skip locked")) {
            Columns.setKeys(select, 1, senders);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (lapsed.test(file(row.getBytes(2), null))) {
                        gone.add(SubscriberKey.of(row.getBytes(1)));
                    }
                }
            }
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from sender where subscriber = any(?)")) {
            Columns.setKeys(delete, 1, gone);
            return delete.executeUpdate();
        }
    }

    /** A reply came to nothing: the same text from its sender is a new question from now on (contract D4 c). */
    static void forgetLast(Connection connection, Map<SubscriberKey, Long> questions) throws SQLException {
        if (questions.isEmpty()) {
            return;
        }
        Set<Long> ended = new HashSet<>(questions.values());
        change(connection, questions.keySet(), file -> {
            CaseFile.LastMessage last = file.last();
            return last == null || !ended.contains(last.question()) ? file : file.withLast(last.unrepeatable());
        });
    }

    /** The file as it stands, without a lock; empty if neither the register nor a message ever named the subscriber. */
    static Optional<CaseFile> read(Connection connection, SubscriberKey subscriber) throws SQLException {
        @Nullable
        Registration registration =
                registrations(connection, List.of(subscriber)).get(subscriber);
        try (PreparedStatement select = connection.prepareStatement("select body from sender where subscriber = ?")) {
            select.setBytes(1, subscriber.bytes());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return Optional.of(file(row.getBytes(1), registration));
                }
                return Optional.ofNullable(registration).map(CaseFile::fresh);
            }
        }
    }
}
