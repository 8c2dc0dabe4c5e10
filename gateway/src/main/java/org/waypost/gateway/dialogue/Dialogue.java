package org.waypost.gateway.dialogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
import org.waypost.gateway.query.IdEnding;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Query;
import org.waypost.gateway.query.QueryGrammar;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.wording.Wording;

/**
 * The steps of a dialogue. The text is read into a {@link Query}; each kind of query is a method below, in the order a
 * conversation takes them. Whoever has no reply left is met with silence before anything else is looked at, so that
 * silence tells nothing and guesses made in it count for nothing.
 */
final class Dialogue {
    private final QueryGrammar grammar;
    private final AccessPolicy policy;
    private final Wording wording;
    private final Offers offers;
    private final Replies replies;

    Dialogue(QueryGrammar grammar, AccessPolicy policy, Wording wording, Offers offers, Replies replies) {
        this.grammar = grammar;
        this.policy = policy;
        this.wording = wording;
        this.offers = offers;
        this.replies = replies;
    }

    Decision decide(Message message, CaseFile present, Instant now) {
        OpenDialogue dialogue = present.dialogue();
        boolean lapsed = dialogue != null && !now.isBefore(dialogue.expires());
        CaseFile current = lapsed ? present.withDialogue(null) : present;
        Query query = grammar.read(message.text(), message.shortCode());
        Turn turn = new Turn(message, current, lapsed, language(query, message, present), now);
        if (query instanceof Query.Withdraw) {
            return withdraw(turn);
        }
        if (policy.allowance(current, now) == Tally.Allowance.NONE) {
            return Replies.silent(query instanceof Query.No ? current.withDialogue(null) : current);
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
            return replies.reply(
                    turn, malformed.service(), wording.malformed(malformed.service(), turn.language()), "malformed");
        } else if (query instanceof Query.Elsewhere elsewhere) {
            return replies.reply(
                    turn, elsewhere.service(), wording.elsewhere(elsewhere.service(), turn.language()), "elsewhere");
        } else if (query instanceof Query.Help) {
            return help(turn);
        }
        return unknown(turn);
    }

    Language language(Query query, Message message, CaseFile file) {
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
        return offers.first(message.shortCode()).language();
    }

    private Decision ask(Turn turn, Service service, @Nullable IdEnding ending) {
        Optional<Refusal> refusal =
                policy.standing(turn.file(), service, turn.message().peer(), turn.now());
        if (refusal.isPresent()) {
            return replies.refuse(turn.with(turn.file().withDialogue(null)), service, refusal.get());
        }
        if (service.asksEnding() && ending == null) {
            Turn opened = open(turn, service, OpenDialogue.Step.ENDING);
            String text =
                    wording.askEnding(service, turn.language(), turn.message().sender());
            return replies.reply(opened, service, text, "ask-ending");
        }
        return ending == null ? identified(turn, service) : check(turn, service, ending);
    }

    private Decision ending(Turn turn, IdEnding ending) {
        OpenDialogue dialogue = turn.file().dialogue();
        Optional<Service> open = offers.open(turn);
        if (dialogue == null || open.isEmpty() || dialogue.step() != OpenDialogue.Step.ENDING) {
            return turn.lapsed() ? expired(turn) : unknown(turn);
        }
        Optional<Refusal> refusal =
                policy.standing(turn.file(), open.get(), turn.message().peer(), turn.now());
        return refusal.isPresent()
                ? replies.refuse(turn.with(turn.file().withDialogue(null)), open.get(), refusal.get())
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
        return replies.refuse(
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
        return replies.reply(opened, service, text, "ask-consent");
    }

    private Decision yes(Turn turn) {
        OpenDialogue dialogue = turn.file().dialogue();
        Optional<Service> open = offers.open(turn);
        if (dialogue == null || open.isEmpty() || dialogue.step() != OpenDialogue.Step.CONSENT) {
            return turn.lapsed() ? expired(turn) : nothingOpen(turn);
        }
        Optional<Refusal> refusal =
                policy.standing(turn.file(), open.get(), turn.message().peer(), turn.now());
        return refusal.isPresent()
                ? replies.refuse(turn.with(turn.file().withDialogue(null)), open.get(), refusal.get())
                : consented(turn, open.get());
    }

    private Decision consented(Turn turn, Service service) {
        Message message = turn.message();
        Registration registration = turn.file().registration();
        if (registration == null) {
            return replies.refuse(turn, service, Refusal.NOT_REGISTERED);
        }
        Consent consent = new Consent(
                service.name(),
                turn.now(),
                message.peer() + "/" + message.shortCode(),
                wording.version(service, turn.language()));
        CaseFile file = turn.file().withDialogue(null).withConsent(consent);
        Access access = policy.grant(message.sender(), registration, service, consent, turn.now());
        if (access instanceof Access.Refused refused) {
            return replies.refuse(turn.with(file), service, refused.refusal());
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

    private Decision no(Turn turn) {
        Optional<Service> open = offers.open(turn);
        if (open.isEmpty()) {
            return turn.lapsed() ? expired(turn) : nothingOpen(turn);
        }
        String text = wording.cancelled(open.get(), turn.language());
        return replies.reply(turn.with(turn.file().withDialogue(null)), open.get(), text, "cancelled");
    }

    private Decision withdraw(Turn turn) {
        Service signing = offers.first(turn.message().shortCode());
        CaseFile file = turn.file().withoutConsents().withDialogue(null);
        List<AuditEntry> audit = turn.file().consents().values().stream()
                .map(c -> AuditEntry.withdrawn(c, null))
                .toList();
        if (policy.allowance(file, turn.now()) == Tally.Allowance.NONE) {
            return new Decision.Settled(new Answer(null, file, audit, true));
        }
        Answer said = replies.said(
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
        List<Service> offered = offers.offered(turn.message().shortCode());
        return replies.reply(turn, offered.get(0), wording.help(offered, turn.language()), "help");
    }

    private Decision unknown(Turn turn) {
        OpenDialogue dialogue = turn.file().dialogue();
        Optional<Service> open = offers.open(turn);
        boolean asked = dialogue != null && open.isPresent() && dialogue.step() == OpenDialogue.Step.ENDING;
        if (asked && IdEnding.attempted(QueryGrammar.normalized(turn.message().text()))) {
            return replies.reply(turn, open.get(), wording.malformed(open.get(), turn.language()), "malformed");
        }
        if (!policy.mayHelp(turn.file(), turn.now())) {
            return Replies.silent(turn.file());
        }
        List<Service> offered = offers.offered(turn.message().shortCode());
        Turn helped = turn.with(policy.helped(turn.file(), turn.now()));
        return replies.reply(helped, offered.get(0), wording.unknown(offered, turn.language()), "unknown");
    }

    private Decision nothingOpen(Turn turn) {
        List<Service> offered = offers.offered(turn.message().shortCode());
        return replies.reply(turn, offered.get(0), wording.nothingOpen(offered, turn.language()), "nothing-open");
    }

    private Decision expired(Turn turn) {
        List<Service> offered = offers.offered(turn.message().shortCode());
        return replies.reply(turn, offered.get(0), wording.expired(offered, turn.language()), "expired");
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
}
