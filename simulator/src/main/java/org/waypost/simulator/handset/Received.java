package org.waypost.simulator.handset;

/**
 * A whole message on a phone. {@link #toString()} does not show the text.
 *
 * @param from number or short code
 * @param segments how many short messages it came in
 * @param nanos when the last of them came, on the clock the phone was given
 */
public record Received(String from, String text, int segments, long nanos) {
    @Override
    public String toString() {
        return "Received[%d characters in %d segments]".formatted(text.length(), segments);
    }
}
