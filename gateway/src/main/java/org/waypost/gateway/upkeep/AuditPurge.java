package org.waypost.gateway.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.store.AuditPage;
import org.waypost.gateway.store.AuditState;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;

/**
 * Lets pages of the audit go that are older than retention, and stops itself where that would be very many days at once: then
 * the clock is wrong rather than the audit old (contract P7, F14).
 */
public final class AuditPurge {
    /** Six months; nothing younger ever goes. */
    public static final int LEAST_DAYS = 180;

    /** More days than this at once need a person's word. */
    private static final Duration MOST_AT_ONCE = Duration.ofDays(35);

    private static final int PAGES_PER_CHAIN = 100;

    private final GatewayStore store;
    private final Duration retention;

    /** @throws IllegalArgumentException if that is less than the law allows */
    public AuditPurge(GatewayStore store, int retentionDays) {
        if (retentionDays < LEAST_DAYS) {
            throw new IllegalArgumentException(
                    "audit kept for %d days (expected at least %d)".formatted(retentionDays, LEAST_DAYS));
        }
        this.store = store;
        this.retention = Duration.ofDays(retentionDays);
    }

    /**
     * What became of a purge.
     *
     * @param pages gone
     * @param stopped whether it stopped itself because the clock seems wrong
     */
    public record Done(long pages, boolean stopped) {}

    /**
     * Purges.
     *
     * @param anyNumberOfDays whether a person has looked at the clock
     * @param operator who has it done, as the audit names them
     */
    public Done run(Instant now, boolean anyNumberOfDays, String operator) throws StoreUnavailableException {
        Instant before = now.minus(retention);
        Instant oldest = oldest(now);
        if (!oldest.isBefore(before)) {
            return new Done(0, false);
        }
        if (!anyNumberOfDays && Duration.between(oldest, before).compareTo(MOST_AT_ONCE) > 0) {
            return new Done(0, true);
        }
        long pages = 0;
        for (int gone = 1; gone > 0; pages += gone) {
            gone = store.purgeAudit(before, PAGES_PER_CHAIN);
        }
        store.audit(
                null,
                List.of(AuditEntry.staff(
                        AuditEntry.Event.AUDIT_PURGED, null, "%d pages before %s".formatted(pages, before), operator)),
                now);
        return new Done(pages, false);
    }

    private Instant oldest(Instant now) throws StoreUnavailableException {
        Instant oldest = now;
        for (AuditState state : store.auditStates()) {
            for (AuditPage page : store.auditPages(state.chain(), 0, 1)) {
                oldest = page.written().isBefore(oldest) ? page.written() : oldest;
            }
        }
        return oldest;
    }
}
