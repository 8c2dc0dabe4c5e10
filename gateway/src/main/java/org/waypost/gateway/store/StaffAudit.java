package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;

/** The audit of what staff do, in the transaction of what they do. Safe for use by any thread. */
final class StaffAudit {
    private final Transactions transactions;
    private final AuditLane lane;

    /** @param chain tells this start's staff chain from all others of the database */
    StaffAudit(Transactions transactions, KeyRing keys, long chain) {
        this.transactions = transactions;
        this.lane = new AuditLane(keys, chain);
    }

    /** Runs work that is audited, and commits both or neither. */
    <T> T run(
            String what,
            @Nullable Msisdn subject,
            Instant now,
            Transactions.Work<T> work,
            Function<T, List<AuditEntry>> entries)
            throws StoreUnavailableException {
        lane.lock();
        try {
            lane.doubt();
            Done<T> done = transactions.run(what, connection -> {
                T result = work.run(connection);
                AuditChain.Page page = append(connection, subject, entries.apply(result), now);
                return new Done<>(result, page);
            });
            lane.appended(done.page());
            return done.result();
        } finally {
            lane.unlock();
        }
    }

    private record Done<T>(T result, AuditChain.Page page) {}

    private AuditChain.Page append(
            Connection connection, @Nullable Msisdn subject, List<AuditEntry> entries, Instant now)
            throws SQLException {
        List<AuditChain.Line> lines =
                entries.stream().map(e -> new AuditChain.Line(subject, e, now)).toList();
        AuditChain.Page page = lane.chain(connection).next(lines);
        AuditPages.insert(connection, page, now);
        lane.began(page);
        return page;
    }
}
