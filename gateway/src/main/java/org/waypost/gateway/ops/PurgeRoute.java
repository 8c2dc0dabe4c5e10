package org.waypost.gateway.ops;

import java.util.List;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.upkeep.Purge;

/** {@link Purge} for a request. */
public final class PurgeRoute {
    private final Purge purge;

    public PurgeRoute(Purge purge) {
        this.purge = purge;
    }

    /** What there is to ask for. */
    public List<Route> routes() {
        return List.of(Route.post("/v1/purge", this::now).by(StaffAction.PURGE));
    }

    private Answer now(Asked asked) throws Exception {
        boolean force = asked.parameter("force").map("true"::equals).orElse(false);
        Purge.Report report = purge.now(force, asked.operator());
        return Answer.report(report.refused() ? 1 : 0, report + "\n");
    }
}
