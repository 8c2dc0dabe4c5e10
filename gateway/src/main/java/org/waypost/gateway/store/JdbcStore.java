package org.waypost.gateway.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * The store on H2 or PostgreSQL.
 *
 * <p>How it commits: a batch is one transaction. On H2 {@code CHECKPOINT SYNC} forces the file after the commit; for batches
 * and outcomes that is a call of its own, so that several are forced together. A commit whose outcome stayed unknown leaves three things in doubt, and each is looked up before it
 * matters: whether a request is stored (by whoever runs it again), where the audit chain ends, and which replies were
 * marked as being sent that nobody holds.
 *
 * <p>Hazard: on H2 a thread that works here must never be interrupted.
 */
public final class JdbcStore implements GatewayStore {
    /** Requests forgotten and parts abandoned in one transaction. */
    private static final int STEP = 5_000;

    private static final int MOST_STRANDED = 2_000;

    /** H2: database is closed, called at shutdown, general error of its store. */
    private static final Set<Integer> CLOSED_ITSELF = Set.of(90098, 90121, 50000);

    private static final String NO_SPACE = "No space left on device";

    private final HikariDataSource pool;
    private final Dialect dialect;
    private final String node;
    private final List<AuditLane> lanes = new ArrayList<>();
    private final AuditLane staff;
    private final SealedBodies bodies;
    private final JdbcReplies replies;
    private final JdbcReplyNotes notes;
    private final QuestionIds ids = new QuestionIds();
    private final Set<Long> stranded = new LinkedHashSet<>();
    /** Held while the disk writes: whoever comes second waits for it, and may find nothing left to do. */
    private final ReentrantLock forcing = new ReentrantLock();

    private volatile boolean unforced;
    private volatile @Nullable StoreBrokenException broken;

    /**
     * @param database closed with the store
     * @param node names this node in the balance
     * @param start tells this start's audit chains from all others of the database
     * @param lanes how many there are; 1 on H2, which gains nothing from more
     */
    public JdbcStore(GatewayDatabase database, KeyRing keys, String node, long start, int lanes) {
        this.pool = database.pool();
        this.dialect = database.dialect();
        this.node = node;
        this.bodies = new SealedBodies(keys);
        this.replies = new JdbcReplies(bodies);
        this.notes = new JdbcReplyNotes(bodies);
        for (int lane = 0; lane < lanes; lane++) {
            this.lanes.add(new AuditLane(keys, start + lane));
        }
        this.staff = new AuditLane(keys, start + STAFF);
    }

    @FunctionalInterface
    private interface Work<T> {
        T run(Connection connection) throws SQLException, StoreUnavailableException;
    }

    private <T> T inTransaction(String what, Work<T> work) throws StoreUnavailableException {
        return inTransaction(what, work, result -> true);
    }

    /** @param wrote whether there is anything that must be forced; an fsync for nothing would be one every round */
    private <T> T inTransaction(String what, Work<T> work, Predicate<T> wrote) throws StoreUnavailableException {
        StoreBrokenException before = broken;
        if (before != null) {
            throw before;
        }
        try (Connection connection = pool.getConnection()) {
            boolean committed = false;
            T result;
            try {
                result = work.run(connection);
                connection.commit();
                committed = true;
            } finally {
                if (!committed) {
                    rollback(connection);
                }
            }
            if (wrote.test(result)) {
                force(connection);
            }
            return result;
        } catch (SQLException e) {
            evictIfClosed(e);
            throw unavailable(what, e);
        } catch (StoreUnavailableException e) {
            evictIfClosed(e.getCause());
            throw e;
        }
    }

    /**
     * After a failed write H2 has closed the database, while its connections go on to call themselves valid: only a new
     * one opens it again (contract F3).
     */
    private void evictIfClosed(@Nullable Throwable cause) {
        if (dialect == Dialect.H2 && cause instanceof SQLException e && CLOSED_ITSELF.contains(e.getErrorCode())) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /** One at a time: who waited while another's force failed must not ask the disk again (contract F4). */
    private void force(Connection connection) throws SQLException, StoreBrokenException {
        forcing.lock();
        try {
            StoreBrokenException before = broken;
            if (before != null) {
                throw before;
            }
            dialect.force(connection);
        } catch (SQLException e) {
            if (diskFailed(e)) {
                StoreBrokenException failure = new StoreBrokenException(
                        "stable storage failed: SQL state %s, code %d".formatted(e.getSQLState(), e.getErrorCode()), e);
                broken = failure;
                throw failure;
            }
            throw e;
        } finally {
            forcing.unlock();
        }
    }

    /** A full disk is not a broken one: H2 closes the file, and opens it again for the next connection (contract F3). */
    private static boolean diskFailed(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                String message = cause.getMessage();
                return message == null || !message.contains(NO_SPACE);
            }
        }
        return false;
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The failure that led here is on its way up; a connection that cannot roll back is thrown away by the
            // pool.
            return;
        }
    }

    static StoreUnavailableException unavailable(String what, SQLException e) {
        // H2 and PostgreSQL may quote values in their messages: the code says enough and tells nothing.
        return new StoreUnavailableException(
                "%s: SQL state %s, code %d".formatted(what, e.getSQLState(), e.getErrorCode()), e);
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
            BatchDone<T> done = inTransaction(
                    "batch",
                    connection -> {
                        Postings postings = postings(lane);
                        JdbcBatch one =
                                new JdbcBatch(connection, bodies, replies, audit.chain(connection), ids, postings);
                        T result = work.run(one);
                        sending.addAll(one.sending());
                        postings.write(connection);
                        audit.began(one.page());
                        return new BatchDone<>(result, one.page());
                    },
                    result -> false);
            committed = true;
            unforced = true;
            audit.appended(done.page());
            return done.result();
        } finally {
            if (!committed) {
                strand(sending);
                audit.doubt();
            }
            audit.unlock();
        }
    }

    private record BatchDone<T>(T result, AuditChain.@Nullable Page page) {}

    /**
     * If the commit happened after all, these are marked as being sent and nobody sends them. A server that hangs may
     * commit long after we gave up, so they are looked for until they are found or taken; of very many, the oldest give way.
     */
    private void strand(Collection<OpenReply> sending) {
        synchronized (stranded) {
            sending.forEach(reply -> stranded.add(reply.question()));
            Iterator<Long> oldest = stranded.iterator();
            while (stranded.size() > MOST_STRANDED) {
                oldest.next();
                oldest.remove();
            }
        }
    }

    private List<Long> stranded() {
        synchronized (stranded) {
            return List.copyOf(stranded);
        }
    }

    private void rescued(List<Long> questions) {
        synchronized (stranded) {
            questions.forEach(stranded::remove);
        }
    }

    @Override
    public List<OpenReply> claim(String peer, Instant now, int room) throws StoreUnavailableException {
        List<OpenReply> taken = new ArrayList<>();
        List<Long> doubtful = stranded();
        List<Long> found = new ArrayList<>();
        boolean committed = false;
        try {
            inTransaction(
                    "replies cannot be taken",
                    connection -> {
                        found.addAll(JdbcReplies.reopen(connection, doubtful));
                        Postings postings = postings(COURIER);
                        taken.addAll(replies.claim(connection, peer, now, room, postings));
                        postings.write(connection);
                        return taken.size() + found.size();
                    },
                    count -> count > 0);
            committed = true;
            rescued(found);
            rescued(taken.stream().map(OpenReply::question).toList());
            return taken;
        } finally {
            if (!committed) {
                strand(taken);
            }
        }
    }

    @Override
    public void settle(List<Progress> progress) throws StoreUnavailableException {
        inTransaction(
                "outcomes cannot be written",
                connection -> {
                    Postings postings = postings(COURIER);
                    JdbcReplies.settle(connection, progress, postings);
                    postings.write(connection);
                    return progress.size();
                },
                count -> false);
        unforced = true;
    }

    @Override
    public void force() throws StoreUnavailableException {
        forcing.lock();
        try {
            if (!unforced || !dialect.needsForce()) {
                return;
            }
            boolean forced = false;
            // First, so that what is committed meanwhile asks for another one.
            unforced = false;
            try {
                inTransaction("what is committed cannot be forced", connection -> 0);
                forced = true;
            } finally {
                unforced |= !forced;
            }
        } finally {
            forcing.unlock();
        }
    }

    @Override
    public void release(Collection<OpenReply> unsent) {
        strand(unsent);
    }

    @Override
    public int expire(Instant now) throws StoreUnavailableException {
        return inTransaction(
                "replies cannot be expired",
                connection -> {
                    Postings postings = postings(COURIER);
                    int expired = JdbcReplies.expire(connection, now, postings);
                    int abandoned = new JdbcParts(connection, bodies, postings)
                            .abandonBefore(now.minus(JdbcParts.LONGEST_WAIT), STEP);
                    postings.write(connection);
                    return expired + abandoned;
                },
                count -> count > 0);
    }

    @Override
    public boolean forget(Instant before) throws StoreUnavailableException {
        return inTransaction(
                "requests cannot be forgotten",
                connection -> JdbcRequests.forget(connection, before, STEP) >= STEP,
                more -> false);
    }

    @Override
    public int recover(int unknownsAllowed, Instant now) throws StoreUnavailableException {
        return inTransaction("replies cannot be recovered", connection -> {
            Postings postings = postings(COURIER);
            int found = JdbcReplies.recover(connection, unknownsAllowed, now, postings);
            postings.write(connection);
            return found;
        });
    }

    @Override
    public Map<String, Long> open() throws StoreUnavailableException {
        return inTransaction("open replies cannot be counted", JdbcReplies::open, open -> false);
    }

    @Override
    public Balance balance() throws StoreUnavailableException {
        return inTransaction(
                "the balance cannot be read",
                connection -> {
                    // Set for this transaction; the pool sets it back.
                    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    List<BalanceLine> lines = Postings.read(connection);
                    Map<ReplyState, Long> counts = JdbcReplies.counts(connection);
                    return new Balance(
                            lines,
                            counts.getOrDefault(ReplyState.OPEN, 0L),
                            counts.getOrDefault(ReplyState.SENDING, 0L),
                            JdbcParts.count(connection));
                },
                balance -> false);
    }

    @Override
    public List<ReplyNote> notes(long question, int most) throws StoreUnavailableException {
        return inTransaction(
                "open replies cannot be read", connection -> notes.after(connection, question, most), n -> false);
    }

    @Override
    public boolean requeue(long question, Instant now) throws StoreUnavailableException {
        return inTransaction(
                "a reply cannot be requeued", connection -> JdbcReplyNotes.requeue(connection, question, now));
    }

    @Override
    public boolean cancel(long question) throws StoreUnavailableException {
        return inTransaction("a reply cannot be canceled", connection -> {
            Postings postings = postings(STAFF);
            boolean canceled = JdbcReplyNotes.cancel(connection, question, postings);
            postings.write(connection);
            return canceled;
        });
    }

    @Override
    public void register(List<RegisterLine> lines, Set<RegisterColumn> columns, long run)
            throws StoreUnavailableException {
        inTransaction("the register cannot be written", connection -> {
            Postings postings = postings(STAFF);
            JdbcRegister.write(connection, lines, columns, run, postings);
            postings.write(connection);
            return lines.size();
        });
    }

    @Override
    public void named(Collection<SubscriberKey> subscribers, long run) throws StoreUnavailableException {
        inTransaction("the register cannot be written", connection -> JdbcRegister.named(connection, subscribers, run));
    }

    @Override
    public RegisterCount count(long run) throws StoreUnavailableException {
        return inTransaction("the register cannot be counted", connection -> JdbcRegister.count(connection, run));
    }

    @Override
    public int deactivateUnnamed(long run, int most) throws StoreUnavailableException {
        return inTransaction("the register cannot be written", connection -> {
            Postings postings = postings(STAFF);
            int ended = JdbcRegister.deactivateUnnamed(connection, run, most, postings);
            postings.write(connection);
            return ended;
        });
    }

    @Override
    public Optional<CaseFile> file(SubscriberKey subscriber) throws StoreUnavailableException {
        return inTransaction(
                "a case file cannot be read", connection -> JdbcSenders.read(connection, subscriber), file -> false);
    }

    @Override
    public void audit(Msisdn subject, List<AuditEntry> entries, Instant now) throws StoreUnavailableException {
        List<AuditChain.Line> lines =
                entries.stream().map(e -> new AuditChain.Line(subject, e, now)).toList();
        staff.lock();
        try {
            staff.doubt();
            AuditChain.Page written = inTransaction("the audit cannot be written", connection -> {
                AuditChain.Page page = staff.chain(connection).next(lines);
                AuditPages.insert(connection, page, now);
                staff.began(page);
                return page;
            });
            staff.appended(written);
        } finally {
            staff.unlock();
        }
    }

    @Override
    public void close() {
        try (pool) {
            shutDown();
        }
    }

    private void shutDown() {
        if (dialect != Dialect.H2 || broken != null) {
            return;
        }
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException e) {
            // The file is consistent without an orderly end; a kill leaves it the same way.
            return;
        }
    }
}
