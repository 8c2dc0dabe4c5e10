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
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Registration;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

/** The statements on case files. A sender's row is the lock that orders what is done for that sender. */
final class JdbcSenders {
    private JdbcSenders() {}

    private static final String FOR_UPDATE = " order by subscriber for update";

    /**
     * Locks the senders' rows in key order, which on a server keeps two nodes from waiting for each other crosswise, and
     * moves what stands under an older pseudonym. On H2 nobody else decides by these files meanwhile ({@link Turns}), and
     * no row is locked: that would be a change.
     *
     * <p>How two nodes meet while a version of the keys begins: whatever its clock says, each locks the rows under all
     * pseudonyms, and where there is none yet, makes one under each that another node may write with. What the lock waited
     * for may have been moved away meanwhile; then the row seems to be missing, and is found at the second look.
     *
     * @param withRow receives those who have a row; the others' files are to be inserted
     * @return what {@link #files} reads, of those who have a row, by the pseudonym in force
     */
    static Map<SubscriberKey, byte[]> lock(
            Connection connection, Collection<Pseudonyms> senders, Set<SubscriberKey> withRow) throws SQLException {
        Set<SubscriberKey> keys = Rekeying.all(senders);
        Dialect dialect = Dialect.of(connection);
        Map<SubscriberKey, byte[]> bodies = bodies(connection, keys, dialect == Dialect.H2 ? "" : FOR_UPDATE);
        if (dialect == Dialect.POSTGRESQL) {
            List<Pseudonyms> missing = senders.stream()
                    .filter(sender -> sender.keys().stream().noneMatch(bodies::containsKey))
                    .toList();
            if (!missing.isEmpty()) {
                insertMissing(connection, missing);
                bodies.clear();
                bodies.putAll(lockedBodies(connection, keys));
            }
        }
        move(connection, senders, bodies);
        withRow.addAll(bodies.keySet());
        return bodies;
    }

    /**
     * The files of senders who are locked. Moves lines of the register that stand under an older pseudonym.
     *
     * @return a file for each, by the pseudonym in force
     */
    static Map<SubscriberKey, CaseFile> files(
            Connection connection, Collection<Pseudonyms> senders, Map<SubscriberKey, byte[]> bodies)
            throws SQLException {
        Map<SubscriberKey, Registration> registrations = JdbcRegister.current(connection, senders);
        Map<SubscriberKey, CaseFile> files = new HashMap<>();
        for (Pseudonyms sender : senders) {
            files.put(sender.current(), file(bodies.get(sender.current()), registrations.get(sender.current())));
        }
        return files;
    }

    /** Moves the files of those of them who ever wrote. */
    static void moveExisting(Connection connection, Collection<Pseudonyms> senders) throws SQLException {
        move(connection, senders, lockedBodies(connection, Rekeying.all(senders)));
    }

    /**
     * Leaves each sender one row, under the pseudonym in force.
     *
     * @param bodies of all rows, locked; changed to what is there afterwards
     */
    private static void move(Connection connection, Collection<Pseudonyms> senders, Map<SubscriberKey, byte[]> bodies)
            throws SQLException {
        List<SubscriberKey> left = new ArrayList<>();
        Map<Pseudonyms, byte[]> moved = new HashMap<>();
        for (Pseudonyms sender : senders) {
            List<SubscriberKey> others = sender.keys().stream()
                    .filter(key -> !key.equals(sender.current()) && bodies.containsKey(key))
                    .toList();
            if (!others.isEmpty()) {
                moved.put(sender, latest(sender, bodies));
                left.addAll(others);
            }
        }
        if (moved.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from sender where subscriber = any(?)");
                PreparedStatement update = connection.prepareStatement(
                        "update sender set body = ?, key_version = ? where subscriber = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into sender (body, key_version, subscriber) values (?, ?, ?)")) {
            Columns.setKeys(delete, 1, left);
            delete.executeUpdate();
            for (Map.Entry<Pseudonyms, byte[]> one : moved.entrySet()) {
                Pseudonyms sender = one.getKey();
                PreparedStatement write = bodies.containsKey(sender.current()) ? update : insert;
                write.setBytes(1, one.getValue());
                write.setInt(2, sender.version());
                write.setBytes(3, sender.current().bytes());
                write.addBatch();
                bodies.put(sender.current(), one.getValue());
            }
            update.executeBatch();
            insert.executeBatch();
        }
        Rekeying.move(connection, "city_override", Rekeying.moves(moved.keySet()), Set.copyOf(left));
        left.forEach(bodies::remove);
    }

    /** Of a sender's files the one with the latest message: there is one, or one and the empty rows that were made to be locked. */
    private static byte[] latest(Pseudonyms sender, Map<SubscriberKey, byte[]> bodies) {
        byte[] latest = new byte[0];
        Instant last = Instant.MIN;
        for (SubscriberKey key : sender.keys()) {
            byte[] body = bodies.getOrDefault(key, new byte[0]);
            CaseFile.LastMessage message = file(body, null).last();
            Instant at = message == null ? Instant.EPOCH : message.at();
            if (body.length > 0 && at.isAfter(last)) {
                latest = body;
                last = at;
            }
        }
        return latest;
    }

    static CaseFile file(byte @Nullable [] body, @Nullable Registration registration) {
        return body == null || body.length == 0 ? CaseFile.fresh(registration) : CaseFileForm.read(body, registration);
    }

    private static Map<SubscriberKey, byte[]> lockedBodies(Connection connection, Collection<SubscriberKey> senders)
            throws SQLException {
        return bodies(connection, senders, FOR_UPDATE);
    }

    private static Map<SubscriberKey, byte[]> bodies(
            Connection connection, Collection<SubscriberKey> senders, String locking) throws SQLException {
        Map<SubscriberKey, byte[]> bodies = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                Dialect.of(connection).selectAmong("subscriber, body", "sender", "subscriber") + locking)) {
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
    private static void insertMissing(Connection connection, Collection<Pseudonyms> senders) throws SQLException {
        SortedMap<Integer, List<SubscriberKey>> missing = new TreeMap<>();
        for (Pseudonyms sender : senders) {
            int version = sender.oldest() + sender.firstContested();
            for (SubscriberKey key : sender.contested()) {
                missing.computeIfAbsent(version++, v -> new ArrayList<>()).add(key);
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into sender (key_version, subscriber, body)"
                        + " select ?, k.subscriber, '' from unnest(?) k(subscriber) order by k.subscriber on conflict do nothing")) {
            for (Map.Entry<Integer, List<SubscriberKey>> version : missing.entrySet()) {
                insert.setInt(1, version.getKey());
                Columns.setKeys(insert, 2, version.getValue());
                insert.executeUpdate();
            }
        }
    }

    /**
     * Writes files.
     *
     * @param withRow those whose row is there
     * @param version of the keys, of the others' pseudonyms
     */
    static void write(
            Connection connection,
            Map<SubscriberKey, CaseFile> files,
            Set<SubscriberKey> withRow,
            ToIntFunction<SubscriberKey> version)
            throws SQLException {
        List<SubscriberKey> there = new ArrayList<>();
        List<byte[]> bodies = new ArrayList<>();
        try (PreparedStatement insert =
                connection.prepareStatement("insert into sender (body, subscriber, key_version) values (?, ?, ?)")) {
            for (Map.Entry<SubscriberKey, CaseFile> file : files.entrySet()) {
                SubscriberKey sender = file.getKey();
                byte[] body = CaseFileForm.write(file.getValue());
                if (withRow.contains(sender)) {
                    there.add(sender);
                    bodies.add(body);
                } else {
                    insert.setBytes(1, body);
                    insert.setBytes(2, sender.bytes());
                    insert.setInt(3, version.applyAsInt(sender));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
        if (!there.isEmpty()) {
            update(connection, there, bodies);
        }
    }

    /** On a server in one statement for all: one for each row costs it a quarter to a half more, and so it does here. */
    private static void update(Connection connection, List<SubscriberKey> senders, List<byte[]> bodies)
            throws SQLException {
        if (Dialect.of(connection) == Dialect.POSTGRESQL) {
            try (PreparedStatement update = connection.prepareStatement("update sender s set body = w.body"
                    + " from unnest(?, ?) w(subscriber, body) where s.subscriber = w.subscriber")) {
                Columns.setKeys(update, 1, senders);
                Columns.setBinaries(update, 2, bodies);
                update.executeUpdate();
            }
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement("update sender set body = ? where subscriber = ?")) {
            for (int i = 0; i < senders.size(); i++) {
                update.setBytes(1, bodies.get(i));
                update.setBytes(2, senders.get(i).bytes());
                update.addBatch();
            }
            update.executeBatch();
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
        write(connection, files, files.keySet(), sender -> {
            throw new IllegalStateException("a row that is locked is gone");
        });
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
        UnaryOperator<CaseFile> forget = file -> {
            CaseFile.LastMessage last = file.last();
            return last == null || !ended.contains(last.question()) ? file : file.withLast(last.unrepeatable());
        };
        Map<SubscriberKey, Long> gone = new HashMap<>(questions);
        gone.keySet().removeAll(change(connection, questions.keySet(), forget));
        if (!gone.isEmpty()) {
            // Moved to another pseudonym since the reply was taken; the reply's row moved with the file.
            change(connection, JdbcReplies.subscribers(connection, gone.values()), forget);
        }
    }

    /** The file as it stands, without a lock; empty if neither the register nor a message ever named the subscriber. */
    static Optional<CaseFile> read(Connection connection, Pseudonyms subscriber) throws SQLException {
        Map<SubscriberKey, Registration> registrations = JdbcRegister.find(connection, List.of(subscriber));
        Registration registration = JdbcRegister.newest(subscriber, registrations);
        Map<SubscriberKey, byte[]> bodies = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                Dialect.of(connection).selectAmong("subscriber, body", "sender", "subscriber"))) {
            Columns.setKeys(select, 1, subscriber.keys());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    bodies.put(SubscriberKey.of(row.getBytes(1)), row.getBytes(2));
                }
            }
        }
        return bodies.isEmpty()
                ? Optional.ofNullable(registration).map(CaseFile::fresh)
                : Optional.of(file(latest(subscriber, bodies), registration));
    }
}
