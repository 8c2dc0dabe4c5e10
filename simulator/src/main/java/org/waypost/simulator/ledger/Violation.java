package org.waypost.simulator.ledger;

/**
 * A promise that was broken.
 *
 * @param promise the clause of the contract, as {@code D1}
 * @param what happened
 * @param history everything known about the question concerned, a line for each event; empty where none is
 */
public record Violation(String promise, String what, String history) {
    @Override
    public String toString() {
        return history.isEmpty() ? promise + ": " + what : promise + ": " + what + "\n" + history;
    }
}
