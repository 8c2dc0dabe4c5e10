package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.store.GatewayStore.RegisterColumn;
import org.waypost.gateway.store.GatewayStore.RegisterLine;
import org.waypost.itinerary.model.SubscriberKey;

/** The statements on the register. All that a number's owner consented to or began ends where the number is given up. */
final class JdbcRegister {
    private JdbcRegister() {}

    /**
     * Who was given up.
     *
     * @param consents of theirs that ended by it
     */
    record GivenUp(int subscribers, int consents) {}

    static GivenUp write(
            Connection connection, List<RegisterLine> lines, Set<RegisterColumn> columns, long run, Postings postings)
            throws SQLException {
        // Neighbors in the index are written one after the other; of two lines for one subscriber, the later counts.
        SortedMap<SubscriberKey, RegisterLine> bySubscriber = new TreeMap<>();
        lines.forEach(line -> bySubscriber.put(line.subscriber(), line));
        Collection<RegisterLine> sorted = bySubscriber.values();
        try (PreparedStatement merge = connection.prepareStatement(
                Dialect.of(connection).upsert("register", List.of("subscriber"), written(columns)))) {
            for (RegisterLine line : sorted) {
                bind(merge, line, columns, run);
                merge.addBatch();
            }
            merge.executeBatch();
        }
        if (columns.contains(RegisterColumn.ACTIVE)) {
            return end(
                    connection,
                    sorted.stream()
                            .filter(line -> !line.registration().active())
                            .map(RegisterLine::subscriber)
                            .toList(),
                    postings);
        }
        return new GivenUp(0, 0);
    }

    private static List<String> written(Set<RegisterColumn> columns) {
        List<String> names = new ArrayList<>(List.of("run"));
        for (RegisterColumn column : RegisterColumn.values()) {
            if (columns.contains(column)) {
                names.add(column.column());
            }
        }
        return names;
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

    static GivenUp deactivateUnnamed(Connection connection, long run, int most, Postings postings) throws SQLException {
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
        return end(connection, unnamed, postings);
    }

    /** Ends consents, open dialogues and replies that have not left (contract P12, D5). */
    private static GivenUp end(Connection connection, Collection<SubscriberKey> subscribers, Postings postings)
            throws SQLException {
        if (subscribers.isEmpty()) {
            return new GivenUp(0, 0);
        }
        AtomicInteger consents = new AtomicInteger();
        Set<SubscriberKey> wrote = JdbcSenders.change(connection, subscribers, file -> {
            consents.addAndGet(file.consents().size());
            return file.withoutConsents().withDialogue(null);
        });
        if (!wrote.isEmpty()) {
            JdbcReplies.withdraw(connection, wrote, postings);
        }
        return new GivenUp(subscribers.size(), consents.get());
    }
}
