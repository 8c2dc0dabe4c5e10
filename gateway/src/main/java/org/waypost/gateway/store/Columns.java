package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.query.Language;
import org.waypost.itinerary.model.SubscriberKey;

/** Values to and from columns, where JDBC needs more than one call. */
final class Columns {
    private Columns() {}

    static void setTime(PreparedStatement statement, int index, Instant at) throws SQLException {
        statement.setObject(index, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** For {@code column = any(?)}. */
    static void setKeys(PreparedStatement statement, int index, Collection<SubscriberKey> keys) throws SQLException {
        setBinaries(statement, index, keys.stream().map(SubscriberKey::bytes).toList());
    }

    static void setBinaries(PreparedStatement statement, int index, Collection<byte[]> values) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(index, connection.createArrayOf("BINARY VARYING", values.toArray()));
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
                language == null ? null : Language.of(language).orElse(null));
    }
}
