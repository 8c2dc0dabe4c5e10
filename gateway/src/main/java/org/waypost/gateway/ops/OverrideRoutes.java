package org.waypost.gateway.ops;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.waypost.gateway.authorization.CityOverride;
import org.waypost.gateway.authorization.OverrideReason;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.itinerary.model.Msisdn;

/** {@link OverrideDesk} for requests; a number is a body, for paths are what others write down. */
public final class OverrideRoutes {
    private static final int HEXADECIMAL = 16;

    private final OverrideDesk desk;
    private final Numbering numbering;

    public OverrideRoutes(OverrideDesk desk, Numbering numbering) {
        this.desk = desk;
        this.numbering = numbering;
    }

    /** What there is to ask for. */
    public List<Route> routes() {
        return List.of(
                Route.post("/v1/overrides", this::request).by(StaffAction.REQUEST_OVERRIDE),
                Route.get("/v1/overrides", this::list).by(StaffAction.LIST_OVERRIDES),
                Route.post("/v1/overrides/{override}/approve", this::approve).by(StaffAction.APPROVE_OVERRIDE),
                Route.post("/v1/overrides/{override}/withdraw", this::withdraw).by(StaffAction.WITHDRAW_OVERRIDE));
    }

    private Answer request(Asked asked) throws Exception {
        Msisdn subject = asked.number(numbering);
        StringWriter text = new StringWriter();
        boolean requested;
        try {
            CityOverride what = new CityOverride(
                    0,
                    asked.parameter("city").orElse(""),
                    LocalDate.parse(asked.parameter("from").orElse("")),
                    LocalDate.parse(asked.parameter("to").orElse("")));
            OverrideReason reason = OverrideReason.valueOf(asked.parameter("reason")
                    .orElse("")
                    .toUpperCase(Locale.ROOT)
                    .replace('-', '_'));
            requested = desk.request(subject, what, reason, asked.operator(), new PrintWriter(text));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new RefusedRequestException(400, String.valueOf(e.getMessage()));
        }
        return report(requested, text);
    }

    private Answer list(Asked asked) throws Exception {
        StringWriter text = new StringWriter();
        desk.list(new PrintWriter(text));
        return report(true, text);
    }

    private Answer approve(Asked asked) throws Exception {
        StringWriter text = new StringWriter();
        return report(desk.approve(id(asked), asked.operator(), new PrintWriter(text)), text);
    }

    private Answer withdraw(Asked asked) throws Exception {
        StringWriter text = new StringWriter();
        return report(desk.withdraw(id(asked), asked.operator(), new PrintWriter(text)), text);
    }

    private static long id(Asked asked) throws RefusedRequestException {
        try {
            return Long.parseUnsignedLong(asked.variable("override"), HEXADECIMAL);
        } catch (NumberFormatException e) {
            throw new RefusedRequestException(400, "override (expected up to 16 hexadecimal digits, as in the list)");
        }
    }

    private static Answer report(boolean well, StringWriter text) {
        return Answer.report(well ? 0 : 1, text.toString());
    }
}
