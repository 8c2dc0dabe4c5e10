package org.waypost.gateway.upkeep;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.query.IdEnding;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.QueryGrammar;
import org.waypost.gateway.store.GatewayStore.RegisterColumn;
import org.waypost.gateway.store.GatewayStore.RegisterLine;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.keys.KeyVersion;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;

/**
 * A line of a register file, read.
 *
 * @param subscriber whom it names; null if that cannot be told
 * @param line what it says; null if it is refused
 * @param rejection why it is refused; null if it is not
 */
record RegisterRow(
        @Nullable Pseudonyms subscriber,
        @Nullable RegisterLine line,
        @Nullable RegisterRejection rejection) {
    private static final String EXPECTED = "msisdn, and some of id_suffix, active_from, language, status";

    /**
     * What the columns of a file tell. A line with an ID ending registers somebody, who is active by that.
     *
     * @throws IOException if there is no column for the number
     */
    static Set<RegisterColumn> columns(List<String> header, boolean full) throws IOException {
        if (!header.contains("msisdn")) {
            throw new IOException("no column msisdn (expected %s)".formatted(EXPECTED));
        }
        Set<RegisterColumn> columns = EnumSet.noneOf(RegisterColumn.class);
        if (header.contains("id_suffix")) {
            columns.add(RegisterColumn.ENDING);
        }
        if (header.contains("active_from")) {
            columns.add(RegisterColumn.ACTIVE_FROM);
        }
        if (header.contains("language")) {
            columns.add(RegisterColumn.LANGUAGE);
        }
        if (full || header.contains("status") || header.contains("id_suffix")) {
            columns.add(RegisterColumn.ACTIVE);
        }
        return columns;
    }

    static RegisterRow read(NamedCsvRecord row, Numbering numbering, KeyRing keys, Instant now) {
        if (row.getFieldCount() != row.getHeader().size()) {
            return new RegisterRow(null, null, RegisterRejection.BAD_LINE);
        }
        Optional<Msisdn> msisdn = numbering.parse(field(row, "msisdn"));
        if (msisdn.isEmpty()) {
            return new RegisterRow(null, null, RegisterRejection.BAD_NUMBER);
        }
        Pseudonyms subscriber = keys.pseudonyms(msisdn.get(), now);
        String suffix = QueryGrammar.normalized(field(row, "id_suffix"));
        Optional<IdEnding> ending = IdEnding.of(suffix);
        if (!suffix.isEmpty() && ending.isEmpty()) {
            return new RegisterRow(subscriber, null, RegisterRejection.BAD_ENDING);
        }
        String tag = field(row, "language");
        Optional<Language> language = Language.of(tag);
        if (!tag.isEmpty() && language.isEmpty()) {
            return new RegisterRow(subscriber, null, RegisterRejection.BAD_LANGUAGE);
        }
        String status = row.findField("status").orElse("active").trim();
        if (!status.equals("active") && !status.equals("inactive")) {
            return new RegisterRow(subscriber, null, RegisterRejection.BAD_STATUS);
        }
        LocalDate activeFrom;
        try {
            String day = field(row, "active_from");
            activeFrom = day.isEmpty() ? null : LocalDate.parse(day);
        } catch (DateTimeException e) {
            return new RegisterRow(subscriber, null, RegisterRejection.BAD_DAY);
        }
        KeyVersion version = keys.inForce(now);
        byte[] digest = ending.map(e -> version.ending(version.subscriber(msisdn.get()), e.characters()))
                .orElse(null);
        Registration registration =
                new Registration(digest, activeFrom, status.equals("active"), language.orElse(null), version.number());
        return new RegisterRow(subscriber, new RegisterLine(subscriber, registration), null);
    }

    private static String field(NamedCsvRecord row, String name) {
        return row.findField(name).orElse("").trim();
    }
}
