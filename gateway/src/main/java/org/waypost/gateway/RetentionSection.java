package org.waypost.gateway;

import org.waypost.gateway.configuration.Section;
import org.waypost.gateway.upkeep.AuditPurge;
import org.waypost.gateway.upkeep.RetentionDays;

/**
 * The section {@code retention}.
 *
 * @param tracks days before today whose tracks are kept
 * @param audit days for which the audit is kept
 * @param days of everything else
 */
record RetentionSection(int tracks, int audit, RetentionDays days) {
    /** The day before a window, so that a stay reaching into it has its whole length, and a day to spare. */
    private static final int DAYS_BEYOND_WINDOW = 2;

    /** The longest six months, and a day to spare. */
    private static final int AUDIT_DAYS = 185;

    /** @param farthest days back that any product looks */
    static RetentionSection read(Section top, int farthest) {
        try (Section retention = top.section("retention")) {
            int needed = farthest + DAYS_BEYOND_WINDOW;
            int tracks = retention.integer("tracks", needed, 1, 400);
            if (tracks < needed) {
                retention.problem(
                        "tracks",
                        "%d days (expected at least %d: the longest window and %d days)"
                                .formatted(tracks, needed, DAYS_BEYOND_WINDOW));
            }
            int audit = retention.integer("audit", AUDIT_DAYS, AuditPurge.LEAST_DAYS, 3650);
            RetentionDays d = RetentionDays.DEFAULT;
            int caseFiles = retention.integer("case-files", d.caseFiles(), 31, 400);
            int balance = retention.integer("balance", d.balance(), 8, 400);
            int quarantine = retention.integer("quarantine", d.quarantine(), 1, 400);
            return new RetentionSection(
                    tracks,
                    audit,
                    retention
                            .make(() -> new RetentionDays(caseFiles, balance, quarantine))
                            .orElse(d));
        }
    }
}
