package org.waypost.gateway.store;

import java.time.Instant;
import org.waypost.gateway.dialogue.Answer;
import org.waypost.gateway.message.Message;

/**
 * A message with all that follows from it, ready to be written.
 *
 * @param question id under which it is stored
 * @param message the message
 * @param answer what was decided
 * @param segments how many segments the reply takes; 0 for silence
 * @param atOnce whether the reply shall be written as being sent, because there is room for it at the peer; it is not if
 *     an older reply to the same sender is open
 * @param received when it came
 * @param expires when its reply is of no use any more
 */
public record StoredAnswer(
        long question,
        Message message,
        Answer answer,
        int segments,
        boolean atOnce,
        Instant received,
        Instant expires) {}
