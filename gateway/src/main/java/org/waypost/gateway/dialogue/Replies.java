package org.waypost.gateway.dialogue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.waypost.gateway.authorization.AccessPolicy;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Refusal;
import org.waypost.gateway.authorization.Tally;
import org.waypost.gateway.message.Reply;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.wording.Wording;

/** Settles messages with a reply, and counts it, or with silence. */
final class Replies {
    private final AccessPolicy policy;
    private final Wording wording;

    Replies(AccessPolicy policy, Wording wording) {
        this.policy = policy;
        this.wording = wording;
    }

    Decision reply(Turn turn, Service service, String text, String reason) {
        return new Decision.Settled(said(turn.file(), service, turn.language(), text, reason, List.of(), turn.now()));
    }

    Decision refuse(Turn turn, Service service, Refusal refusal) {
        String text = wording.refusal(service, turn.language(), refusal);
        String reason = refusal.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Answer said = said(
                turn.file(),
                service,
                turn.language(),
                text,
                reason,
                List.of(AuditEntry.refused(service.name(), refusal)),
                turn.now());
        return new Decision.Settled(said);
    }

    /** A reply, counted; the last one a sender may have says so. */
    Answer said(
            CaseFile file,
            Service service,
            Language language,
            String text,
            String reason,
            List<AuditEntry> audit,
            Instant now) {
        String whole = isLast(file, now) ? text + wording.lastReplyNote(service, language) : text;
        return new Answer(new Reply(whole, reason), policy.replied(file, now), audit, false);
    }

    boolean isLast(CaseFile file, Instant now) {
        return policy.allowance(file, now) == Tally.Allowance.LAST;
    }

    static Decision silent(CaseFile file) {
        return new Decision.Settled(new Answer(null, file, List.of(), false));
    }
}
