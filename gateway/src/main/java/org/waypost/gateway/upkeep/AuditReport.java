package org.waypost.gateway.upkeep;

import java.util.List;

/**
 * What a look at the whole audit found.
 *
 * @param chains looked at
 * @param pages looked at
 * @param entries on them
 * @param faults the first of them
 * @param found how many there are in all
 */
public record AuditReport(long chains, long pages, long entries, List<AuditFault> faults, long found) {
    public AuditReport {
        faults = List.copyOf(faults);
    }

    public boolean whole() {
        return found == 0;
    }
}
