package org.waypost.gateway.message;

/**
 * A sender as the bearer wrote it, before numbering makes a number of it.
 *
 * <p>{@link #toString()} hides the address.
 *
 * @param typeOfNumber 0 unknown, 1 international, 2 national, 3 network specific, 4 subscriber, 5 alphanumeric,
 *     6 abbreviated (3GPP 23.040, clause 9.1.2.5); any other value is kept
 * @param numberingPlan 1 for E.164; others kept
 * @param address in any spelling
 */
public record Sender(int typeOfNumber, int numberingPlan, String address) {
    @Override
    public String toString() {
        return "Sender[TON %d, NPI %d, %d characters]".formatted(typeOfNumber, numberingPlan, address.length());
    }
}
