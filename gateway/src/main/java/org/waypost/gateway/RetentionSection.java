package org.waypost.gateway;

import org.waypost.gateway.configuration.Section;
import org.waypost.gateway.upkeep.RetentionDays;

/**
 * The section {@code retention}.
 *
 * @param tracks days before today whose tracks are kept
 * @param days of everything else
 */
record RetentionSection(int tracks, RetentionDays days) {
    private static final int DAYS_BEYOND_WINDOW = 2;

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
            RetentionDays d = RetentionDays.DEFAULT;
            int caseFiles = retention.integer("case-files", d.caseFiles(), 31, 400);
            int balance = retention.integer("balance", d.balance(), 8, 400);
            int quarantine = retention.integer("quarantine", d.quarantine(), 1, 400);
            return new RetentionSection(
                    tracks,
                    retention
                            .make(() -> new RetentionDays(caseFiles, balance, quarantine))
                            .orElse(d));
        }
    }
}
