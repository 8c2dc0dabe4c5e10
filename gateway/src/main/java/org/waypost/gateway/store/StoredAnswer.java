package org.waypost.gateway.store;

import java.time.Instant;
import org.waypost.gateway.dialogue.Answer;
import org.waypost.gateway.message.Message;

/**
 * A message with all that follows from it, ready to be written.
 *
 * @param question id under which it is stored
 * @param arrival keyed digest that is unique to the request; not to be changed
 * @param message the message
 * @param answer what was decided
 * @param segments how many segments the reply takes; 0 for silence
 * @param received when it came
 * @param expires when its reply is of no use any more
 */
@SuppressWarnings("ArrayRecordComponent") // written to a column, never compared
public record StoredAnswer(
        long question,
        byte[] arrival,
        Message message,
        Answer answer,
        int segments,
        Instant received,
        Instant expires) {}
