package org.waypost.simulator.ledger;

import org.waypost.itinerary.model.Msisdn;

/**
 * One text of a subscriber that must have one effect and, unless something definite happens to it, one reply.
 *
 * <p>{@link #toString()} masks the number and tells nothing of the text.
 *
 * @param number counts the questions of a ledger; of one sender, in the order they were asked
 * @param sender country code and national number, digits only
 * @param shortCode where it was sent, and so where its reply comes from
 * @param parts in how many short messages it was handed over
 * @param marker a phrase that its reply holds, and no other reply to this sender from this short code
 * @param kind what its effect is
 */
public record Question(int number, String sender, String shortCode, int parts, String marker, Kind kind) {
    /** What a question does beyond being answered. */
    public enum Kind {
        PLAIN,
        /** Its reply is a disclosure, which must be audited (contract P6). */
        DISCLOSING,
        /** It ends the sender's replies that have not left (contract D5). */
        WITHDRAWING
    }

    public Question {
        if (parts < 1) {
            throw new IllegalArgumentException("question in %d parts (expected at least 1)".formatted(parts));
        }
    }

    @Override
    public String toString() {
        return "question %d of %s to %s".formatted(number, Msisdn.ofDigits(sender), shortCode);
    }
}
