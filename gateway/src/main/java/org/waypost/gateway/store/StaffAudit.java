package org.waypost.gateway.store;

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

    /** Runs work about one subject, or nobody, that is audited, and commits both or neither. */
    <T> T run(
            String what,
            @Nullable Msisdn subject,
            Instant now,
            Transactions.Work<T> work,
            Function<T, List<AuditEntry>> entries)
            throws StoreUnavailableException {
        return run(
                what,
                work,
                result -> entries.apply(result).stream()
                        .map(entry -> new AuditChain.Line(subject, entry, now))
                        .toList());
    }

    /** @param lines what the audit says of what was done; none where there is nothing to say */
    <T> T run(String what, Transactions.Work<T> work, Function<T, List<AuditChain.Line>> lines)
            throws StoreUnavailableException {
        lane.lock();
        try {
            lane.doubt();
            Done<T> done = transactions.run(what, connection -> {
                T result = work.run(connection);
                List<AuditChain.Line> said = lines.apply(result);
                AuditPage page = said.isEmpty() ? null : lane.chain(connection).next(said);
                if (page != null) {
                    AuditPages.insert(connection, page);
                }
                lane.began(page);
                return new Done<>(result, page);
            });
            transactions.filled();
            lane.appended(done.page());
            return done.result();
        } finally {
            lane.unlock();
        }
    }

    private record Done<T>(T result, @Nullable AuditPage page) {}
}
