package org.waypost.gateway.upkeep;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.Operator;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.PastRecords;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.PurgeReport;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * Lets everything go that retention no longer allows (contract P7): tracks, case files, lines of the balance, files of
 * rejected lines. What goes cannot be brought back, so a clock that seems to have jumped stops it until a person has looked
 * (contract F14). Runs beside the lanes, in small transactions; a purge that was cut off is run again.
 */
public final class Purge {
    /** A purge may come so many days after the one before; a longer pause needs a person. */
    private static final int LONGEST_PAUSE_DAYS = 7;

    /** Nothing was acknowledged for so long: then a person says whether it is the clock. */
    private static final int LONGEST_QUIET_DAYS = 31;

    private final GatewayStore store;
    private final ItineraryCore core;
    private final RetentionDays days;
    private final AuditPurge audit;
    private final ExpiredFiles quarantine;
    private final ZoneOffset zone;
    private final Clock clock;

    /**
     * @param auditDays for which the audit is kept; what is older goes hourly without this
     * @param quarantines directories of files of rejected lines
     * @param zone whose calendar days are counted
     */
    public Purge(
            GatewayStore store,
            ItineraryCore core,
            RetentionDays days,
            int auditDays,
            List<Path> quarantines,
            ZoneOffset zone,
            Clock clock) {
        this.store = store;
        this.core = core;
        this.days = days;
        this.audit = new AuditPurge(store, auditDays);
        this.quarantine = new ExpiredFiles(quarantines);
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param lines for people
     * @param refused whether something was not done, because the clock may be wrong
     * @param gone how much is deleted, of whatever kind
     */
    public record Report(List<String> lines, boolean refused, long gone) {
        public Report {
            lines = List.copyOf(lines);
        }

        @Override
        public String toString() {
            return String.join("\n", lines);
        }
    }

    /**
     * Does what is due, the gateway's part once a day.
     *
     * @param stop asked between two steps
     */
    public Report due(BooleanSupplier stop) throws StoreUnavailableException, SQLException, IOException {
        boolean done = store.past().purgedOn().equals(Optional.of(today()));
        return run(false, !done, stop, null);
    }

    /**
     * Does everything now.
     *
     * @param force whether a person has looked at the clock
     * @param operator who has it done, as the audit names them
     */
    public Report now(boolean force, String operator) throws StoreUnavailableException, SQLException, IOException {
        return run(force, true, () -> false, operator);
    }

    private Report run(boolean force, boolean gateway, BooleanSupplier stop, @Nullable String operator)
            throws StoreUnavailableException, SQLException, IOException {
        List<String> lines = new ArrayList<>();
        PurgeReport tracks = core.purge(force);
        boolean refused = !tracks.done();
        long gone = tracks.tracks();
        lines.add(
                tracks.done()
                        ? "tracks of days before %s: %d deleted".formatted(tracks.before(), tracks.tracks())
                        : "tracks are kept: " + tracks.refusal());
        String refusal = force ? "" : refusal();
        if (gateway && refusal.isEmpty()) {
            gone += ofGateway(lines, stop);
        } else if (gateway) {
            refused = true;
            lines.add("case files, balance and rejected lines are kept: " + refusal);
        }
        if (operator != null) {
            AuditPurge.Done done = audit.run(clock.instant(), force, operator);
            refused |= done.stopped();
            lines.add(
                    done.stopped()
                            ? "the audit is kept: very many days of it would go at once: is the clock right?"
                            : "pages of the audit: %d deleted".formatted(done.pages()));
        }
        if (operator != null || gone > 0) {
            String detail = "%s, %d gone".formatted(refused ? "refused in part" : "done", gone);
            store.audit(
                    null,
                    List.of(AuditEntry.staff(
                            AuditEntry.Event.PURGED, null, detail, operator == null ? Operator.MACHINE : operator)),
                    clock.instant());
        }
        return new Report(lines, refused, gone);
    }

    private long ofGateway(List<String> lines, BooleanSupplier stop) throws StoreUnavailableException, IOException {
        Instant now = clock.instant();
        long files = forgetSenders(now.minus(Duration.ofDays(days.caseFiles())), stop);
        lines.add("case files of senders silent for %d days: %d deleted".formatted(days.caseFiles(), files));
        long folded = 0;
        LocalDate before = now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(days.balance());
        while (!stop.getAsBoolean() && store.past().foldBalance(before)) {
            folded++;
        }
        lines.add("days of the balance before %s: %d added up".formatted(before, folded));
        int rejected = quarantine.deleteBefore(now.minus(Duration.ofDays(days.quarantine())));
        lines.add("files of rejected lines older than %d days: %d deleted".formatted(days.quarantine(), rejected));
        if (!stop.getAsBoolean()) {
            store.past().purged(today());
        }
        return files + rejected;
    }

    private long forgetSenders(Instant before, BooleanSupplier stop) throws StoreUnavailableException {
        long gone = 0;
        SubscriberKey last = null;
        do {
            PastRecords.Step step =
                    store.past().forgetSenders(last, file -> file.latest().isBefore(before));
            gone += step.gone();
            last = step.last();
        } while (last != null && !stop.getAsBoolean());
        return gone;
    }

    /** Why the clock may be wrong; empty if nothing speaks for that. */
    private String refusal() throws StoreUnavailableException {
        LocalDate today = today();
        Optional<LocalDate> last = store.past().purgedOn();
        if (last.isPresent()) {
            return today.isBefore(last.get()) || today.isAfter(last.get().plusDays(LONGEST_PAUSE_DAYS))
                    ? "the last purge was on %s and today is said to be %s (expected at most %d days later): is the clock right?"
                            .formatted(last.get(), today, LONGEST_PAUSE_DAYS)
                    : "";
        }
        Optional<LocalDate> latest = store.past().latestDay();
        return latest.isPresent() && today.isAfter(latest.get().plusDays(LONGEST_QUIET_DAYS))
                ? "the latest question is of %s and today is said to be %s (expected at most %d days later): is the clock right?"
                        .formatted(latest.get(), today, LONGEST_QUIET_DAYS)
                : "";
    }

    private LocalDate today() {
        return clock.instant().atOffset(zone).toLocalDate();
    }
}
