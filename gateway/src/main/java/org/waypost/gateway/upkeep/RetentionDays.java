package org.waypost.gateway.upkeep;

/**
 * How many days things are kept that nobody needs any longer; tracks have their own in the core's settings.
 *
 * @param caseFiles after the last that is known of a sender, 31 to 400
 * @param balance after which its lines are added up, 8 to 400
 * @param quarantine after a file of rejected lines was written, 1 to 400
 */
public record RetentionDays(int caseFiles, int balance, int quarantine) {
    public static final RetentionDays DEFAULT = new RetentionDays(180, 32, 30);

    public RetentionDays {
        require("case-files", caseFiles, 31);
        require("balance", balance, 8);
        require("quarantine", quarantine, 1);
    }

    private static void require(String name, int days, int least) {
        if (days < least || days > 400) {
            throw new IllegalArgumentException("%s %d (expected %d to 400 days)".formatted(name, days, least));
        }
    }
}
