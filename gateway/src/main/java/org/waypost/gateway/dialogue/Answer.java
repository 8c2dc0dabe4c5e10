package org.waypost.gateway.dialogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.message.Reply;

/**
 * What follows from one message: all of it is written in one transaction, or nothing.
 *
 * @param reply the text that goes back; null for silence
 * @param next the sender's case file from now on
 * @param audit what the audit must hold before the reply may leave
 * @param withdrawsReplies whether replies to the sender that have not left yet must not leave any more
 */
public record Answer(@Nullable Reply reply, CaseFile next, List<AuditEntry> audit, boolean withdrawsReplies) {
    public Answer {
        audit = List.copyOf(audit);
    }
}
