package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.waypost.gateway.authorization.AuditEntry;

/** The products that staff have stopped, kept over restarts and for all nodes (contract P9). */
public final class StoppedServices {
    /** Characters of a product's name that fit behind the prefix. */
    public static final int LONGEST_NAME = 32;

    private static final String PREFIX = "stopped:";

    private final Transactions transactions;
    private final StaffAudit audit;

    StoppedServices(Transactions transactions, StaffAudit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    /** Their names. */
    public Set<String> read() throws StoreUnavailableException {
        return transactions.read("stopped services cannot be read", StoppedServices::read);
    }

    private static Set<String> read(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement select =
                        connection.prepareStatement("select name from setting where name like 'stopped:%'");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1).substring(PREFIX.length()));
            }
        }
        return names;
    }

    /** Stops one; once more changes nothing. */
    public void stop(String service, AuditEntry entry, Instant now) throws StoreUnavailableException {
        change("a service cannot be stopped", service, entry, now, connection -> {
            String upsert = Dialect.of(connection).upsert("setting", List.of("name"), List.of("content"));
            try (PreparedStatement merge = connection.prepareStatement(upsert)) {
                merge.setString(1, PREFIX + service);
                merge.setString(2, now.toString());
                return merge.executeUpdate();
            }
        });
    }

    /** Lets one be asked again. */
    public void start(String service, AuditEntry entry, Instant now) throws StoreUnavailableException {
        change("a service cannot be started", service, entry, now, connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from setting where name = ?")) {
                delete.setString(1, PREFIX + service);
                return delete.executeUpdate();
            }
        });
    }

    private void change(String what, String service, AuditEntry entry, Instant now, Transactions.Work<Integer> work)
            throws StoreUnavailableException {
        if (service.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "service name of %d characters (expected at most %d)".formatted(service.length(), LONGEST_NAME));
        }
        audit.run(what, null, now, work, rows -> List.of(entry));
    }
}
