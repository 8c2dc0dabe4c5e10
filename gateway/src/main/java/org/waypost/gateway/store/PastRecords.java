package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * What has to go from the gateway's tables with time (contract P7). Each step is a small transaction that waits for no
 * sender a lane is busy with; a purge that was cut off goes on where it is run again.
 */
public final class PastRecords {
    /** Case files looked at in one transaction. */
    private static final int STEP = 500;

    private static final String PURGED_ON = "purged-on";

    private final Transactions transactions;

    PastRecords(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The latest day on which a purge was done; empty before the first. */
    public Optional<LocalDate> purgedOn() throws StoreUnavailableException {
        return transactions.read("the latest purge cannot be read", connection -> {
            try (PreparedStatement select = connection.prepareStatement("select content from setting where name = ?")) {
                select.setString(1, PURGED_ON);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(LocalDate.parse(row.getString(1))) : Optional.empty();
                }
            }
        });
    }

    /** Notes that a purge was done. */
    public void purged(LocalDate day) throws StoreUnavailableException {
        transactions.run("a purge cannot be noted", connection -> {
            String upsert = Dialect.of(connection).upsert("setting", List.of("name"), List.of("content"));
            try (PreparedStatement merge = connection.prepareStatement(upsert)) {
                merge.setString(1, PURGED_ON);
                merge.setString(2, day.toString());
                return merge.executeUpdate();
            }
        });
    }

    /** The latest day, in UTC, on which anything was acknowledged; empty if nothing ever was. */
    public Optional<LocalDate> latestDay() throws StoreUnavailableException {
        return transactions.read("the balance cannot be read", connection -> {
            try (PreparedStatement select = connection.prepareStatement("select max(on_day) from balance");
                    ResultSet row = select.executeQuery()) {
                row.next();
                int day = row.getInt(1);
                return row.wasNull() ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day));
            }
        });
    }

    /**
     * What one step over the case files did.
     *
     * @param last the last subscriber looked at; null after the end
     * @param gone how many files were deleted
     */
    public record Step(@Nullable SubscriberKey last, int gone) {}

    /**
     * Deletes case files that have lapsed, a step of them; those a lane works on at that moment stay until the next purge.
     *
     * @param after where the step before ended; null to begin
     */
    public Step forgetSenders(@Nullable SubscriberKey after, Predicate<CaseFile> lapsed)
            throws StoreUnavailableException {
        return transactions.run(
                "case files cannot be purged",
                connection -> {
                    List<SubscriberKey> old = new ArrayList<>();
                    SubscriberKey last = lookThrough(connection, after, lapsed, old);
                    return new Step(last, JdbcSenders.forget(connection, old, lapsed));
                },
                step -> step.gone() > 0);
    }

    private static @Nullable SubscriberKey lookThrough(
            Connection connection, @Nullable SubscriberKey after, Predicate<CaseFile> lapsed, List<SubscriberKey> old)
            throws SQLException {
        SubscriberKey last = null;
        try (PreparedStatement select = connection.prepareStatement(
                "select subscriber, body from sender where subscriber > ? order by subscriber limit ?")) {
            select.setBytes(1, (after == null ? new SubscriberKey(0, 0) : after).bytes());
            select.setInt(2, STEP);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    last = SubscriberKey.of(row.getBytes(1));
                    if (lapsed.test(JdbcSenders.file(row.getBytes(2), null))) {
                        old.add(last);
                    }
                }
            }
        }
        return last;
    }

    /**
     * Adds the lines of the oldest day before one to those of 1970-01-01, which stand for all days long ago: the balance
     * holds as before (contract D15).
     *
     * @return whether there was one
     */
    public boolean foldBalance(LocalDate before) throws StoreUnavailableException {
        return transactions.run(
                "the balance cannot be folded",
                connection -> Postings.fold(connection, before.toEpochDay()),
                folded -> folded);
    }
}
