package org.waypost.gateway.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.CityOverride;
import org.waypost.gateway.authorization.CityOverrides;
import org.waypost.gateway.authorization.OverrideReason;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.keys.KeyVersion;
import org.waypost.itinerary.keys.UnreadableSealException;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * The statements on overrides: the table is what staff see of them; what answers respect stands in the case file, which is read for every
 * question anyway.
 */
final class JdbcOverrides {
    private static final String SELECT =
            "select id, body, city, first_day, last_day, reason, requested_by, requested_ms, approved_by from city_override";

    private final KeyRing keys;

    JdbcOverrides(KeyRing keys) {
        this.keys = keys;
    }

    void insert(Connection connection, OverrideNote note) throws SQLException {
        CityOverride what = note.what();
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into city_override (id, subscriber, body, city, first_day, last_day, reason, requested_by, requested_ms)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, what.id());
            KeyVersion version = keys.inForce(note.requested());
            insert.setBytes(2, version.subscriber(note.subject()).bytes());
            insert.setBytes(
                    3, version.seal(note.subject().digits().getBytes(StandardCharsets.US_ASCII), context(what.id())));
            insert.setString(4, what.city());
            insert.setObject(5, what.first());
            insert.setObject(6, what.last());
            insert.setString(7, note.reason().name());
            insert.setString(8, note.requestedBy());
            Columns.setTime(insert, 9, note.requested());
            insert.executeUpdate();
        }
    }

    private static byte[] context(long id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .put("override".getBytes(StandardCharsets.US_ASCII))
                .putLong(id)
                .array();
    }

    List<OverrideNote> all(Connection connection, long after, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " where id > ? order by id limit ?")) {
            select.setLong(1, after);
            select.setInt(2, most);
            return notes(select);
        }
    }

    /** The row locked, so that two people cannot both be the second one. */
    Optional<OverrideNote> locked(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " where id = ? for update")) {
            select.setLong(1, id);
            return notes(select).stream().findFirst();
        }
    }

    private List<OverrideNote> notes(PreparedStatement select) throws SQLException {
        List<OverrideNote> notes = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long id = row.getLong("id");
                CityOverride what = new CityOverride(
                        id,
                        row.getString("city"),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class));
                byte[] digits = keys.open(row.getBytes("body"), context(id));
                notes.add(new OverrideNote(
                        Msisdn.ofDigits(new String(digits, StandardCharsets.US_ASCII)),
                        what,
                        OverrideReason.valueOf(row.getString("reason")),
                        row.getString("requested_by"),
                        Columns.time(row, "requested_ms"),
                        row.getString("approved_by")));
            }
        } catch (UnreadableSealException e) {
            throw new SQLException("the number of an override cannot be decrypted", e);
        }
        return notes;
    }

    /**
     * From now on answers respect it, and what has not left without it does not leave (contract D5); false if the subscriber
     * has as many as there may be.
     */
    boolean approve(Connection connection, OverrideNote note, String operator, Instant now, Postings postings)
            throws SQLException {
        Pseudonyms subject = keys.pseudonyms(note.subject(), now);
        Set<SubscriberKey> withRow = new HashSet<>();
        List<Pseudonyms> locked = List.of(subject);
        CaseFile file = JdbcSenders.files(connection, locked, JdbcSenders.lock(connection, locked, withRow))
                .getOrDefault(subject.current(), CaseFile.fresh(null));
        if (file.overrides().all().size() >= CityOverrides.MOST) {
            return false;
        }
        CaseFile changed = file.withOverrides(file.overrides().with(note.what()));
        JdbcSenders.write(connection, Map.of(subject.current(), changed), withRow, sender -> subject.version());
        JdbcReplies.waiting(connection, List.of(subject));
        try (PreparedStatement update =
                connection.prepareStatement("update city_override set approved_by = ? where id = ?")) {
            update.setString(1, operator);
            update.setLong(2, note.what().id());
            update.executeUpdate();
        }
        JdbcReplies.withdraw(connection, List.of(subject.current()), postings);
        return true;
    }

    void withdraw(Connection connection, OverrideNote note) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from city_override where id = ?")) {
            delete.setLong(1, note.what().id());
            delete.executeUpdate();
        }
        if (note.approvedBy() != null) {
            // Where the file stands, under whichever pseudonym: this is no reason to move it.
            List<SubscriberKey> everywhere = keys.versions().stream()
                    .map(version -> version.subscriber(note.subject()))
                    .toList();
            JdbcSenders.change(
                    connection,
                    everywhere,
                    file -> file.withOverrides(
                            file.overrides().without(note.what().id())));
        }
    }

    /** Those whose last day lies before one day and not before another. */
    int forget(Connection connection, LocalDate from, LocalDate before, int most) throws SQLException {
        List<OverrideNote> old;
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + " where last_day >= ? and last_day < ? order by id limit ?")) {
            select.setObject(1, from);
            select.setObject(2, before);
            select.setInt(3, most);
            old = notes(select);
        }
        for (OverrideNote note : old) {
            withdraw(connection, note);
        }
        return old.size();
    }
}
