package org.waypost.gateway.store;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;

/**
 * The store on H2 or PostgreSQL.
 *
 * <p>How it commits: a batch is one transaction. On H2 the file is forced after the commit; for batches and
 * outcomes that is a call of its own, so that several are forced together. A commit whose outcome stayed unknown leaves
 * three things in doubt, and each is looked up before it matters: whether a request is stored (by whoever runs it again), where the audit chain ends, and which replies were
 * marked as being sent that nobody holds.
 *
 * <p>Hazard: on H2 a thread that works here must never be interrupted.
 */
public final class JdbcStore implements GatewayStore {
    /** Parts abandoned in one transaction. */
    private static final int STEP = 5_000;

    private static final String OUTCOMES = "outcomes cannot be written";

    private final Transactions transactions;
    private final String node;
    private final List<AuditLane> lanes = new ArrayList<>();
    private final StaffAudit staff;
    private final SubjectRecords subjects;
    private final StoppedServices stoppedServices;
    private final PastRecords past;
    private final AuditSeals seals;
    private final KeyRecords keys;
    private final Overrides overrides;
    private final SealedBodies bodies;
    private final JdbcReplies replies;
    private final JdbcBacklog backlog;
    private final JdbcReplyNotes notes;
    /** One for each lane: one that waits for its turn to take the next block holds no other up. */
    private final List<QuestionIds> ids = new ArrayList<>();

    private final Stranded stranded = new Stranded();
    private Runnable beforeClose = () -> {};

    /**
     * @param database closed with the store
     * @param node names this node in the balance
     * @param start tells this start's audit chains from all others of the database
     * @param lanes how many there are
     */
    public JdbcStore(GatewayDatabase database, KeyRing keys, String node, long start, int lanes) {
        this.transactions = new Transactions(database);
        this.node = node;
        this.bodies = new SealedBodies(keys);
        this.replies = new JdbcReplies(bodies);
        this.backlog = new JdbcBacklog(bodies);
        this.notes = new JdbcReplyNotes(bodies);
        for (int lane = 0; lane < lanes; lane++) {
            this.lanes.add(new AuditLane(keys, start + lane));
            this.ids.add(new QuestionIds());
        }
        this.staff = new StaffAudit(transactions, keys, start + STAFF);
        this.subjects = new SubjectRecords(transactions, staff, bodies, node);
        this.stoppedServices = new StoppedServices(transactions, staff);
        this.past = new PastRecords(transactions);
        this.seals = new AuditSeals(keys);
        this.keys = new KeyRecords(transactions, node);
        this.overrides = new Overrides(transactions, staff, new JdbcOverrides(keys), node);
    }

    private Postings postings(int lane) {
        return new Postings(node, lane);
    }

    @Override
    public <T> T inBatch(int lane, BatchWork<T> work) throws StoreUnavailableException {
        AuditLane audit = lanes.get(lane);
        List<OpenReply> sending = new ArrayList<>();
        boolean committed = false;
        audit.lock();
        try {
            BatchDone<T> done = transactions.batch((connection, turn) -> {
                Postings postings = postings(lane);
                JdbcBatch one = new JdbcBatch(
                        connection, turn, bodies, replies, audit.chain(connection), ids.get(lane), postings);
                T result = work.run(one);
                sending.addAll(one.sending());
                turn.take();
                postings.write(connection);
                audit.began(one.page());
                return new BatchDone<>(result, one.page());
            });
            committed = true;
            transactions.filled();
            audit.appended(done.page());
            return done.result();
        } finally {
            if (!committed) {
                stranded.add(sending);
                audit.doubt();
            }
            audit.unlock();
        }
    }

    private record BatchDone<T>(T result, @Nullable AuditPage page) {}

    @Override
    public List<OpenReply> claim(String peer, Instant now, int room) throws StoreUnavailableException {
        List<OpenReply> taken = new ArrayList<>();
        List<Long> doubtful = stranded.all();
        List<Long> found = new ArrayList<>();
        boolean committed = false;
        try {
            transactions.delivery(
                    "replies cannot be taken",
                    connection -> {
                        found.addAll(JdbcBacklog.reopen(connection, doubtful));
                        Postings postings = postings(COURIER);
                        taken.addAll(backlog.claim(connection, peer, now, room, postings));
                        postings.write(connection);
                        return taken.size() + found.size();
                    },
                    count -> count > 0);
            committed = true;
            stranded.remove(found);
            stranded.remove(taken.stream().map(OpenReply::question).toList());
            return taken;
        } finally {
            if (!committed) {
                stranded.add(taken);
            }
        }
    }

    @Override
    public void settle(List<Progress> progress) throws StoreUnavailableException {
        Transactions.Work<Integer> work = connection -> {
            Postings postings = postings(COURIER);
            JdbcReplies.settle(connection, progress, postings);
            postings.write(connection);
            return progress.size();
        };
        if (progress.stream().anyMatch(Progress::fruitless)) {
            transactions.commit(OUTCOMES, work);
        } else {
            transactions.delivery(OUTCOMES, work);
        }
    }

    @Override
    public void force() throws StoreUnavailableException {
        transactions.force();
    }

    @Override
    public void release(Collection<OpenReply> unsent) {
        stranded.add(unsent);
    }

    @Override
    public int expire(Instant now) throws StoreUnavailableException {
        return transactions.run(
                "replies cannot be expired",
                connection -> {
                    Postings postings = postings(COURIER);
                    int expired = JdbcBacklog.expire(connection, now, postings);
                    int abandoned = new JdbcParts(connection, bodies, postings)
                            .abandonBefore(now.minus(JdbcParts.LONGEST_WAIT), STEP);
                    postings.write(connection);
                    return expired + abandoned;
                },
                count -> count > 0);
    }

    @Override
    public boolean reclaim() throws StoreUnavailableException {
        return transactions.reclaim();
    }

    @Override
    public int recover(int unknownsAllowed, Instant now) throws StoreUnavailableException {
        return transactions.run("replies cannot be recovered", connection -> {
            Postings postings = postings(COURIER);
            int found = JdbcBacklog.recover(connection, unknownsAllowed, now, postings);
            postings.write(connection);
            return found;
        });
    }

    @Override
    public Map<String, Long> open() throws StoreUnavailableException {
        return transactions.read("open replies cannot be counted", JdbcReplies::open);
    }

    @Override
    public Balance balance() throws StoreUnavailableException {
        return transactions.read("the balance cannot be read", connection -> {
            // Set for this transaction; the pool sets it back.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            List<BalanceLine> lines = Postings.read(connection);
            Map<ReplyState, Long> counts = JdbcReplies.counts(connection);
            return new Balance(
                    lines,
                    counts.getOrDefault(ReplyState.OPEN, 0L),
                    counts.getOrDefault(ReplyState.SENDING, 0L),
                    JdbcParts.count(connection));
        });
    }

    @Override
    public List<ReplyNote> notes(long question, int most) throws StoreUnavailableException {
        return transactions.read("open replies cannot be read", connection -> notes.after(connection, question, most));
    }

    @Override
    public boolean requeue(long question, Instant now) throws StoreUnavailableException {
        return transactions.run(
                "a reply cannot be requeued", connection -> JdbcReplyNotes.requeue(connection, question, now));
    }

    @Override
    public boolean cancel(long question) throws StoreUnavailableException {
        return transactions.run("a reply cannot be canceled", connection -> {
            Postings postings = postings(STAFF);
            boolean canceled = JdbcReplyNotes.cancel(connection, question, postings);
            postings.write(connection);
            return canceled;
        });
    }

    @Override
    public void register(List<RegisterLine> lines, Set<RegisterColumn> columns, long run, Instant now)
            throws StoreUnavailableException {
        audited(
                connection -> {
                    Postings postings = postings(STAFF);
                    JdbcParts parts = new JdbcParts(connection, bodies, postings);
                    JdbcRegister.GivenUp ended = JdbcRegister.write(connection, lines, columns, run, parts, postings);
                    postings.write(connection);
                    return ended;
                },
                ended -> consentsEnded(ended, now));
    }

    /** One counted entry: whose consents they were, the register knows by a pseudonym that is not the audit's. */
    private static List<AuditChain.Line> consentsEnded(JdbcRegister.GivenUp ended, Instant now) {
        return ended.consents() == 0
                ? List.of()
                : List.of(new AuditChain.Line(null, AuditEntry.consentsEnded(ended.consents()), now));
    }

    @Override
    public void named(Collection<Pseudonyms> subscribers, long run) throws StoreUnavailableException {
        transactions.run(
                "the register cannot be written",
                connection -> JdbcRegister.named(connection, Rekeying.all(subscribers), run));
    }

    @Override
    public RegisterCount count(long run) throws StoreUnavailableException {
        return transactions.run("the register cannot be counted", connection -> JdbcRegister.count(connection, run));
    }

    @Override
    public int deactivateUnnamed(long run, int most, Instant now) throws StoreUnavailableException {
        return audited(
                        connection -> {
                            Postings postings = postings(STAFF);
                            JdbcRegister.GivenUp ended =
                                    JdbcRegister.deactivateUnnamed(connection, run, most, postings);
                            postings.write(connection);
                            return ended;
                        },
                        ended -> consentsEnded(ended, now))
                .subscribers();
    }

    @Override
    public Optional<CaseFile> file(Pseudonyms subscriber) throws StoreUnavailableException {
        return transactions.read("a case file cannot be read", connection -> JdbcSenders.read(connection, subscriber));
    }

    @Override
    public KeyRecords keys() {
        return keys;
    }

    @Override
    public void audit(@Nullable Msisdn subject, List<AuditEntry> entries, Instant now)
            throws StoreUnavailableException {
        audited(entries.stream().map(e -> new AuditChain.Line(subject, e, now)).toList(), connection -> 0);
    }

    @Override
    public SubjectRecords subjects() {
        return subjects;
    }

    @Override
    public StoppedServices stoppedServices() {
        return stoppedServices;
    }

    @Override
    public Holdings holdings() throws StoreUnavailableException {
        return transactions.read("what is held cannot be counted", Holdings::read);
    }

    @Override
    public void destroy() throws StoreUnavailableException {
        transactions.run("the tables cannot be dropped", connection -> {
            Holdings.destroy(connection);
            return 0;
        });
    }

    @Override
    public PastRecords past() {
        return past;
    }

    /** What staff do and what the audit says of it, in one transaction. */
    private <T> T audited(List<AuditChain.Line> lines, Transactions.Work<T> work) throws StoreUnavailableException {
        return audited(work, done -> lines);
    }

    /** @param lines what the audit says of what was done; none where there is nothing to say */
    private <T> T audited(Transactions.Work<T> work, Function<T, List<AuditChain.Line>> lines)
            throws StoreUnavailableException {
        return staff.run("the audit cannot be written", work, lines);
    }

    @Override
    public Overrides overrides() {
        return overrides;
    }

    @Override
    public List<AuditState> auditStates() throws StoreUnavailableException {
        return transactions.read("the audit cannot be read", AuditPages::states);
    }

    @Override
    public List<AuditPage> auditPages(long chain, long after, int most) throws StoreUnavailableException {
        return transactions.read(
                "the audit cannot be read", connection -> AuditPages.after(connection, chain, after, most));
    }

    @Override
    public int purgeAudit(Instant before, int most) throws StoreUnavailableException {
        return transactions.run(
                "the audit cannot be purged", connection -> AuditPages.purge(connection, seals, before, most));
    }

    /** Has something done with the store at its end, while it is open. */
    public void beforeClose(Runnable last) {
        beforeClose = last;
    }

    @Override
    public void close() {
        try (transactions) {
            beforeClose.run();
        }
    }
}
