package org.waypost.gateway.ops;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.waypost.gateway.authorization.CityOverride;
import org.waypost.gateway.authorization.OverrideReason;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.OverrideNote;
import org.waypost.gateway.store.Overrides;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.model.Msisdn;

/** Where staff settle what a subscriber disputes: one asks for a city to be left out, another one says yes. */
public final class OverrideDesk {
    private static final int PAGE = 100;

    private final GatewayStore store;
    private final ZoneOffset zone;
    private final Clock clock;

    /** @param zone whose days are meant */
    public OverrideDesk(GatewayStore store, ZoneOffset zone, Clock clock) {
        this.store = store;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * Nothing changes for the subscriber yet. Days to come are not answered, and an override goes with the tracks of its
     * days: one of a day far ahead would be kept for longer than anything else.
     *
     * @return whether it is requested
     */
    public boolean request(Msisdn subject, CityOverride what, OverrideReason reason, String operator, PrintWriter out)
            throws StoreUnavailableException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        if (!what.last().isBefore(today)) {
            out.printf("last day %s is not over (expected one before %s)%n", what.last(), today);
            out.flush();
            return false;
        }
        long id = store.overrides().request(subject, what, reason, operator, clock.instant());
        out.printf("override %x requested; another operator approves it: override approve %x%n", id, id);
        out.flush();
        return true;
    }

    /** Returns whether it is approved now. */
    public boolean approve(long id, String operator, PrintWriter out) throws StoreUnavailableException {
        Overrides.Outcome outcome = store.overrides().approve(id, operator, clock.instant());
        out.println(
                switch (outcome) {
                    case DONE -> "override %x approved; the next answer respects it".formatted(id);
                    case UNKNOWN -> "no override has this id";
                    case SAME_PERSON -> "an override is approved by another operator than who requested it";
                    case APPROVED_BEFORE -> "override %x was approved before".formatted(id);
                    case TOO_MANY -> "this subscriber has too many overrides (withdraw some)";
                });
        out.flush();
        return outcome == Overrides.Outcome.DONE;
    }

    /** Ends a request, or what was approved; returns whether there was one. */
    public boolean withdraw(long id, String operator, PrintWriter out) throws StoreUnavailableException {
        boolean done = store.overrides().withdraw(id, operator, clock.instant());
        out.println(done ? "override %x withdrawn".formatted(id) : "no override has this id");
        out.flush();
        return done;
    }

    /** All there are, numbers masked. */
    public void list(PrintWriter out) throws StoreUnavailableException {
        out.printf(
                "%-16s %-12s %-7s %-24s %-12s %-16s %s%n",
                "override", "number", "city", "days", "reason", "requested-by", "approved-by");
        List<OverrideNote> notes = store.overrides().all(0, PAGE);
        while (!notes.isEmpty()) {
            for (OverrideNote note : notes) {
                CityOverride what = note.what();
                out.printf(
                        "%-16x %-12s %-7s %-24s %-12s %-16s %s%n",
                        what.id(),
                        note.subject(),
                        what.city(),
                        what.first() + ".." + what.last(),
                        note.reason(),
                        note.requestedBy(),
                        note.approvedBy() == null ? "-" : note.approvedBy());
            }
            notes = store.overrides().all(notes.get(notes.size() - 1).what().id(), PAGE);
        }
        out.flush();
    }
}
