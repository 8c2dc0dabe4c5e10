package org.waypost.gateway.upkeep;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.waypost.gateway.store.AuditPage;
import org.waypost.gateway.store.AuditState;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;

/** Reads the audit from one end to the other, a few pages in memory at a time. */
public final class AuditReading {
    private static final int PAGES_AT_ONCE = 100;

    private final GatewayStore store;

    public AuditReading(GatewayStore store) {
        this.store = store;
    }

    /**
     * Every entry of a time, chain by chain, in order within each.
     *
     * @param until the first moment that is too late
     * @throws IOException if a page cannot be read
     */
    public void each(Instant from, Instant until, Consumer<AuditLine> reader)
            throws StoreUnavailableException, IOException {
        for (AuditState state : store.auditStates()) {
            List<AuditPage> pages = store.auditPages(state.chain(), 0, PAGES_AT_ONCE);
            while (!pages.isEmpty()) {
                for (AuditPage page : pages) {
                    for (AuditLine line : AuditLine.read(page)) {
                        if (!line.at().isBefore(from) && line.at().isBefore(until)) {
                            reader.accept(line);
                        }
                    }
                }
                pages = store.auditPages(
                        state.chain(), pages.get(pages.size() - 1).number(), PAGES_AT_ONCE);
            }
        }
    }
}
