package org.waypost.gateway.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.upkeep.RegisterImport;
import org.waypost.gateway.upkeep.RegisterReport;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ingest.CellReport;
import org.waypost.itinerary.ingest.EventReport;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;

/** Takes the carrier's data in and reports to a person, whoever has the databases open. */
public final class Imports {
    private Imports() {}

    /** Says in the audit what is going to be taken in, and by whom. */
    public static void audit(GatewayStore store, String what, String operator, Instant now)
            throws StoreUnavailableException {
        store.audit(null, List.of(AuditEntry.staff(AuditEntry.Event.IMPORTED, null, what, operator)), now);
    }

    /** Returns whether the source could be read to its end. */
    public static boolean cells(ItineraryCore core, Source source, PrintWriter out) throws SQLException {
        CellReport report = core.importCells(source);
        out.printf("%s: %,d cells accepted, %,d lines rejected%n", source.name(), report.accepted(), report.rejected());
        report.faults().forEach(fault -> out.printf("  line %d: %s%n", fault.line(), fault.reason()));
        report.unreadable().forEach(unreadable -> out.printf("  unreadable: %s%n", unreadable));
        return report.unreadable().isEmpty();
    }

    /** Returns whether all sources could be read to their end. */
    public static boolean events(ItineraryCore core, List<Source> sources, ImportOptions options, PrintWriter out)
            throws IOException, SQLException {
        EventReport report = core.importEvents(sources, options);
        out.printf(
                "%,d events: %,d accepted (%,d changed nothing), %,d rejected, in %.1f s: %,.0f events/s%n",
                report.lines(),
                report.accepted(),
                report.duplicates(),
                report.rejectedLines(),
                report.elapsed().toMillis() / 1000.0,
                report.eventsPerSecond());
        out.printf(
                "%,d subscribers, %,d subscriber-days written, %.1f %% border sightings, %,d cells never located%n",
                report.subscribers(), report.rowsWritten(), report.borderShare() * 100, report.unlocatedCells());
        report.rejected().forEach((reason, count) -> {
            if (count > 0) {
                out.printf("  rejected: %,d %s%n", count, reason.word());
            }
        });
        report.unreadable().forEach(unreadable -> out.printf("  unreadable: %s%n", unreadable));
        if (report.quarantine() != null) {
            out.printf("rejected lines are in %s%n", report.quarantine());
        }
        return report.unreadable().isEmpty();
    }

    /** Marks a day's feed as whole. */
    public static void complete(ItineraryCore core, LocalDate day, PrintWriter out) throws SQLException {
        core.markComplete(day);
        out.printf("day %s is complete%n", day);
    }

    /**
     * Takes lines of the register.
     *
     * @param name tells by its end whether the bytes are compressed
     * @param bytes as they are stored
     * @param run of a full import, or {@link RegisterImport#DELTA}
     */
    public static void subscribers(
            RegisterImport register, String name, InputStream bytes, long run, LongConsumer progress, PrintWriter out)
            throws IOException, StoreUnavailableException {
        try (Reader text = text(name, bytes)) {
            RegisterReport report = register.run(text, run, progress);
            long rejected = report.rejected().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            out.printf("%s: %,d subscribers accepted, %,d lines rejected%n", name, report.accepted(), rejected);
            report.rejected()
                    .forEach((reason, count) -> out.printf("  rejected: %,d, %s%n", count, reason.explanation()));
            report.faults()
                    .forEach(fault -> out.printf(
                            "  line %d: %s%n", fault.line(), fault.reason().explanation()));
        }
    }

    private static Reader text(String name, InputStream bytes) throws IOException {
        InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        return new InputStreamReader(plain, StandardCharsets.UTF_8);
    }

    /** Gives up whom a full import did not name; returns whether that was done. */
    public static boolean deactivate(RegisterImport register, long run, boolean anyNumber, PrintWriter out)
            throws StoreUnavailableException {
        RegisterImport.Deactivation done = register.deactivateUnnamed(run, anyNumber);
        if (done.deactivated()) {
            out.printf(
                    "%,d of %,d active subscribers were not named and are given up%n", done.unnamed(), done.active());
            return true;
        }
        out.printf(
                "%,d of %,d active subscribers were not named (expected at most 5 in 100): nobody is given up; if the files are"
                        + " whole, run it again with --give-up-any-number%n",
                done.unnamed(), done.active());
        return false;
    }
}
