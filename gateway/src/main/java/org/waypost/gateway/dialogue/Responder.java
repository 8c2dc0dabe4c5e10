package org.waypost.gateway.dialogue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.Access;
import org.waypost.gateway.authorization.AccessPolicy;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Consent;
import org.waypost.gateway.authorization.OpenDialogue;
import org.waypost.gateway.authorization.Refusal;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.authorization.Tally;
import org.waypost.gateway.message.Message;
import org.waypost.gateway.message.Reply;
import org.waypost.gateway.query.IdEnding;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Query;
import org.waypost.gateway.query.QueryGrammar;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.query.Services;
import org.waypost.gateway.wording.Wording;
import org.waypost.itinerary.model.Itinerary;

/**
 * Answers messages. {@link #decide} judges one message against its sender's case file; where that ends in a grant, the
 * caller reads the itinerary and {@link #answer} finishes.
 *
 * <p>How it works: the text is read into a {@link Query}; each kind of query is a method below, in the order a
 * conversation takes them. Whoever has no reply left is met with silence before anything else is looked at, so that
 * silence tells nothing and guesses made in it count for nothing.
 */
public final class Responder {
    private final Services services;
    private final QueryGrammar grammar;
    private final AccessPolicy policy;
    private final Wording wording;

    public Responder(Services services, QueryGrammar grammar, AccessPolicy policy, Wording wording) {
        this.services = services;
        this.grammar = grammar;
        this.policy = policy;
        this.wording = wording;
    }

    /** One message under decision: what every step needs to know. */
    private record Turn(Message message, CaseFile file, boolean lapsed, Language language, Instant now) {
        Turn with(CaseFile next) {
            return new Turn(message, next, lapsed, language, now);
        }
    }

    /**
     * Decides what to do with a message.
     *
     * @param file the sender's, as read under the lock of the sender's row
     */
    public Decision decide(Message message, CaseFile file, Instant now) {
        CaseFile present = policy.ofPresentOwner(file);
        return withAudit(ended(file, present), decideForPresentOwner(message, present, now));
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

    private Decision decideForPresentOwner(Message message, CaseFile present, Instant now) {
        OpenDialogue dialogue = present.dialogue();
        boolean lapsed = dialogue != null && !now.isBefore(dialogue.expires());
        CaseFile current = lapsed ? present.withDialogue(null) : present;
        Query query = grammar.read(message.text(), message.shortCode());
        Turn turn = new Turn(message, current, lapsed, language(query, message, present), now);
        if (query instanceof Query.Withdraw) {
            return withdraw(turn);
        }
        if (policy.allowance(current, now) == Tally.Allowance.NONE) {
            return silent(query instanceof Query.No ? current.withDialogue(null) : current);
        }
        if (query instanceof Query.Ask ask) {
            return ask(turn, ask.service(), ask.ending());
        } else if (query instanceof Query.Ending ending) {
            return ending(turn, ending.ending());
        } else if (query instanceof Query.Yes) {
            return yes(turn);
        } else if (query instanceof Query.No) {
            return no(turn);
        } else if (query instanceof Query.Malformed malformed) {
            return reply(
                    turn, malformed.service(), wording.malformed(malformed.service(), turn.language()), "malformed");
        } else if (query instanceof Query.Elsewhere elsewhere) {
            return reply(
                    turn, elsewhere.service(), wording.elsewhere(elsewhere.service(), turn.language()), "elsewhere");
        } else if (query instanceof Query.Help) {
            return help(turn);
        }
        return unknown(turn);
    }

    private Language language(Query query, Message message, CaseFile file) {
        Registration registration = file.registration();
        if (query.language() != null) {
            return query.language();
        } else if (file.dialogue() != null) {
            return file.dialogue().language();
        } else if (registration != null && registration.language() != null) {
            return registration.language();
        } else if (query instanceof Query.Ask ask) {
            return ask.service().language();
        }
        return first(message.shortCode()).language();
    }

    private Decision ask(Turn turn, Service service, @Nullable IdEnding ending) {
        Optional<Refusal> refusal =
                policy.standing(turn.file(), service, turn.message().peer(), turn.now());
        if (refusal.isPresent()) {
            return refuse(turn.with(turn.file().withDialogue(null)), service, refusal.get());
        }
        if (service.asksEnding() && ending == null) {
            Turn opened = open(turn, service, OpenDialogue.Step.ENDING);
            String text =
                    wording.askEnding(service, turn.language(), turn.message().sender());
            return reply(opened, service, text, "ask-ending");
        }
        return ending == null ? identified(turn, service) : check(turn, service, ending);
    }

    private Decision ending(Turn turn, IdEnding ending) {
        OpenDialogue dialogue = turn.file().dialogue();
        Optional<Service> open = open(turn);
        if (dialogue == null || open.isEmpty() || dialogue.step() != OpenDialogue.Step.ENDING) {
            return turn.lapsed() ? expired(turn) : unknown(turn);
        }
        Optional<Refusal> refusal =
                policy.standing(turn.file(), open.get(), turn.message().peer(), turn.now());
        return refusal.isPresent()
                ? refuse(turn.with(turn.file().withDialogue(null)), open.get(), refusal.get())
                : check(turn, open.get(), ending);
    }

    private Decision check(Turn turn, Service service, IdEnding ending) {
        AccessPolicy.EndingCheck check = policy.check(turn.file(), turn.message(), ending, turn.now());
        Turn checked = turn.with(check.next());
        if (check.refusal().isEmpty()) {
            return identified(checked, service);
        }
        // Whoever is asked for the four characters again may send them alone; a dialogue that is open goes on.
        boolean again =
                check.refusal().get() == Refusal.WRONG_ENDING && turn.file().dialogue() == null;
        return refuse(
                again ? open(checked, service, OpenDialogue.Step.ENDING) : checked,
                service,
                check.refusal().get());
    }

    /** The asker is who they say, as far as the product wants to know; what is left is the consent. */
    private Decision identified(Turn turn, Service service) {
        if (service.consent() == Service.ConsentStep.TEXT) {
            return consented(turn, service);
        }
        Turn opened = open(turn, service, OpenDialogue.Step.CONSENT);
        String text =
                wording.askConsent(service, turn.language(), turn.message().sender(), policy.day(turn.now()));
        return reply(opened, service, text, "ask-consent");
    }

    private Decision yes(Turn turn) {
        OpenDialogue dialogue = turn.file().dialogue();
        Optional<Service> open = open(turn);
        if (dialogue == null || open.isEmpty() || dialogue.step() != OpenDialogue.Step.CONSENT) {
            return turn.lapsed() ? expired(turn) : nothingOpen(turn);
        }
        Optional<Refusal> refusal =
                policy.standing(turn.file(), open.get(), turn.message().peer(), turn.now());
        return refusal.isPresent()
                ? refuse(turn.with(turn.file().withDialogue(null)), open.get(), refusal.get())
                : consented(turn, open.get());
    }

    private Decision consented(Turn turn, Service service) {
        Message message = turn.message();
        Registration registration = turn.file().registration();
        if (registration == null) {
            return refuse(turn, service, Refusal.NOT_REGISTERED);
        }
        Consent consent = new Consent(
                service.name(),
                turn.now(),
                message.peer() + "/" + message.shortCode(),
                wording.version(service, turn.language()));
        CaseFile file = turn.file().withDialogue(null).withConsent(consent);
        Access access = policy.grant(message.sender(), registration, service, consent, turn.now());
        if (access instanceof Access.Refused refused) {
            return refuse(turn.with(file), service, refused.refusal());
        }
        Access.Granted granted = (Access.Granted) access;
        return new Decision.Pending(
                granted.grant(),
                message,
                service,
                turn.language(),
                file,
                turn.file(),
                granted.answerableFrom(),
                List.of(AuditEntry.consented(consent)),
                turn.now());
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
                        message.sender(), today, pending.answerableFrom(), isLast(pending.file(), pending.now())),
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
        boolean last = isLast(pending.before(), pending.now());
        String whole = last ? text + wording.lastReplyNote(pending.service(), pending.language()) : text;
        return new Answer(new Reply(whole, "busy"), file, List.of(busyEntry(pending.service())), false);
    }

    /** The answer to a message whose decision failed for a reason of our own: "busy", and nothing else changes. */
    public Answer failed(Message message, CaseFile file, Instant now) {
        Service service = first(message.shortCode());
        if (policy.allowance(file, now) == Tally.Allowance.NONE) {
            return new Answer(null, file, List.of(busyEntry(service)), false);
        }
        Language language = language(new Query.Unknown(null), message, file);
        Reply reply = new Reply(wording.busy(service, language), "busy");
        return new Answer(reply, policy.repliedBusy(file, now), List.of(busyEntry(service)), false);
    }

    private static AuditEntry busyEntry(Service service) {
        return AuditEntry.busy(service.name());
    }

    private Decision no(Turn turn) {
        Optional<Service> open = open(turn);
        if (open.isEmpty()) {
            return turn.lapsed() ? expired(turn) : nothingOpen(turn);
        }
        String text = wording.cancelled(open.get(), turn.language());
        return reply(turn.with(turn.file().withDialogue(null)), open.get(), text, "cancelled");
    }

    private Decision withdraw(Turn turn) {
        Service signing = first(turn.message().shortCode());
        CaseFile file = turn.file().withoutConsents().withDialogue(null);
        List<AuditEntry> audit = turn.file().consents().values().stream()
                .map(c -> AuditEntry.withdrawn(c, null))
                .toList();
        if (policy.allowance(file, turn.now()) == Tally.Allowance.NONE) {
            return new Decision.Settled(new Answer(null, file, audit, true));
        }
        Answer said = said(
                file,
                signing,
                turn.language(),
                wording.withdrawn(signing, turn.language()),
                "withdrawn",
                audit,
                turn.now());
        return new Decision.Settled(new Answer(said.reply(), said.next(), said.audit(), true));
    }

    private Decision help(Turn turn) {
        List<Service> offered = offered(turn.message().shortCode());
        return reply(turn, offered.get(0), wording.help(offered, turn.language()), "help");
    }

    private Decision unknown(Turn turn) {
        OpenDialogue dialogue = turn.file().dialogue();
        Optional<Service> open = open(turn);
        boolean asked = dialogue != null && open.isPresent() && dialogue.step() == OpenDialogue.Step.ENDING;
        if (asked && IdEnding.attempted(QueryGrammar.normalized(turn.message().text()))) {
            return reply(turn, open.get(), wording.malformed(open.get(), turn.language()), "malformed");
        }
        if (!policy.mayHelp(turn.file(), turn.now())) {
            return silent(turn.file());
        }
        List<Service> offered = offered(turn.message().shortCode());
        Turn helped = turn.with(policy.helped(turn.file(), turn.now()));
        return reply(helped, offered.get(0), wording.unknown(offered, turn.language()), "unknown");
    }

    private Decision nothingOpen(Turn turn) {
        List<Service> offered = offered(turn.message().shortCode());
        return reply(turn, offered.get(0), wording.nothingOpen(offered, turn.language()), "nothing-open");
    }

    private Decision expired(Turn turn) {
        List<Service> offered = offered(turn.message().shortCode());
        return reply(turn, offered.get(0), wording.expired(offered, turn.language()), "expired");
    }

    private Decision refuse(Turn turn, Service service, Refusal refusal) {
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

    private Decision reply(Turn turn, Service service, String text, String reason) {
        return new Decision.Settled(said(turn.file(), service, turn.language(), text, reason, List.of(), turn.now()));
    }

    /** A reply, counted; the last one a sender may have says so. */
    private Answer said(
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

    private boolean isLast(CaseFile file, Instant now) {
        return policy.allowance(file, now) == Tally.Allowance.LAST;
    }

    private static Decision silent(CaseFile file) {
        return new Decision.Settled(new Answer(null, file, List.of(), false));
    }

    private static Turn open(Turn turn, Service service, OpenDialogue.Step step) {
        return turn.with(turn.file()
                .withDialogue(new OpenDialogue(
                        turn.message().peer(),
                        service.name(),
                        turn.message().shortCode(),
                        step,
                        turn.language(),
                        turn.now().plus(service.dialogueExpiry()))));
    }

    /** The product of the open dialogue, where the text came to a number at which the product listens. */
    private Optional<Service> open(Turn turn) {
        return Optional.ofNullable(turn.file().dialogue())
                .filter(d -> d.peer().equals(turn.message().peer()))
                .flatMap(d -> services.named(d.service()))
                .filter(s -> s.hearsAt(turn.message().shortCode()));
    }

    private Service first(String shortCode) {
        return offered(shortCode).get(0);
    }

    /** The products of a short code; a number from which one only asks back counts as that product's. */
    private List<Service> offered(String shortCode) {
        List<Service> at = grammar.offeredAt(shortCode);
        if (!at.isEmpty()) {
            return at;
        }
        List<Service> hearing =
                services.all().stream().filter(s -> s.hearsAt(shortCode)).toList();
        return hearing.isEmpty() ? services.all() : hearing;
    }
}
