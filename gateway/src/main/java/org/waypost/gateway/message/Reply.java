package org.waypost.gateway.message;

/**
 * The text that goes back, and why.
 *
 * <p>{@link #toString()} hides the text.
 *
 * @param text as the subscriber will read it
 * @param reason what kind of reply it is, as the audit and the metrics name it
 */
public record Reply(String text, String reason) {
    @Override
    public String toString() {
        return "Reply[%s, %d characters]".formatted(reason, text.length());
    }
}
