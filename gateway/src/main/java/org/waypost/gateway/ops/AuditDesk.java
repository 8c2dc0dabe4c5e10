package org.waypost.gateway.ops;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.store.AuditSeals;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.upkeep.AuditFault;
import org.waypost.gateway.upkeep.AuditHeadsFile;
import org.waypost.gateway.upkeep.AuditLine;
import org.waypost.gateway.upkeep.AuditProof;
import org.waypost.gateway.upkeep.AuditReading;
import org.waypost.gateway.upkeep.AuditReport;
import org.waypost.gateway.upkeep.AuditSettings;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;

/** The audit, proved and read for a person; each look stands in it, a reading before anything is shown, a proof with its outcome. */
public final class AuditDesk {
    /** Pseudonyms told apart; of more, it is said that there are more. */
    private static final int MOST_PSEUDONYMS = 1_000_000;

    private static final Set<String> DISCLOSING =
            Set.of(AuditEntry.Event.DISCLOSURE.name(), AuditEntry.Event.STAFF_LOOKUP.name());

    private final GatewayStore store;
    private final KeyRing keys;
    private final AuditSettings settings;
    private final ZoneOffset zone;
    private final Clock clock;

    /** @param zone whose days are meant */
    public AuditDesk(GatewayStore store, KeyRing keys, AuditSettings settings, ZoneOffset zone, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.settings = settings;
        this.zone = zone;
        this.clock = clock;
    }

    private void note(@Nullable Msisdn subject, AuditEntry.Event event, @Nullable String detail, String operator)
            throws StoreUnavailableException {
        store.audit(subject, List.of(AuditEntry.staff(event, null, detail, operator)), clock.instant());
    }

    /** Proves the whole audit; returns whether it is as it was written. */
    public boolean verify(String operator, PrintWriter out) throws StoreUnavailableException {
        AuditSeals seals = new AuditSeals(keys);
        AuditReport report = new AuditProof(store, seals, new AuditHeadsFile(settings.heads(), seals, clock)).look();
        out.printf("%,d chains, %,d pages, %,d entries%n", report.chains(), report.pages(), report.entries());
        for (AuditFault fault : report.faults()) {
            out.printf("  %s%n", fault);
        }
        if (report.found() > report.faults().size()) {
            out.printf("  and %,d more%n", report.found() - report.faults().size());
        }
        out.println(report.whole() ? "the audit is as it was written" : "the audit is not as it was written");
        out.flush();
        note(null, AuditEntry.Event.AUDIT_VERIFIED, report.found() + " faults", operator);
        return report.whole();
    }

    /** Shows everything that is audited about a number, which is masked. */
    public void show(Msisdn subject, boolean csv, String operator, PrintWriter out)
            throws StoreUnavailableException, IOException {
        note(subject, AuditEntry.Event.AUDIT_READ, null, operator);
        String pseudonym = HexFormat.of().formatHex(keys.auditSubject(subject));
        out.println(csv ? "at,event,service,detail,basis,operator" : subject + ", as of " + clock.instant());
        new AuditReading(store).each(Instant.MIN, Instant.MAX, line -> {
            if (pseudonym.equals(line.subject())) {
                out.println(csv ? written(line, ",") : written(line, "  "));
            }
        });
        out.flush();
    }

    private static String written(AuditLine line, String between) {
        return String.join(
                between,
                line.at().toString(),
                line.event().toLowerCase(Locale.ROOT),
                or(line.service()),
                or(line.detail()).replace(',', ';'),
                or(line.basis()),
                or(line.operator()));
    }

    private static String or(@Nullable String value) {
        return value == null ? "-" : value;
    }

    private static final class Count {
        private final Set<String> pseudonyms = new HashSet<>();
        private long entries;
        private boolean more;
    }

    /**
     * Says what was disclosed on some days, from the first to the last: how often, of how many numbers, by service and operator.
     *
     * @param list each of them too, with its pseudonym, as CSV
     */
    public void disclosures(LocalDate first, LocalDate last, boolean list, String operator, PrintWriter out)
            throws StoreUnavailableException, IOException {
        note(null, AuditEntry.Event.DISCLOSURES_LISTED, "%s to %s".formatted(first, last), operator);
        Map<String, Count> counts = new TreeMap<>();
        if (list) {
            out.println("at,pseudonym,event,service,basis,operator");
        }
        Instant from = first.atStartOfDay().toInstant(zone);
        Instant until = last.plusDays(1).atStartOfDay().toInstant(zone);
        new AuditReading(store).each(from, until, line -> {
            if (!DISCLOSING.contains(line.event())) {
                return;
            }
            if (list) {
                out.println(String.join(
                        ",",
                        line.at().toString(),
                        or(line.subject()),
                        line.event().toLowerCase(Locale.ROOT),
                        or(line.service()),
                        or(line.basis()),
                        or(line.operator())));
            }
            String group = "%-14s %-16s %-16s"
                    .formatted(line.event().toLowerCase(Locale.ROOT), or(line.service()), or(line.operator()));
            count(counts.computeIfAbsent(group, g -> new Count()), or(line.subject()));
        });
        if (!list) {
            out.printf("%-14s %-16s %-16s %12s %12s%n", "event", "service", "operator", "disclosures", "numbers");
            counts.forEach((group, count) -> out.printf(
                    "%s %12d %12s%n", group, count.entries, count.pseudonyms.size() + (count.more ? "+" : "")));
        }
        out.flush();
    }

    private static void count(Count count, String pseudonym) {
        count.entries++;
        if (count.pseudonyms.size() < MOST_PSEUDONYMS) {
            count.pseudonyms.add(pseudonym);
        } else {
            count.more |= !count.pseudonyms.contains(pseudonym);
        }
    }
}
