package org.waypost.gateway.ops;

import java.util.List;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.upkeep.SubjectExport;
import org.waypost.gateway.upkeep.SubjectRights;
import org.waypost.itinerary.model.Msisdn;

/** {@link SubjectRights} for requests; the number is their body, for paths are what others write down. */
public final class RightsRoutes {
    private final SubjectRights rights;
    private final Numbering numbering;

    public RightsRoutes(SubjectRights rights, Numbering numbering) {
        this.rights = rights;
        this.numbering = numbering;
    }

    /** What there is to ask for. */
    public List<Route> routes() {
        return List.of(
                Route.post("/v1/subject/export", this::export).by(StaffAction.EXPORT),
                Route.post("/v1/subject/withdraw", this::withdraw).by(StaffAction.WITHDRAW_CONSENT),
                Route.post("/v1/subject/erase", this::erase).by(StaffAction.ERASE));
    }

    private Answer export(Asked asked) throws Exception {
        SubjectExport export = rights.export(asked.number(numbering), asked.operator());
        return Answer.json(JsonText.object(json -> {
            json.writeNumberField("exit", 0);
            json.writeStringField("report", export.toString() + "\n");
            json.writeStringField("json", export.json());
            json.writeStringField("text", export.text());
        }));
    }

    private Answer withdraw(Asked asked) throws Exception {
        Msisdn subject = asked.number(numbering);
        int consents = rights.withdraw(subject, asked.operator());
        return Answer.report(0, SubjectRights.withdrawn(subject, consents) + "\n");
    }

    private Answer erase(Asked asked) throws Exception {
        Msisdn subject = asked.number(numbering);
        SubjectRights.Erasure erasure = rights.erase(subject, asked.operator());
        return Answer.report(0, SubjectRights.erased(subject, erasure) + "\n");
    }
}
