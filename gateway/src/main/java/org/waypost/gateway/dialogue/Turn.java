package org.waypost.gateway.dialogue;

import java.time.Instant;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.message.Message;
import org.waypost.gateway.query.Language;

/**
 * One message under decision: what every step needs to know.
 *
 * @param file the sender's, as the steps so far leave it
 * @param lapsed whether a dialogue was open and its time is over
 * @param language of the reply
 * @param now when it is decided
 */
record Turn(Message message, CaseFile file, boolean lapsed, Language language, Instant now) {
    Turn with(CaseFile next) {
        return new Turn(message, next, lapsed, language, now);
    }
}
