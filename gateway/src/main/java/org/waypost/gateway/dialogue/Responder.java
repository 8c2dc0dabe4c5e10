package org.waypost.gateway.dialogue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.waypost.gateway.authorization.AccessPolicy;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Tally;
import org.waypost.gateway.message.Message;
import org.waypost.gateway.message.Reply;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Query;
import org.waypost.gateway.query.QueryGrammar;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.query.Services;
import org.waypost.gateway.wording.Wording;
import org.waypost.itinerary.model.Itinerary;

/**
 * Answers messages. {@link #decide} judges one message against its sender's case file; where that ends in a grant, the
 * caller reads the itinerary and {@link #answer} finishes. What is said to whom in which state of a dialogue stands in
 * {@link Dialogue}.
 */
public final class Responder {
    private final AccessPolicy policy;
    private final Wording wording;
    private final Offers offers;
    private final Replies replies;
    private final Dialogue dialogue;

    public Responder(Services services, QueryGrammar grammar, AccessPolicy policy, Wording wording) {
        this.policy = policy;
        this.wording = wording;
        this.offers = new Offers(services, grammar);
        this.replies = new Replies(policy, wording);
        this.dialogue = new Dialogue(grammar, policy, wording, offers, replies);
    }

    /**
     * Decides what to do with a message.
     *
     * @param file the sender's, as read under the lock of the sender's row
     */
    public Decision decide(Message message, CaseFile file, Instant now) {
        CaseFile present = policy.ofPresentOwner(file);
        return withAudit(ended(file, present), dialogue.decide(message, present, now));
    }

    /** Consents that ended because the number was given up or has another owner. */
    private static List<AuditEntry> ended(CaseFile file, CaseFile present) {
        return file.consents().values().stream()
                .filter(c -> !present.consents().containsKey(c.service()))
                .map(c -> AuditEntry.withdrawn(c, "the number changed hands"))
                .toList();
    }

    private static Decision withAudit(List<AuditEntry> first, Decision decision) {
        if (first.isEmpty()) {
            return decision;
        }
        if (decision instanceof Decision.Settled settled) {
            Answer a = settled.answer();
            return new Decision.Settled(
                    new Answer(a.reply(), a.next(), joined(first, a.audit()), a.withdrawsReplies()));
        }
        Decision.Pending p = (Decision.Pending) decision;
        return new Decision.Pending(
                p.grant(),
                p.message(),
                p.service(),
                p.language(),
                p.file(),
                p.before(),
                p.answerableFrom(),
                joined(first, p.audit()),
                p.now());
    }

    private static List<AuditEntry> joined(List<AuditEntry> first, List<AuditEntry> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /**
     * Finishes a decision that needed an itinerary.
     *
     * @param itinerary what the grant yielded; empty if it cannot be had now, which costs the asker nothing but time
     */
    public Answer answer(Decision.Pending pending, Optional<Itinerary> itinerary) {
        if (itinerary.isEmpty()) {
            return busy(pending);
        }
        Service service = pending.service();
        Message message = pending.message();
        LocalDate today = policy.day(pending.now());
        String text = wording.answer(
                service,
                pending.language(),
                new Wording.Asked(
                        message.sender(),
                        today,
                        pending.answerableFrom(),
                        replies.isLast(pending.file(), pending.now())),
                pending.file().overrides().applied(itinerary.get()));
        List<AuditEntry> audit = new ArrayList<>(pending.audit());
        audit.add(AuditEntry.disclosed(service.name(), pending.grant().basis()));
        CaseFile file = policy.disclosed(pending.file(), message.peer(), pending.now());
        return new Answer(new Reply(text, "answer"), policy.replied(file, pending.now()), audit, false);
    }

    /** "Busy": the dialogue stays as it was, so that the same text later goes on. */
    private Answer busy(Decision.Pending pending) {
        CaseFile file = policy.repliedBusy(pending.before(), pending.now());
        String text = wording.busy(pending.service(), pending.language());
        boolean last = replies.isLast(pending.before(), pending.now());
        String whole = last ? text + wording.lastReplyNote(pending.service(), pending.language()) : text;
        return new Answer(new Reply(whole, "busy"), file, List.of(busyEntry(pending.service())), false);
    }

    /** The answer to a message whose decision failed for a reason of our own: "busy", and nothing else changes. */
    public Answer failed(Message message, CaseFile file, Instant now) {
        Service service = offers.first(message.shortCode());
        if (policy.allowance(file, now) == Tally.Allowance.NONE) {
            return new Answer(null, file, List.of(busyEntry(service)), false);
        }
        Language language = dialogue.language(new Query.Unknown(null), message, file);
        Reply reply = new Reply(wording.busy(service, language), "busy");
        return new Answer(reply, policy.repliedBusy(file, now), List.of(busyEntry(service)), false);
    }

    private static AuditEntry busyEntry(Service service) {
        return AuditEntry.busy(service.name());
    }
}
