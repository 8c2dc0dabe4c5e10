package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CityOverride;
import org.waypost.gateway.authorization.OverrideReason;
import org.waypost.itinerary.model.Msisdn;

/**
 * Cities that staff want left out of answers: what two people do about one, and what the audit says of it, in one
 * transaction each.
 */
public final class Overrides {
    private static final String WHAT = "an override cannot be written";
    /** Overrides forgotten in one transaction. */
    private static final int STEP = 100;

    private final Transactions transactions;
    private final StaffAudit audit;
    private final JdbcOverrides rows;
    private final QuestionIds ids = new QuestionIds();
    private final String node;

    Overrides(Transactions transactions, StaffAudit audit, JdbcOverrides rows, String node) {
        this.transactions = transactions;
        this.audit = audit;
        this.rows = rows;
        this.node = node;
    }

    /**
     * Notes that an operator wants a city left out; nothing changes for the subscriber yet.
     *
     * @param what its id is not looked at
     * @return the id
     */
    public long request(Msisdn subject, CityOverride what, OverrideReason reason, String operator, Instant now)
            throws StoreUnavailableException {
        return audit.run(
                WHAT,
                connection -> {
                    long id = ids.next(() -> QuestionIds.block(connection));
                    CityOverride one = new CityOverride(id, what.city(), what.first(), what.last());
                    rows.insert(connection, new OverrideNote(subject, one, reason, operator, now, null));
                    return id;
                },
                id -> overrideLine(subject, AuditEntry.Event.OVERRIDE_REQUESTED, "%x".formatted(id), operator, now));
    }

    private static List<AuditChain.Line> overrideLine(
            Msisdn subject, AuditEntry.Event event, String detail, String operator, Instant now) {
        return List.of(new AuditChain.Line(subject, AuditEntry.staff(event, null, detail, operator), now));
    }

    private record Approval(Outcome outcome, @Nullable OverrideNote note) {}

    /** What becomes of an approval. */
    public enum Outcome {
        DONE,
        UNKNOWN,
        /** Who requested it wants to approve it. */
        SAME_PERSON,
        APPROVED_BEFORE,
        /** The subscriber has {@link org.waypost.gateway.authorization.CityOverrides#MOST} of them. */
        TOO_MANY
    }

    /**
     * Has answers respect an override from now on, and withdraws the subscriber's unsent replies (contract D5).
     *
     * @param operator another one than who requested it
     */
    public Outcome approve(long id, String operator, Instant now) throws StoreUnavailableException {
        return audit.run(WHAT, connection -> approve(connection, id, operator, now), approval -> {
                    OverrideNote note = approval.note();
                    return note == null
                            ? List.of()
                            : overrideLine(
                                    note.subject(),
                                    AuditEntry.Event.OVERRIDE_APPROVED,
                                    "%x requested by %s".formatted(id, note.requestedBy()),
                                    operator,
                                    now);
                })
                .outcome();
    }

    private Approval approve(Connection connection, long id, String operator, Instant now) throws SQLException {
        Optional<OverrideNote> found = rows.locked(connection, id);
        if (found.isEmpty()) {
            return new Approval(Outcome.UNKNOWN, null);
        }
        OverrideNote note = found.get();
        if (note.approvedBy() != null) {
            return new Approval(Outcome.APPROVED_BEFORE, null);
        }
        if (note.requestedBy().equals(operator)) {
            return new Approval(Outcome.SAME_PERSON, null);
        }
        Postings postings = new Postings(node, GatewayStore.STAFF);
        if (!rows.approve(connection, note, operator, now, postings)) {
            return new Approval(Outcome.TOO_MANY, null);
        }
        postings.write(connection);
        return new Approval(Outcome.DONE, note);
    }

    /** Ends an override, approved or not; false if it is not there. */
    public boolean withdraw(long id, String operator, Instant now) throws StoreUnavailableException {
        return audit.run(
                        WHAT,
                        connection -> {
                            Optional<OverrideNote> found = rows.locked(connection, id);
                            if (found.isPresent()) {
                                rows.withdraw(connection, found.get());
                            }
                            return found;
                        },
                        found -> found.map(note -> overrideLine(
                                        note.subject(),
                                        AuditEntry.Event.OVERRIDE_WITHDRAWN,
                                        "%x".formatted(id),
                                        operator,
                                        now))
                                .orElse(List.of()))
                .isPresent();
    }

    /** Those with a higher id, in order. */
    public List<OverrideNote> all(long after, int most) throws StoreUnavailableException {
        return transactions.read("overrides cannot be read", connection -> rows.all(connection, after, most));
    }

    /** Forgets those whose last day is before one day and not before another; returns how many, 0 when none is left. */
    public int forget(LocalDate from, LocalDate before) throws StoreUnavailableException {
        return transactions.run(
                "overrides cannot be forgotten",
                connection -> rows.forget(connection, from, before, STEP),
                count -> count > 0);
    }
}
