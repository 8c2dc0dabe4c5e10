package org.waypost.gateway.ops;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.query.Services;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.ItinerariesUnavailableException;
import org.waypost.itinerary.model.Msisdn;

/** {@link StaffLookup} for a request; the number is its body, for paths are what others write down. */
public final class LookupRoute {
    private final StaffLookup lookup;
    private final Services services;
    private final Numbering numbering;

    public LookupRoute(StaffLookup lookup, Services services, Numbering numbering) {
        this.lookup = lookup;
        this.services = services;
        this.numbering = numbering;
    }

    /** What there is to ask for. */
    public List<Route> routes() {
        return List.of(Route.post("/v1/itinerary", this::look).by(StaffAction.LOOK_UP));
    }

    private Answer look(Asked asked) throws IOException, StoreUnavailableException, RefusedRequestException {
        Msisdn subject = asked.number(numbering);
        boolean explain = asked.parameter("explain").map("true"::equals).orElse(false);
        try {
            String text = lookup.look(subject, service(asked), day(asked), explain, asked.operator());
            return Answer.report(0, text);
        } catch (ItinerariesUnavailableException e) {
            throw new RefusedRequestException(503, "itineraries cannot be read now");
        }
    }

    private Service service(Asked asked) throws RefusedRequestException {
        String name = asked.parameter("service").orElse(services.all().get(0).name());
        return services.named(name)
                .orElseThrow(() -> new RefusedRequestException(
                        400,
                        "service: unknown (expected one of %s)"
                                .formatted(services.all().stream()
                                        .map(Service::name)
                                        .toList())));
    }

    private static @Nullable LocalDate day(Asked asked) throws RefusedRequestException {
        try {
            return asked.parameter("as-of").map(LocalDate::parse).orElse(null);
        } catch (DateTimeException e) {
            throw new RefusedRequestException(400, "as-of (expected a day as 2026-11-24)");
        }
    }
}
