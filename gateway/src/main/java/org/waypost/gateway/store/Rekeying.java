package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * Moves what stands under an older pseudonym of a number to the one in force: with the sender's next message, and with
 * the next import that names the number (contract P3). Register, case file, replies and waiting parts of a number move
 * together, in one transaction and under the lock of the case file's row, so that whatever is found under one pseudonym is
 * all there is.
 */
final class Rekeying {
    private Rekeying() {}

    /** Every pseudonym of every number. */
    static Set<SubscriberKey> all(Collection<Pseudonyms> numbers) {
        Set<SubscriberKey> all = new HashSet<>();
        numbers.forEach(number -> all.addAll(number.keys()));
        return all;
    }

    /** Where rows under a pseudonym that is not in force belong; empty with one key version. */
    static Map<SubscriberKey, SubscriberKey> moves(Collection<Pseudonyms> numbers) {
        Map<SubscriberKey, SubscriberKey> moves = new TreeMap<>();
        for (Pseudonyms number : numbers) {
            if (!number.alone()) {
                number.keys().forEach(key -> moves.put(key, number.current()));
                moves.remove(number.current());
            }
        }
        return moves;
    }

    /** Gives the rows of a table, of which there is one for each subscriber or several, their new pseudonyms. */
    static void move(
            Connection connection, String table, Map<SubscriberKey, SubscriberKey> moves, Set<SubscriberKey> found)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update " + table + " set subscriber = ? where subscriber = ?")) {
            for (Map.Entry<SubscriberKey, SubscriberKey> move : moves.entrySet()) {
                if (found.contains(move.getKey())) {
                    update.setBytes(1, move.getValue().bytes());
                    update.setBytes(2, move.getKey().bytes());
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
    }

    /** Moves everything of numbers that an import names. */
    static void move(Connection connection, Collection<Pseudonyms> numbers, JdbcParts parts) throws SQLException {
        List<Pseudonyms> several =
                numbers.stream().filter(number -> !number.alone()).toList();
        if (!several.isEmpty()) {
            JdbcSenders.moveExisting(connection, several);
            JdbcRegister.current(connection, several);
            JdbcReplies.waiting(connection, several);
            parts.move(several);
        }
    }
}
