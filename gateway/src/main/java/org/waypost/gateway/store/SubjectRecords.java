package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Consent;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * The rights of one subscriber against the gateway's tables: to be told what is held, to have consents ended, to be erased
 * (contract P8). What changes anything stands in the audit in the same transaction.
 *
 * <p>The sender's row is locked first, as in a batch: a question being answered at that moment is finished before, and its
 * reply is found here.
 */
public final class SubjectRecords {
    private final Transactions transactions;
    private final StaffAudit audit;
    private final SealedBodies bodies;
    private final String node;

    SubjectRecords(Transactions transactions, StaffAudit audit, SealedBodies bodies, String node) {
        this.transactions = transactions;
        this.audit = audit;
        this.bodies = bodies;
        this.node = node;
    }

    /** Everything that is held of a number. */
    public Dossier held(Pseudonyms subject) throws StoreUnavailableException {
        return transactions.read("what is held cannot be read", connection -> {
            // All of it as of one moment; the pool sets it back.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Optional<CaseFile> file = JdbcSenders.read(connection, subject);
            JdbcParts parts = new JdbcParts(connection, bodies, postings());
            List<WaitingPart> waiting = new ArrayList<>();
            for (SubscriberKey key : subject.keys()) {
                waiting.addAll(parts.of(key));
            }
            List<Dossier.HeldReply> replies = new JdbcReplyNotes(bodies).of(connection, subject.keys());
            return new Dossier(file.orElse(null), replies, waiting);
        });
    }

    /**
     * Ends all consents, the open dialogue and all replies that have not left (contract D5).
     *
     * @param entries what the audit says of those that ended
     * @return the consents
     */
    public List<Consent> withdraw(
            Msisdn number,
            Collection<SubscriberKey> subject,
            Function<List<Consent>, List<AuditEntry>> entries,
            Instant now)
            throws StoreUnavailableException {
        return audit.run(
                "consents cannot be withdrawn",
                number,
                now,
                connection -> {
                    Postings postings = postings();
                    List<Consent> ended = new ArrayList<>();
                    JdbcSenders.change(connection, subject, file -> {
                        ended.addAll(file.consents().values());
                        return file.withoutConsents().withDialogue(null);
                    });
                    JdbcReplies.withdraw(connection, subject, postings);
                    postings.write(connection);
                    return ended;
                },
                entries);
    }

    /**
     * Deletes everything that is held, the register's line too: whoever is registered again later begins anew. What the
     * audit says of the number stays, under the audit's own pseudonym.
     *
     * @param entries what the audit says of it
     */
    public Erased erase(
            Msisdn number, Collection<SubscriberKey> subject, Function<Erased, List<AuditEntry>> entries, Instant now)
            throws StoreUnavailableException {
        return audit.run(
                "a subscriber cannot be erased",
                number,
                now,
                connection -> {
                    Postings postings = postings();
                    Erased erased = erase(connection, subject, postings);
                    postings.write(connection);
                    return erased;
                },
                entries);
    }

    private Erased erase(Connection connection, Collection<SubscriberKey> subject, Postings postings)
            throws SQLException {
        List<Consent> consents = new ArrayList<>();
        Set<CaseFile.Acknowledged> requests = new HashSet<>();
        Set<SubscriberKey> wrote = JdbcSenders.change(connection, subject, file -> {
            consents.addAll(file.consents().values());
            requests.addAll(file.acknowledged());
            return file;
        });
        List<Long> replies = questions(connection, subject);
        JdbcReplies.withdraw(connection, subject, postings);
        int parts = new JdbcParts(connection, bodies, postings).abandonOf(subject);
        int overrides = delete(connection, "city_override", subject);
        delete(connection, "sender", subject);
        boolean registered = delete(connection, "register", subject) > 0;
        return new Erased(registered, consents, !wrote.isEmpty(), replies.size(), parts, requests.size(), overrides);
    }

    private static List<Long> questions(Connection connection, Collection<SubscriberKey> subject) throws SQLException {
        List<Long> questions = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select question from reply where subscriber = any(?) order by question for update")) {
            Columns.setKeys(select, 1, subject);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    questions.add(row.getLong(1));
                }
            }
        }
        return questions;
    }

    private static int delete(Connection connection, String table, Collection<SubscriberKey> subject)
            throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from " + table + " where subscriber = any(?)")) {
            Columns.setKeys(delete, 1, subject);
            return delete.executeUpdate();
        }
    }

    private Postings postings() {
        return new Postings(node, GatewayStore.STAFF);
    }
}
