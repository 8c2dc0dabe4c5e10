package org.waypost.gateway.authorization;

import java.time.Instant;
import org.waypost.gateway.query.Language;

/**
 * A dialogue that waits for the subscriber's next text.
 *
 * @param peer through whom it is held; nobody goes on with it through another, who may have forged the sender
 * @param service what is asked for
 * @param shortCode where the question was sent
 * @param step what it waits for
 * @param language in which it is held
 * @param expires when it stops waiting
 */
public record OpenDialogue(
        String peer, String service, String shortCode, Step step, Language language, Instant expires) {
    /** What a dialogue waits for. */
    public enum Step {
        /** The last four characters of the ID. */
        ENDING,
        /** The consent; an ID ending, where one is needed, was right already. */
        CONSENT
    }
}
