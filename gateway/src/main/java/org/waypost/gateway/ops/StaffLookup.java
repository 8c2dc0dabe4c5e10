package org.waypost.gateway.ops;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AccessPolicy;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.wording.Wording;
import org.waypost.itinerary.Explanation;
import org.waypost.itinerary.Grant;
import org.waypost.itinerary.ItinerariesUnavailableException;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;

/** Tells staff what a subscriber would be told, and why; the look-up stands in the audit before anything is read. */
public final class StaffLookup {
    private final GatewayStore store;
    private final ItineraryCore core;
    private final KeyRing keys;
    private final AccessPolicy policy;
    private final Wording wording;
    private final Clock clock;

    public StaffLookup(
            GatewayStore store, ItineraryCore core, KeyRing keys, AccessPolicy policy, Wording wording, Clock clock) {
        this.store = store;
        this.core = core;
        this.keys = keys;
        this.policy = policy;
        this.wording = wording;
        this.clock = clock;
    }

    /**
     * Looks up.
     *
     * @param asOf as if asked on this day; null for today
     * @param explain whether every presence found is told
     * @param operator who looks, as the audit names them
     * @return text for a person, the number masked
     */
    public String look(Msisdn subject, Service service, @Nullable LocalDate asOf, boolean explain, String operator)
            throws StoreUnavailableException, ItinerariesUnavailableException {
        LocalDate day = asOf != null ? asOf : policy.day(clock.instant());
        CaseFile file = store.file(keys.subscriber(subject)).orElse(CaseFile.fresh(null));
        store.audit(
                subject,
                List.of(AuditEntry.staff(AuditEntry.Event.STAFF_LOOKUP, service.name(), null, operator)),
                clock.instant());
        Grant grant = policy.staffGrant(subject, file, service, day, operator);
        return text(service, subject, day, file, core.explain(grant), explain);
    }

    private String text(
            Service service, Msisdn subject, LocalDate day, CaseFile file, Explanation explanation, boolean explain) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        Language language = file.registration() != null && file.registration().language() != null
                ? file.registration().language()
                : service.language();
        out.printf("%s, %s, as of %s%n", subject, service.name(), day);
        out.println(wording.answer(
                service,
                language,
                new Wording.Asked(subject, day, null, false),
                file.overrides().applied(explanation.itinerary())));
        if (explain) {
            explanation.periods().forEach(period -> explain(period, out));
            file.overrides()
                    .all()
                    .forEach(override -> out.printf(
                            "%noverride %x leaves out %s from %s to %s%n",
                            override.id(), override.city(), override.first(), override.last()));
        }
        return text.toString();
    }

    private static void explain(Explanation.Period period, PrintWriter out) {
        out.printf("%n%s to %s%n", period.window().first(), period.window().last());
        for (Explanation.Finding finding : period.findings()) {
            out.printf(
                    "  %s  %s to %s, %d strong and %d border minutes: %s%n",
                    finding.place().english(),
                    finding.first(),
                    finding.last(),
                    finding.strong(),
                    finding.border(),
                    finding.counts() ? "counts" : "too short");
        }
    }
}
