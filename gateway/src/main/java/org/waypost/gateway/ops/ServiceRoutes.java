package org.waypost.gateway.ops;

import java.util.List;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.query.Services;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.upkeep.ServiceSwitch;

/** Which products are stopped, and the switch. */
public final class ServiceRoutes {
    private final Services services;
    private final ServiceSwitch stop;

    public ServiceRoutes(Services services, ServiceSwitch stop) {
        this.services = services;
        this.stop = stop;
    }

    /** What there is to ask for. */
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/services", this::list),
                Route.post("/v1/services/{service}/stop", this::stop).by(StaffAction.SWITCH_SERVICE),
                Route.post("/v1/services/{service}/start", this::start).by(StaffAction.SWITCH_SERVICE));
    }

    private Answer list(Asked asked) {
        return Answer.json(JsonText.array(json -> {
            for (Service service : services.all()) {
                json.writeStartObject();
                json.writeStringField("service", service.name());
                json.writeStringField("state", state(service));
                json.writeStringField("from", String.valueOf(service.life().from()));
                json.writeStringField("until", String.valueOf(service.life().until()));
                json.writeEndObject();
            }
        }));
    }

    private String state(Service service) {
        return service.life().stopped()
                ? "stopped by the configuration"
                : stop.get().contains(service.name()) ? "stopped" : "started";
    }

    private Answer stop(Asked asked) throws StoreUnavailableException, RefusedRequestException {
        Service service = service(asked);
        stop.stop(service.name(), asked.operator());
        return done(service);
    }

    private Answer start(Asked asked) throws StoreUnavailableException, RefusedRequestException {
        Service service = service(asked);
        stop.start(service.name(), asked.operator());
        return done(service);
    }

    private Answer done(Service service) {
        return Answer.json(JsonText.object(json -> {
            json.writeStringField("service", service.name());
            json.writeStringField("state", state(service));
        }));
    }

    private Service service(Asked asked) throws RefusedRequestException {
        return services.named(asked.variable("service"))
                .orElseThrow(() -> new RefusedRequestException(
                        404,
                        "no such service (expected one of %s)"
                                .formatted(services.all().stream()
                                        .map(Service::name)
                                        .toList())));
    }
}
