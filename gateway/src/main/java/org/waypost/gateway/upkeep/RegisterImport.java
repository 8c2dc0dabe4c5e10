package org.waypost.gateway.upkeep;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.GatewayStore.RegisterColumn;
import org.waypost.gateway.store.GatewayStore.RegisterCount;
import org.waypost.gateway.store.GatewayStore.RegisterLine;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Pseudonyms;

/**
 * Takes the carrier's register: {@code msisdn,id_suffix,active_from,language,status}, a header line first, columns in any
 * order, others ignored. A column that is not there leaves what is known as it is, so that a file of two columns changes
 * one thing. A number becomes a pseudonym and an ID ending a keyed digest before anything is stored.
 *
 * <p>A <em>run</em> is a full import: all its files together name every subscriber, and {@link #deactivateUnnamed} ends
 * it by giving up the others.
 */
public final class RegisterImport {
    /** The run of a file that changes some lines and says nothing of the others. */
    public static final long DELTA = GatewayStore.NO_RUN;

    /**
     * Pseudonyms lie all over the index, so each transaction writes most of its pages: few large ones write least. But on H2
     * everybody's messages wait for it, most of a second.
     */
    private static final int ROWS_PER_TRANSACTION = 20_000;

    /** While lines move to new pseudonyms, their senders' messages wait for the transaction. */
    private static final int ROWS_PER_MOVE = 2_000;

    private static final int LINES_PER_PROGRESS = 10_000;

    private static final int FAULTS_KEPT = 20;

    /** A full import may give up so many in a hundred; more looks like a file that was cut off. */
    private static final int MOST_UNNAMED_PERCENT = 5;
    /** So many may always be given up: in a small register a handful is more than five in a hundred. */
    private static final int ALWAYS_ALLOWED = 100;

    private final GatewayStore store;
    private final KeyRing keys;
    private final Numbering numbering;
    private final Clock clock;

    /** @param clock tells which version of the keys is in force */
    public RegisterImport(GatewayStore store, KeyRing keys, Numbering numbering, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.numbering = numbering;
        this.clock = clock;
    }

    /** As {@link #run(Reader, long, LongConsumer)}, of a delta. */
    public RegisterReport run(Reader file, LongConsumer progress) throws IOException, StoreUnavailableException {
        return run(file, DELTA, progress);
    }

    /**
     * Reads the whole file, committing every {@value #ROWS_PER_TRANSACTION} lines, or every {@value
     * #ROWS_PER_MOVE} while there are several versions of the keys.
     *
     * @param run a number of its own for a full import, or {@link #DELTA}
     * @param progress told the number of lines so far
     * @throws IOException if the file cannot be read, or has no column {@code msisdn}
     */
    public RegisterReport run(Reader file, long run, LongConsumer progress)
            throws IOException, StoreUnavailableException {
        long accepted = 0;
        long lines = 0;
        Map<RegisterRejection, Long> rejected = new EnumMap<>(RegisterRejection.class);
        List<RegisterReport.Fault> faults = new ArrayList<>();
        List<RegisterLine> pending = new ArrayList<>();
        List<Pseudonyms> onlyNamed = new ArrayList<>();
        int rows = keys.versions().size() == 1 ? ROWS_PER_TRANSACTION : ROWS_PER_MOVE;
        Set<RegisterColumn> columns = EnumSet.noneOf(RegisterColumn.class);
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofNamedCsvRecord(file)) {
            for (NamedCsvRecord record : csv) {
                if (lines == 0) {
                    columns = RegisterRow.columns(record.getHeader(), run != DELTA);
                }
                lines++;
                RegisterRow row = RegisterRow.read(record, numbering, keys, clock.instant());
                if (row.line() != null) {
                    accepted++;
                    pending.add(row.line());
                } else if (row.rejection() != null) {
                    rejected.merge(row.rejection(), 1L, Long::sum);
                    if (faults.size() < FAULTS_KEPT) {
                        faults.add(new RegisterReport.Fault(record.getStartingLineNumber(), row.rejection()));
                    }
                    if (row.subscriber() != null) {
                        onlyNamed.add(row.subscriber());
                    }
                }
                if (pending.size() + onlyNamed.size() == rows) {
                    write(pending, onlyNamed, columns, run);
                }
                if (lines % LINES_PER_PROGRESS == 0) {
                    progress.accept(lines);
                }
            }
        }
        write(pending, onlyNamed, columns, run);
        progress.accept(lines);
        return new RegisterReport(accepted, rejected, faults);
    }

    /** Lines in one transaction; whoever a refused line of a full import names is at least not given up. */
    private void write(List<RegisterLine> pending, List<Pseudonyms> onlyNamed, Set<RegisterColumn> columns, long run)
            throws StoreUnavailableException {
        if (!pending.isEmpty()) {
            store.register(pending, columns, run, clock.instant());
            pending.clear();
        }
        if (run != DELTA && !onlyNamed.isEmpty()) {
            store.named(onlyNamed, run);
        }
        onlyNamed.clear();
    }

    /**
     * What became of the subscribers whom a full import did not name.
     *
     * @param active subscribers before
     * @param unnamed those of them whom it did not name
     * @param deactivated whether these were given up
     */
    public record Deactivation(long active, long unnamed, boolean deactivated) {}

    /**
     * Ends a full import: gives up whom it did not name, unless they are so many that the files were probably cut off.
     *
     * @param anyNumber whether a person has looked at that
     */
    public Deactivation deactivateUnnamed(long run, boolean anyNumber) throws StoreUnavailableException {
        RegisterCount count = store.count(run);
        boolean plausible =
                count.unnamed() <= ALWAYS_ALLOWED || count.unnamed() * 100 <= count.active() * MOST_UNNAMED_PERCENT;
        if (!plausible && !anyNumber) {
            return new Deactivation(count.active(), count.unnamed(), false);
        }
        while (store.deactivateUnnamed(run, ROWS_PER_TRANSACTION, clock.instant()) > 0) {
            // The next ones, until none is left.
        }
        return new Deactivation(count.active(), count.unnamed(), true);
    }
}
