package org.waypost.gateway.upkeep;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.query.IdEnding;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.QueryGrammar;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.GatewayStore.RegisterLine;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * Takes the carrier's register: {@code msisdn,id_suffix,active_from,language}, a header line first, columns in any order,
 * others ignored. A number becomes a pseudonym and an ID ending a keyed digest before anything is stored.
 */
public final class RegisterImport {
    private static final int ROWS_PER_TRANSACTION = 10_000;
    private static final int FAULTS_KEPT = 20;

    private final GatewayStore store;
    private final KeyRing keys;
    private final Numbering numbering;

    public RegisterImport(GatewayStore store, KeyRing keys, Numbering numbering) {
        this.store = store;
        this.keys = keys;
        this.numbering = numbering;
    }

    /** A line as read, or why not. */
    private record Line(
            @Nullable RegisterLine line, @Nullable RegisterRejection rejection) {}

    /**
     * Reads the whole file, committing every {@value #ROWS_PER_TRANSACTION} lines.
     *
     * @param progress told the number of lines so far
     * @throws IOException if the file cannot be read, or has no column {@code msisdn}
     */
    public RegisterReport run(Reader file, LongConsumer progress) throws IOException, StoreUnavailableException {
        long accepted = 0;
        long lines = 0;
        Map<RegisterRejection, Long> rejected = new EnumMap<>(RegisterRejection.class);
        List<RegisterReport.Fault> faults = new ArrayList<>();
        List<RegisterLine> pending = new ArrayList<>(ROWS_PER_TRANSACTION);
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : csv) {
                lines++;
                Line line = line(row);
                if (line.line() != null) {
                    accepted++;
                    pending.add(line.line());
                } else if (line.rejection() != null) {
                    rejected.merge(line.rejection(), 1L, Long::sum);
                    if (faults.size() < FAULTS_KEPT) {
                        faults.add(new RegisterReport.Fault(row.getStartingLineNumber(), line.rejection()));
                    }
                }
                if (pending.size() == ROWS_PER_TRANSACTION) {
                    store.register(pending);
                    pending.clear();
                    progress.accept(lines);
                }
            }
        }
        if (!pending.isEmpty()) {
            store.register(pending);
        }
        progress.accept(lines);
        return new RegisterReport(accepted, rejected, faults);
    }

    private Line line(NamedCsvRecord row) throws IOException {
        String number = row.findField("msisdn")
                .orElseThrow(
                        () -> new IOException("no column msisdn (expected msisdn,id_suffix,active_from,language)"));
        Optional<Msisdn> msisdn = numbering.parse(number);
        if (msisdn.isEmpty()) {
            return refused(RegisterRejection.BAD_NUMBER);
        }
        SubscriberKey subscriber = keys.subscriber(msisdn.get());
        String suffix = QueryGrammar.normalized(row.findField("id_suffix").orElse(""));
        Optional<IdEnding> ending = IdEnding.of(suffix);
        if (!suffix.isEmpty() && ending.isEmpty()) {
            return refused(RegisterRejection.BAD_ENDING);
        }
        String tag = row.findField("language").orElse("").trim();
        Optional<Language> language = Language.of(tag);
        if (!tag.isEmpty() && language.isEmpty()) {
            return refused(RegisterRejection.BAD_LANGUAGE);
        }
        LocalDate activeFrom;
        try {
            String day = row.findField("active_from").orElse("").trim();
            activeFrom = day.isEmpty() ? null : LocalDate.parse(day);
        } catch (DateTimeException e) {
            return refused(RegisterRejection.BAD_DAY);
        }
        byte[] digest = ending.map(e -> keys.ending(subscriber, e.characters())).orElse(null);
        Registration registration = new Registration(digest, activeFrom, true, language.orElse(null));
        return new Line(new RegisterLine(subscriber, registration), null);
    }

    private static Line refused(RegisterRejection rejection) {
        return new Line(null, rejection);
    }
}
