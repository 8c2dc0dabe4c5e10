package org.waypost.gateway.upkeep;

import java.util.List;
import java.util.Map;

/**
 * What became of a register file.
 *
 * @param accepted lines taken
 * @param rejected lines refused, by reason
 * @param faults the first refused lines, by number and reason; never their content
 */
public record RegisterReport(long accepted, Map<RegisterRejection, Long> rejected, List<Fault> faults) {
    public RegisterReport {
        rejected = Map.copyOf(rejected);
        faults = List.copyOf(faults);
    }

    /** A refused line. */
    public record Fault(long line, RegisterRejection reason) {}
}
