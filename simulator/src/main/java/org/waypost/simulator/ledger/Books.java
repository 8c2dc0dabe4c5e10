package org.waypost.simulator.ledger;

import java.util.List;
import org.waypost.gateway.store.Balance;
import org.waypost.gateway.store.ReplyNote;

/**
 * The gateway's own records, read when it was at rest.
 *
 * @param balance what it counted
 * @param open all replies it has not done with
 * @param disclosures entries of its audit that tell of one
 */
public record Books(Balance balance, List<ReplyNote> open, long disclosures) {
    public Books {
        open = List.copyOf(open);
    }
}
