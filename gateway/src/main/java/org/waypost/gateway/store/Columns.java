package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.query.Language;
import org.waypost.itinerary.model.SubscriberKey;

/** Values to and from columns, where JDBC needs more than one call. */
final class Columns {
    private Columns() {}

    static void setTime(PreparedStatement statement, int index, Instant at) throws SQLException {
        statement.setLong(index, at.toEpochMilli());
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    /** For {@code column = any(?)}. */
    static void setKeys(PreparedStatement statement, int index, Collection<SubscriberKey> keys) throws SQLException {
        setBinaries(statement, index, keys.stream().map(SubscriberKey::bytes).toList());
    }

    static void setBinaries(PreparedStatement statement, int index, Collection<byte[]> values) throws SQLException {
        Connection connection = statement.getConnection();
        String element = Dialect.of(connection).binaryElement();
        statement.setArray(index, connection.createArrayOf(element, values.toArray(new byte[0][])));
    }

    static void setIds(PreparedStatement statement, int index, Collection<Long> ids) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("BIGINT", ids.toArray()));
    }

    static @Nullable Registration registration(ResultSet row) throws SQLException {
        boolean active = row.getBoolean("active");
        if (row.wasNull()) {
            return null;
        }
        String language = row.getString("language");
        return new Registration(
                row.getBytes("ending"),
                row.getObject("active_from", LocalDate.class),
                active,
                language == null ? null : Language.of(language).orElse(null),
                row.getInt("key_version"));
    }
}
