package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.message.Reply;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.UserData;
import org.waypost.itinerary.keys.UnreadableSealException;
import org.waypost.itinerary.model.SubscriberKey;

/** The statements of one batch: one per kind, whatever its size. Lives as long as its transaction. */
final class JdbcBatch implements BatchTransaction {
    /** Parts of one sender that wait; the oldest beyond it are abandoned. */
    static final int MOST_WAITING = 32;

    /** How long a part waits for the rest of its message. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    private final Connection connection;
    private final SealedBodies bodies;
    private final AuditChain chain;
    private final QuestionIds ids;
    private final Set<SubscriberKey> withRow = new HashSet<>();
    private AuditChain.@Nullable Page page;

    JdbcBatch(Connection connection, SealedBodies bodies, AuditChain chain, QuestionIds ids) {
        this.connection = connection;
        this.bodies = bodies;
        this.chain = chain;
        this.ids = ids;
    }

    /** The audit page of this batch, to be chained after the commit; null if nothing was audited. */
    AuditChain.@Nullable Page page() {
        return page;
    }

    @Override
    public Map<SubscriberKey, CaseFile> lock(SortedSet<SubscriberKey> senders) throws StoreUnavailableException {
        try {
            Map<SubscriberKey, Registration> registrations = registrations(senders);
            Map<SubscriberKey, CaseFile> files = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "select subscriber, body from sender where subscriber = any(?) order by subscriber for update")) {
                Columns.setKeys(select, 1, senders);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        SubscriberKey key = SubscriberKey.of(row.getBytes(1));
                        withRow.add(key);
                        files.put(key, CaseFileForm.read(row.getBytes(2), registrations.get(key)));
                    }
                }
            }
            for (SubscriberKey key : senders) {
                files.computeIfAbsent(key, k -> CaseFile.fresh(registrations.get(k)));
            }
            return files;
        } catch (SQLException e) {
            throw JdbcStore.unavailable("case files cannot be read", e);
        }
    }

    private Map<SubscriberKey, Registration> registrations(Collection<SubscriberKey> subscribers) throws SQLException {
        Map<SubscriberKey, Registration> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select subscriber, ending, active_from, active, language from register where subscriber = any(?)")) {
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

    @Override
    public Map<String, Long> known(Collection<String> arrivals) throws StoreUnavailableException {
        List<byte[]> digests = arrivals.stream().map(HexFormat.of()::parseHex).toList();
        Map<String, Long> known = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select arrival, id from question where arrival = any(?)")) {
            Columns.setBinaries(select, 1, digests);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.put(HexFormat.of().formatHex(row.getBytes(1)), row.getLong(2));
                }
            }
            return known;
        } catch (SQLException e) {
            throw JdbcStore.unavailable("stored requests cannot be looked up", e);
        }
    }

    @Override
    public long[] newQuestions(int count) throws StoreUnavailableException {
        try {
            long[] given = new long[count];
            for (int i = 0; i < count; i++) {
                given[i] = ids.next(connection);
            }
            return given;
        } catch (SQLException e) {
            throw JdbcStore.unavailable("no ids for new questions", e);
        }
    }

    @Override
    public List<WaitingPart> keep(WaitingPart part) throws StoreUnavailableException {
        try {
            abandonParts(part);
            insertPart(part);
            List<WaitingPart> parts = partsLike(part);
            if (parts.size() == part.concatenation().total()) {
                deletePartsLike(part);
            }
            return parts;
        } catch (SQLException e) {
            throw JdbcStore.unavailable("a part of a message cannot be kept", e);
        }
    }

    /** Makes room: parts that waited too long go, and the oldest of a sender who has too many. */
    private void abandonParts(WaitingPart part) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from waiting_part where subscriber = ? and (received_at < ? or received_at <="
                        + " (select received_at from waiting_part where subscriber = ?"
                        + " order by received_at desc offset ? rows fetch first row only))")) {
            delete.setBytes(1, part.subscriber().bytes());
            Columns.setTime(delete, 2, part.received().minus(LONGEST_WAIT));
            delete.setBytes(3, part.subscriber().bytes());
            delete.setInt(4, MOST_WAITING - 1);
            delete.executeUpdate();
        }
    }

    private void insertPart(WaitingPart part) throws SQLException {
        try (PreparedStatement merge = connection.prepareStatement(
                "merge into waiting_part (subscriber, short_code, reference, total, part, received_at, body)"
                        + " key (subscriber, short_code, reference, total, part) values (?, ?, ?, ?, ?, ?, ?)")) {
            setPartKey(merge, part);
            merge.setInt(5, part.concatenation().part());
            Columns.setTime(merge, 6, part.received());
            merge.setBytes(7, bodies.seal(part));
            merge.executeUpdate();
        }
    }

    private List<WaitingPart> partsLike(WaitingPart part) throws SQLException {
        List<WaitingPart> parts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select part, received_at, body from waiting_part"
                + " where subscriber = ? and short_code = ? and reference = ? and total = ? order by part")) {
            setPartKey(select, part);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Concatenation c = part.concatenation();
                    UserData data =
                            bodies.openPart(row.getBytes(3), part.subscriber().bytes());
                    parts.add(new WaitingPart(
                            part.subscriber(),
                            part.shortCode(),
                            new Concatenation(c.reference(), c.wide(), c.total(), row.getInt(1)),
                            data,
                            Columns.time(row, "received_at")));
                }
            }
        } catch (UnreadableSealException e) {
            throw new SQLException("a waiting part cannot be decrypted", e);
        }
        return parts;
    }

    private void deletePartsLike(WaitingPart part) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from waiting_part where subscriber = ? and short_code = ? and reference = ? and total = ?")) {
            setPartKey(delete, part);
            delete.executeUpdate();
        }
    }

    private static void setPartKey(PreparedStatement statement, WaitingPart part) throws SQLException {
        statement.setBytes(1, part.subscriber().bytes());
        statement.setString(2, part.shortCode());
        // References of 8 and of 16 bits are different messages even where the numbers are equal.
        statement.setInt(
                3, part.concatenation().reference() + (part.concatenation().wide() ? 0x10000 : 0));
        statement.setInt(4, part.concatenation().total());
    }

    @Override
    public void write(List<StoredAnswer> answers) throws StoreUnavailableException {
        try {
            withdraw(answers);
            insertQuestions(answers);
            writeFiles(answers);
            writeAudit(answers);
        } catch (SQLException e) {
            throw JdbcStore.unavailable("questions cannot be written", e);
        }
    }

    /** Before the new replies are inserted, so that the one that confirms a withdrawal is not withdrawn itself. */
    private void withdraw(List<StoredAnswer> answers) throws SQLException {
        List<SubscriberKey> subscribers = answers.stream()
                .filter(a -> a.answer().withdrawsReplies())
                .map(a -> a.message().subscriber())
                .toList();
        if (subscribers.isEmpty()) {
            return;
        }
        JdbcReplies.withdraw(connection, subscribers);
    }

    private void insertQuestions(List<StoredAnswer> answers) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into question (id, arrival, subscriber, peer, short_code, state, reason, received_at, expires_at,"
                        + " next_at, attempts, unknowns, segments, delivered, body)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, 0, ?)")) {
            for (StoredAnswer stored : answers) {
                Reply reply = stored.answer().reply();
                insert.setLong(1, stored.question());
                insert.setBytes(2, stored.arrival());
                insert.setBytes(3, stored.message().subscriber().bytes());
                insert.setString(4, stored.message().peer());
                insert.setString(5, stored.message().shortCode());
                insert.setInt(6, (reply == null ? ReplyState.SILENT : ReplyState.OPEN).code());
                insert.setString(7, reply == null ? "silence" : reply.reason());
                Columns.setTime(insert, 8, stored.received());
                Columns.setTime(insert, 9, stored.expires());
                Columns.setTime(insert, 10, stored.received());
                insert.setInt(11, stored.segments());
                insert.setBytes(
                        12,
                        reply == null
                                ? null
                                : bodies.seal(
                                        stored.question(), stored.message().sender(), reply.text()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void writeFiles(List<StoredAnswer> answers) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update sender set body = ? where subscriber = ?");
                PreparedStatement insert =
                        connection.prepareStatement("insert into sender (body, subscriber) values (?, ?)")) {
            for (StoredAnswer stored : answers) {
                SubscriberKey subscriber = stored.message().subscriber();
                PreparedStatement write = withRow.contains(subscriber) ? update : insert;
                write.setBytes(1, CaseFileForm.write(stored.answer().next()));
                write.setBytes(2, subscriber.bytes());
                write.addBatch();
            }
            update.executeBatch();
            insert.executeBatch();
        }
    }

    private void writeAudit(List<StoredAnswer> answers) throws SQLException {
        List<AuditChain.Line> lines = new ArrayList<>();
        for (StoredAnswer stored : answers) {
            for (AuditEntry entry : stored.answer().audit()) {
                lines.add(new AuditChain.Line(stored.message().sender(), entry, stored.received()));
            }
        }
        if (!lines.isEmpty()) {
            page = chain.next(lines);
            AuditPages.insert(connection, page, lines.get(lines.size() - 1).at());
        }
    }
}
