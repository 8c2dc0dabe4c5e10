package org.waypost.gateway.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.embedded.H2File;
import org.waypost.itinerary.embedded.H2Forces;

/**
 * Runs work in transactions and puts what they commit on stable storage, and tells a store that is away from one that is
 * broken.
 *
 * <p>What writes does so in its turn ({@link Turns}).
 *
 * <p>Safe for use by any thread. Hazard: on H2 a thread that works here must never be interrupted.
 */
final class Transactions implements AutoCloseable {
    /** H2: database is closed, called at shutdown, general error of its store. */
    private static final Set<Integer> CLOSED_ITSELF = Set.of(90098, 90121, 50000);

    private static final int MOST_STEPS_OF_RECLAIM = 10;
    private static final String NO_SPACE = "No space left on device";

    private final HikariDataSource pool;
    private final Dialect dialect;
    private final GatewayDatabase database;
    private final Turns turns;
    private final H2Forces forces = new H2Forces();
    /** Held while the disk writes: whoever comes second waits for it, and may find nothing left to do. */
    private final ReentrantLock forcing = new ReentrantLock();

    private volatile boolean unforced;
    private volatile @Nullable StoreBrokenException broken;

    /** @param database closed with the transactions */
    Transactions(GatewayDatabase database) {
        this.pool = database.pool();
        this.dialect = database.dialect();
        this.database = database;
        this.turns = new Turns(dialect);
    }

    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException, StoreUnavailableException;
    }

    /** Work that takes its turn for each change, and leaves it to others while it only reads. */
    @FunctionalInterface
    interface LongWork<T> {
        T run(Connection connection, Turns.Turn turn) throws SQLException, StoreUnavailableException;
    }

    /**
     * Runs the work in a transaction, commits and forces it.
     *
     * @param what could not be done where it fails, for people
     */
    <T> T run(String what, Work<T> work) throws StoreUnavailableException {
        return run(what, work, result -> true);
    }

    /** @param wrote whether there is anything that must be forced; an fsync for nothing would be one every round */
    <T> T run(String what, Work<T> work, Predicate<T> wrote) throws StoreUnavailableException {
        return forced(what, committed(what, turns.everything(), (connection, turn) -> work.run(connection)), wrote);
    }

    /** Runs such work and commits it; it is on stable storage after the next {@link #force}. */
    <T> T commit(String what, Work<T> work) throws StoreUnavailableException {
        T result = run(what, work, written -> false);
        unforced = true;
        return result;
    }

    /** As {@link #run}, for work that touches no case file: it waits for no batch. */
    <T> T delivery(String what, Work<T> work, Predicate<T> wrote) throws StoreUnavailableException {
        return forced(
                what, committed(what, turns.besidesDeciding(), (connection, turn) -> work.run(connection)), wrote);
    }

    /** As {@link #commit}, for work that touches no case file: it waits for no batch. */
    <T> T delivery(String what, Work<T> work) throws StoreUnavailableException {
        T result = delivery(what, work, written -> false);
        unforced = true;
        return result;
    }

    /** Runs the work of a batch and commits it; it is on stable storage after the next {@link #force}. */
    <T> T batch(LongWork<T> work) throws StoreUnavailableException {
        T result = committed("batch", turns.deciding(), work);
        unforced = true;
        return result;
    }

    /** Runs work that only reads, beside whatever is being written. */
    <T> T read(String what, Work<T> work) throws StoreUnavailableException {
        return connected(what, connection -> {
            // A server refuses to write then; the pool sets it back.
            connection.setReadOnly(true);
            T result = work.run(connection);
            connection.commit();
            return result;
        });
    }

    private <T> T committed(String what, Turns.Turn turn, LongWork<T> work) throws StoreUnavailableException {
        try (turn) {
            return connected(what, connection -> {
                boolean committed = false;
                try {
                    T result = work.run(connection, turn);
                    turn.take();
                    connection.commit();
                    committed = true;
                    return result;
                } finally {
                    if (!committed) {
                        turn.take();
                        rollback(connection);
                    }
                }
            });
        }
    }

    private <T> T forced(String what, T result, Predicate<T> wrote) throws StoreUnavailableException {
        if (wrote.test(result)) {
            forcing.lock();
            try {
                connected(what, this::force);
            } finally {
                forcing.unlock();
            }
        }
        return result;
    }

    private <T> T connected(String what, Work<T> work) throws StoreUnavailableException {
        StoreBrokenException before = broken;
        if (before != null) {
            throw before;
        }
        try (Connection connection = pool.getConnection()) {
            boolean done = false;
            try {
                T result = work.run(connection);
                done = true;
                return result;
            } finally {
                if (!done && dialect == Dialect.H2) {
                    H2File.leaveIfClosed(connection);
                }
            }
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

    /** Under the lock, one at a time: who waited while another's force failed must not ask the disk again (contract F4). */
    private boolean force(Connection connection) throws SQLException, StoreBrokenException {
        StoreBrokenException before = broken;
        if (before != null) {
            throw before;
        }
        try {
            if (dialect.needsForce()) {
                forces.force(connection);
            }
            return true;
        } catch (SQLException e) {
            if (diskFailed(e)) {
                StoreBrokenException failure = new StoreBrokenException(
                        "stable storage failed: SQL state %s, code %d".formatted(e.getSQLState(), e.getErrorCode()), e);
                broken = failure;
                throw failure;
            }
            throw e;
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

    private void rollback(Connection connection) {
        try {
            if (dialect != Dialect.H2 || !H2File.leaveIfClosed(connection)) {
                connection.rollback();
            }
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

    /** Frees a little of the file's space; false if there was nothing to free. */
    boolean reclaim() throws StoreUnavailableException {
        int steps = 0;
        // One transaction for each: whoever writes waits for a step, not for all.
        while (steps < MOST_STEPS_OF_RECLAIM
                && delivery("the file cannot be compacted", dialect::reclaim, reclaimed -> false)) {
            // Before the space that became free is written to again.
            unforced = true;
            steps++;
        }
        return steps > 0;
    }

    /** The database holds something now: whoever finds it empty later shall know. */
    void filled() {
        database.filled();
    }

    /** Puts everything committed so far on stable storage, unless that has happened already. */
    void force() throws StoreUnavailableException {
        forcing.lock();
        try {
            if (!unforced) {
                return;
            }
            // First, so that what is committed meanwhile asks for another one.
            unforced = false;
            boolean forced = false;
            try {
                connected("what is committed cannot be forced", this::force);
                forced = true;
            } finally {
                if (!forced) {
                    unforced = true;
                }
            }
        } finally {
            forcing.unlock();
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
        try (Turns.Turn turn = turns.everything();
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            turn.take();
            forces.release();
            statement.execute("shutdown");
        } catch (SQLException e) {
            // The file is consistent without an orderly end; a kill leaves it the same way.
            return;
        }
    }
}
