package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.message.Message;
import org.waypost.gateway.message.Reply;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

/** The statements of one batch: one per kind, whatever its size. Lives as long as its transaction. */
final class JdbcBatch implements BatchTransaction {
    private final Connection connection;
    private final Turns.Turn turn;
    private final JdbcReplies replies;
    private final JdbcParts parts;
    private final AuditChain chain;
    private final QuestionIds ids;
    private final Postings postings;
    private final Set<SubscriberKey> withRow = new HashSet<>();
    /** Of the keys, by pseudonyms that were locked. */
    private final Map<SubscriberKey, Integer> versions = new HashMap<>();
    /** Senders for whom an older reply is open. */
    private Set<SubscriberKey> waiting = Set.of();

    private @Nullable AuditPage page;
    private List<OpenReply> sending = List.of();

    JdbcBatch(
            Connection connection,
            Turns.Turn turn,
            SealedBodies bodies,
            JdbcReplies replies,
            AuditChain chain,
            QuestionIds ids,
            Postings postings) {
        this.connection = connection;
        this.turn = turn;
        this.replies = replies;
        this.parts = new JdbcParts(connection, bodies, postings);
        this.chain = chain;
        this.ids = ids;
        this.postings = postings;
    }

    /** The audit page of this batch, to be chained after the commit; null if nothing was audited. */
    @Nullable
    AuditPage page() {
        return page;
    }

    /** Replies written as being sent. */
    List<OpenReply> sending() {
        return sending;
    }

    @Override
    public Map<SubscriberKey, CaseFile> lock(Collection<Pseudonyms> senders) throws StoreUnavailableException {
        try {
            if (!senders.stream().allMatch(Pseudonyms::alone)) {
                // What stands under an older pseudonym is moved.
                turn.take();
            }
            Map<SubscriberKey, byte[]> bodies = JdbcSenders.lock(connection, senders, withRow);
            Map<SubscriberKey, CaseFile> files = JdbcSenders.files(connection, senders, bodies);
            waiting = JdbcReplies.waiting(connection, senders);
            parts.move(senders);
            senders.forEach(sender -> versions.put(sender.current(), sender.version()));
            return files;
        } catch (SQLException e) {
            throw Transactions.unavailable("case files cannot be read", e);
        }
    }

    @Override
    public long[] newQuestions(int count) throws StoreUnavailableException {
        try {
            long[] given = new long[count];
            for (int i = 0; i < count; i++) {
                given[i] = ids.next(this::block);
            }
            return given;
        } catch (SQLException e) {
            throw Transactions.unavailable("no ids for new questions", e);
        }
    }

    private long block() throws SQLException {
        boolean taken = turn.taken();
        turn.take();
        try {
            return QuestionIds.block(connection);
        } finally {
            if (!taken) {
                turn.leave();
            }
        }
    }

    @Override
    public List<WaitingPart> keep(WaitingPart part) throws StoreUnavailableException {
        try {
            turn.take();
            return parts.keep(part);
        } catch (SQLException e) {
            throw Transactions.unavailable("a part of a message cannot be kept", e);
        }
    }

    @Override
    public List<OpenReply> write(List<StoredRequest> requests, List<Repeat> repeats, List<StoredAnswer> answers)
            throws StoreUnavailableException {
        try {
            turn.take();
            count(requests, repeats);
            withdraw(answers);
            sending = sending(answers);
            Set<Long> leaving = new HashSet<>();
            sending.forEach(reply -> leaving.add(reply.question()));
            replies.insert(connection, answers, leaving);
            writeFiles(requests, answers);
            writeAudit(answers);
            for (StoredAnswer answer : answers) {
                postings.add(BalanceItem.MESSAGE, answer.message().peer(), answer.received());
                if (answer.answer().reply() == null) {
                    postings.add(BalanceItem.SILENT, answer.message().peer(), answer.received());
                }
            }
            return sending;
        } catch (SQLException e) {
            throw Transactions.unavailable("questions cannot be written", e);
        }
    }

    private void count(List<StoredRequest> requests, List<Repeat> repeats) {
        for (StoredRequest request : requests) {
            postings.add(BalanceItem.ACKNOWLEDGED, request.peer(), request.received());
        }
        for (Repeat repeat : repeats) {
            postings.add(BalanceItem.ACKNOWLEDGED, repeat.peer(), repeat.received());
            postings.add(BalanceItem.REPEAT, repeat.peer(), repeat.received());
        }
    }

    /** Before the new replies are inserted, so that the one that confirms a withdrawal is not withdrawn itself. */
    private void withdraw(List<StoredAnswer> answers) throws SQLException {
        List<SubscriberKey> subscribers = answers.stream()
                .filter(a -> a.answer().withdrawsReplies())
                .map(a -> a.message().subscriber())
                .toList();
        if (!subscribers.isEmpty()) {
            JdbcReplies.withdraw(connection, subscribers, postings);
        }
    }

    private List<OpenReply> sending(List<StoredAnswer> answers) {
        List<OpenReply> atOnce = new ArrayList<>();
        for (StoredAnswer stored : answers) {
            Message message = stored.message();
            Reply reply = stored.answer().reply();
            if (reply != null && stored.atOnce() && !waiting.contains(message.subscriber())) {
                atOnce.add(new OpenReply(
                        stored.question(),
                        message.peer(),
                        message.shortCode(),
                        message.subscriber(),
                        message.sender(),
                        reply.text(),
                        0,
                        0,
                        0,
                        stored.received(),
                        stored.expires()));
            }
        }
        return atOnce;
    }

    private void writeFiles(List<StoredRequest> requests, List<StoredAnswer> answers) throws SQLException {
        Map<SubscriberKey, CaseFile> files = new HashMap<>();
        for (StoredRequest request : requests) {
            files.put(request.subscriber(), request.file());
        }
        for (StoredAnswer stored : answers) {
            files.put(stored.message().subscriber(), stored.answer().next());
        }
        JdbcSenders.write(connection, files, withRow, sender -> versions.getOrDefault(sender, 1));
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
            AuditPages.insert(connection, page);
        }
    }
}
