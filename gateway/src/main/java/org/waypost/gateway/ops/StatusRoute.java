package org.waypost.gateway.ops;

import java.util.List;
import org.waypost.gateway.store.Balance;

/** How the gateway stands, on one page. */
public final class StatusRoute {
    private final Health health;
    private final StoreWatch stores;

    public StatusRoute(Health health, StoreWatch stores) {
        this.health = health;
        this.stores = stores;
    }

    /** What there is to ask for. */
    public List<Route> routes() {
        return List.of(Route.get("/v1/status", asked -> status()));
    }

    private Answer status() {
        StoreWatch.Sight sight = stores.seen();
        List<String> reasons = health.reasons();
        Balance balance = sight.balance();
        return Answer.json(JsonText.object(json -> {
            json.writeStringField("ready", reasons.isEmpty() ? "yes" : String.join("; ", reasons));
            json.writeStringField("last-complete-day", String.valueOf(sight.lastCompleteDay()));
            json.writeStringField("itineraries", sight.itineraries() ? "up" : "down");
            if (balance != null) {
                json.writeNumberField("replies-waiting", balance.open());
                json.writeNumberField("replies-sending", balance.sending());
                json.writeNumberField("parts-waiting", balance.waitingParts());
                json.writeNumberField("parts-unaccounted", balance.partsUnaccounted());
                json.writeNumberField("messages-unaccounted", balance.messagesUnaccounted());
            }
        }));
    }
}
