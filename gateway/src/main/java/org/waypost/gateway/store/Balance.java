package org.waypost.gateway.store;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether everything that was acknowledged is accounted for (contract D15): counts of what happened beside counts of what
 * stands in the tables, all as of one moment.
 *
 * @param lines what happened
 * @param open replies that wait to be sent
 * @param sending replies handed to a session
 * @param waitingParts parts whose message is not whole
 */
public record Balance(List<BalanceLine> lines, long open, long sending, long waitingParts) {
    private static final Set<BalanceItem> ACCOUNTED_PARTS = EnumSet.of(
            BalanceItem.MESSAGE,
            BalanceItem.JOINED_PART,
            BalanceItem.ABANDONED_PART,
            BalanceItem.REPEAT,
            BalanceItem.RECEIPT);

    public Balance {
        lines = List.copyOf(lines);
    }

    /** How often something happened, over all days, nodes, lanes and peers. */
    public long total(BalanceItem item) {
        return lines.stream()
                .filter(line -> line.item() == item)
                .mapToLong(BalanceLine::total)
                .sum();
    }

    private long total(Collection<BalanceItem> items) {
        return items.stream().mapToLong(this::total).sum();
    }

    /** Acknowledged parts less those accounted for: 0, or something was lost or told twice. */
    public long partsUnaccounted() {
        return total(BalanceItem.ACKNOWLEDGED) - total(ACCOUNTED_PARTS) - waitingParts;
    }

    /** Messages less those that ended or are open: 0, or something was lost or told twice. */
    public long messagesUnaccounted() {
        return total(BalanceItem.MESSAGE) - total(BalanceItem.FATES) - open - sending;
    }

    public boolean holds() {
        return partsUnaccounted() == 0 && messagesUnaccounted() == 0;
    }
}
