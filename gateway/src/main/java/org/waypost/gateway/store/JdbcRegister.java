package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.store.GatewayStore.RegisterColumn;
import org.waypost.gateway.store.GatewayStore.RegisterLine;
import org.waypost.itinerary.model.SubscriberKey;

/** The statements on the register. All that a number's owner consented to or began ends where the number is given up. */
final class JdbcRegister {
    private JdbcRegister() {}

    static void write(Connection connection, List<RegisterLine> lines, Set<RegisterColumn> columns, long run)
            throws SQLException {
        // Neighbors in the index are written one after the other.
        List<RegisterLine> sorted = lines.stream()
                .sorted(Comparator.comparing(RegisterLine::subscriber))
                .toList();
        try (PreparedStatement merge = connection.prepareStatement(mergeOf(columns))) {
            for (RegisterLine line : sorted) {
                bind(merge, line, columns, run);
                merge.addBatch();
            }
            merge.executeBatch();
        }
        if (columns.contains(RegisterColumn.ACTIVE)) {
            end(
                    connection,
                    sorted.stream()
                            .filter(line -> !line.registration().active())
                            .map(RegisterLine::subscriber)
                            .toList());
        }
    }

    private static String mergeOf(Set<RegisterColumn> columns) {
        StringBuilder names = new StringBuilder("subscriber, run");
        StringBuilder places = new StringBuilder("?, ?");
        for (RegisterColumn column : RegisterColumn.values()) {
            if (columns.contains(column)) {
                names.append(", ").append(column.column());
                places.append(", ?");
            }
        }
        return "merge into register (%s) key (subscriber) values (%s)".formatted(names, places);
    }

    private static void bind(PreparedStatement merge, RegisterLine line, Set<RegisterColumn> columns, long run)
            throws SQLException {
        Registration registration = line.registration();
        merge.setBytes(1, line.subscriber().bytes());
        merge.setLong(2, run);
        int next = 3;
        for (RegisterColumn column : RegisterColumn.values()) {
            if (!columns.contains(column)) {
                continue;
            }
            switch (column) {
                case ENDING -> merge.setBytes(next, registration.ending());
                case ACTIVE_FROM -> merge.setObject(next, registration.activeFrom(), Types.DATE);
                case ACTIVE -> merge.setBoolean(next, registration.active());
                case LANGUAGE ->
                    merge.setString(
                            next,
                            registration.language() == null
                                    ? null
                                    : registration.language().tag());
            }
            next++;
        }
    }

    static int named(Connection connection, Collection<SubscriberKey> subscribers, long run) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update register set run = ? where subscriber = any(?)")) {
            update.setLong(1, run);
            Columns.setKeys(update, 2, subscribers);
            return update.executeUpdate();
        }
    }

    static GatewayStore.RegisterCount count(Connection connection, long run) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select count(*), count(case when run <> ? then 1 end) from register where active")) {
            select.setLong(1, run);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new GatewayStore.RegisterCount(row.getLong(1), row.getLong(2));
            }
        }
    }

    static int deactivateUnnamed(Connection connection, long run, int most) throws SQLException {
        List<SubscriberKey> unnamed = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select subscriber from register where active and run <> ? order by subscriber limit ?")) {
            select.setLong(1, run);
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    unnamed.add(SubscriberKey.of(row.getBytes(1)));
                }
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement("update register set active = false where subscriber = any(?)")) {
            Columns.setKeys(update, 1, unnamed);
            update.executeUpdate();
        }
        end(connection, unnamed);
        return unnamed.size();
    }

    /** Ends consents, open dialogues and replies that have not left (contract P12, D5). */
    private static void end(Connection connection, Collection<SubscriberKey> subscribers) throws SQLException {
        if (subscribers.isEmpty()) {
            return;
        }
        Map<SubscriberKey, CaseFile> files = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select subscriber, body from sender where subscriber = any(?) order by subscriber for update")) {
            Columns.setKeys(select, 1, subscribers);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    files.put(SubscriberKey.of(row.getBytes(1)), CaseFileForm.read(row.getBytes(2), null));
                }
            }
        }
        if (files.isEmpty()) {
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement("update sender set body = ? where subscriber = ?")) {
            for (Map.Entry<SubscriberKey, CaseFile> file : files.entrySet()) {
                CaseFile ended = file.getValue().withoutConsents().withDialogue(null);
                update.setBytes(1, CaseFileForm.write(ended));
                update.setBytes(2, file.getKey().bytes());
                update.addBatch();
            }
            update.executeBatch();
        }
        JdbcReplies.withdraw(connection, files.keySet());
    }
}
