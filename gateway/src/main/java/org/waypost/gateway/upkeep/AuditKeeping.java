package org.waypost.gateway.upkeep;

import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.authorization.Operator;
import org.waypost.gateway.store.AuditSeals;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.keys.KeyRing;

/** What has to be done with the audit by the minute and by the hour: its heads signed, its oldest pages purged. */
public final class AuditKeeping {
    private static final Logger LOG = LoggerFactory.getLogger(AuditKeeping.class);
    private static final int ROUNDS_PER_MINUTE = 60;
    private static final int ROUNDS_PER_HOUR = 3600;

    private final GatewayStore store;
    private final AuditHeadsFile heads;
    private final AuditPurge purge;
    private final Clock clock;
    private long rounds;

    public AuditKeeping(GatewayStore store, KeyRing keys, AuditSettings settings, Clock clock) {
        this.store = store;
        this.heads = new AuditHeadsFile(settings.heads(), new AuditSeals(keys), clock);
        this.purge = new AuditPurge(store, settings.retentionDays());
        this.clock = clock;
    }

    /** Signs where the audit stands. */
    public void sign() throws IOException, StoreUnavailableException {
        heads.sign(store);
    }

    /** The same where nobody waits for it. */
    public void signOrWarn() {
        try {
            sign();
        } catch (IOException | StoreUnavailableException e) {
            LOG.error("the heads of the audit cannot be signed now: {}", e.getMessage());
        }
    }

    /** Does what is due; called every second, by one thread. */
    void round() {
        rounds++;
        if (rounds % ROUNDS_PER_HOUR == 0) {
            purge();
        }
        if (rounds % ROUNDS_PER_MINUTE == 0) {
            signOrWarn();
        }
    }

    private void purge() {
        try {
            AuditPurge.Done done = purge.run(clock.instant(), false, Operator.MACHINE);
            if (done.stopped()) {
                LOG.error("the audit is not purged: very many days of it would go at once; is the clock right?");
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("the audit is not purged for now: {}", e.getMessage());
        }
    }
}
