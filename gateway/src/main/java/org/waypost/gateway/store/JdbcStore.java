package org.waypost.gateway.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Registration;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * The store on H2.
 *
 * <p>How it commits: batches run one at a time, for the audit chain is one, and H2 gains nothing from more. After the
 * commit {@code CHECKPOINT SYNC} forces the file; only then does the call return. Hazard: a thread that works here must
 * never be interrupted.
 */
public final class JdbcStore implements GatewayStore {
    private final HikariDataSource pool;
    private final AuditChain chain;
    private final SealedBodies bodies;
    private final JdbcReplies replies;
    private final QuestionIds ids = new QuestionIds();
    private final ReentrantLock batch = new ReentrantLock();

    /**
     * @param pool closed with the store
     * @param start tells this start's audit chain from all others of the database
     */
    public JdbcStore(HikariDataSource pool, KeyRing keys, long start) {
        this.pool = pool;
        this.chain = new AuditChain(keys, start);
        this.bodies = new SealedBodies(keys);
        this.replies = new JdbcReplies(bodies);
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
        try (Connection connection = pool.getConnection()) {
            boolean committed = false;
            try {
                T result = work.run(connection);
                connection.commit();
                if (wrote.test(result)) {
                    force(connection);
                }
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    rollback(connection);
                }
            }
        } catch (SQLException e) {
            throw unavailable(what, e);
        }
    }

    private static void force(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
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

    @Override
    public <T> T inBatch(BatchWork<T> work) throws StoreUnavailableException {
        batch.lock();
        try {
            AuditPageOf<T> done = inTransaction("batch", connection -> {
                JdbcBatch one = new JdbcBatch(connection, bodies, chain, ids);
                T result = work.run(one);
                return new AuditPageOf<>(result, one.page());
            });
            if (done.page() != null) {
                chain.appended(done.page());
            }
            return done.result();
        } finally {
            batch.unlock();
        }
    }

    private record AuditPageOf<T>(T result, AuditChain.@Nullable Page page) {}

    @Override
    public List<OpenReply> claim(String peer, Instant now, int room) throws StoreUnavailableException {
        return inTransaction(
                "replies cannot be taken",
                connection -> replies.claim(connection, peer, now, room),
                taken -> !taken.isEmpty());
    }

    @Override
    public void settle(List<Progress> progress) throws StoreUnavailableException {
        inTransaction("outcomes cannot be written", connection -> {
            replies.settle(connection, progress);
            return progress.size();
        });
    }

    @Override
    public int expire(Instant now) throws StoreUnavailableException {
        return inTransaction(
                "replies cannot be expired", connection -> replies.expire(connection, now), count -> count > 0);
    }

    @Override
    public int recover(int unknownsAllowed, Instant now) throws StoreUnavailableException {
        return inTransaction(
                "replies cannot be recovered", connection -> replies.recover(connection, unknownsAllowed, now));
    }

    @Override
    public Map<ReplyState, Long> counts() throws StoreUnavailableException {
        return inTransaction("replies cannot be counted", replies::counts, counts -> false);
    }

    @Override
    public void register(List<RegisterLine> lines, Set<RegisterColumn> columns, long run)
            throws StoreUnavailableException {
        inTransaction("the register cannot be written", connection -> {
            JdbcRegister.write(connection, lines, columns, run);
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
        return inTransaction(
                "the register cannot be written", connection -> JdbcRegister.deactivateUnnamed(connection, run, most));
    }

    @Override
    public Optional<CaseFile> file(SubscriberKey subscriber) throws StoreUnavailableException {
        return inTransaction(
                "a case file cannot be read",
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement("select s.body, r.ending, r.active_from, r.active, r.language"
                                    + " from (select cast(? as binary(16)) as subscriber) k"
                                    + " left join sender s on s.subscriber = k.subscriber"
                                    + " left join register r on r.subscriber = k.subscriber")) {
                        select.setBytes(1, subscriber.bytes());
                        try (ResultSet row = select.executeQuery()) {
                            row.next();
                            byte[] body = row.getBytes(1);
                            Registration registration = Columns.registration(row);
                            if (body != null) {
                                return Optional.of(CaseFileForm.read(body, registration));
                            }
                            return Optional.ofNullable(registration).map(CaseFile::fresh);
                        }
                    }
                },
                file -> false);
    }

    @Override
    public void audit(Msisdn subject, List<AuditEntry> entries, Instant now) throws StoreUnavailableException {
        List<AuditChain.Line> lines =
                entries.stream().map(e -> new AuditChain.Line(subject, e, now)).toList();
        batch.lock();
        try {
            AuditChain.Page page = chain.next(lines);
            inTransaction("the audit cannot be written", connection -> {
                AuditPages.insert(connection, page, now);
                return lines.size();
            });
            chain.appended(page);
        } finally {
            batch.unlock();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
