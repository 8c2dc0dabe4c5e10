package org.waypost.gateway.ops;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.itinerary.model.Msisdn;

/** {@link AuditDesk} for requests; a number is a body, for paths are what others write down. */
public final class AuditRoutes {
    private static final int FAULTY = 3;

    private final AuditDesk desk;
    private final Numbering numbering;

    public AuditRoutes(AuditDesk desk, Numbering numbering) {
        this.desk = desk;
        this.numbering = numbering;
    }

    /** What there is to ask for. */
    public List<Route> routes() {
        return List.of(
                Route.post("/v1/audit/verify", this::verify).by(StaffAction.VERIFY_AUDIT),
                Route.post("/v1/audit/show", this::show).by(StaffAction.READ_AUDIT),
                Route.post("/v1/audit/disclosures", this::disclosures).by(StaffAction.LIST_DISCLOSURES));
    }

    private Answer verify(Asked asked) throws Exception {
        StringWriter text = new StringWriter();
        return Answer.report(desk.verify(asked.operator(), new PrintWriter(text)) ? 0 : FAULTY, text.toString());
    }

    private Answer show(Asked asked) throws Exception {
        Msisdn subject = asked.number(numbering);
        StringWriter text = new StringWriter();
        desk.show(subject, flag(asked, "csv"), asked.operator(), new PrintWriter(text));
        return Answer.report(0, text.toString());
    }

    private Answer disclosures(Asked asked) throws Exception {
        StringWriter text = new StringWriter();
        desk.disclosures(
                day(asked, "from"), day(asked, "to"), flag(asked, "csv"), asked.operator(), new PrintWriter(text));
        return Answer.report(0, text.toString());
    }

    private static boolean flag(Asked asked, String name) {
        return asked.parameter(name).map("true"::equals).orElse(false);
    }

    private static LocalDate day(Asked asked, String name) throws RefusedRequestException {
        try {
            return LocalDate.parse(asked.parameter(name).orElse(""));
        } catch (DateTimeException e) {
            throw new RefusedRequestException(400, name + " (expected a day as 2026-11-24)");
        }
    }
}
