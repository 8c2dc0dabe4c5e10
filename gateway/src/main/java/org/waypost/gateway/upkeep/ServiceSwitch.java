package org.waypost.gateway.upkeep;

import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;

/**
 * The stop switch of each product: whoever asks for one that is stopped is told so, also in the middle of a dialogue
 * (contract P9). Kept in memory for the lanes, in the store for restarts and other nodes, which take it up within seconds.
 */
public final class ServiceSwitch implements Supplier<Set<String>> {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceSwitch.class);

    private final GatewayStore store;
    private final Clock clock;
    private volatile Set<String> stopped = Set.of();

    public ServiceSwitch(GatewayStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Names of the products that are stopped. */
    @Override
    public Set<String> get() {
        return stopped;
    }

    /** Takes up what the store says. */
    public void refresh() throws StoreUnavailableException {
        Set<String> now = Set.copyOf(store.stoppedServices().read());
        if (!now.equals(stopped)) {
            LOG.warn("services stopped by staff: {}", now);
            stopped = now;
        }
    }

    public void stop(String service, String operator) throws StoreUnavailableException {
        AuditEntry entry = AuditEntry.staff(AuditEntry.Event.SERVICE_STOPPED, service, null, operator);
        store.stoppedServices().stop(service, entry, clock.instant());
        refresh();
    }

    public void start(String service, String operator) throws StoreUnavailableException {
        AuditEntry entry = AuditEntry.staff(AuditEntry.Event.SERVICE_STARTED, service, null, operator);
        store.stoppedServices().start(service, entry, clock.instant());
        refresh();
    }
}
