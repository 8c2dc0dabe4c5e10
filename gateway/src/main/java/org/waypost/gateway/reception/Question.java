package org.waypost.gateway.reception;

import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Message;

/** A whole message to be decided, with its sender's file. */
record Question(Arrival arrival, long id, Fingerprint fingerprint, String text, CaseFile file) {
    Message message() {
        InboundPart part = arrival.part();
        return new Message(part.peer(), part.shortCode(), arrival.sender(), arrival.subscriber(), text);
    }
}
