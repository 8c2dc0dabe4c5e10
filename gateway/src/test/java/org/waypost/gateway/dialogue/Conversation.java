package org.waypost.gateway.dialogue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.Shipped;
import org.waypost.gateway.authorization.AccessPolicy;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.message.Message;
import org.waypost.gateway.message.Reply;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.QueryGrammar;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.query.Services;
import org.waypost.gateway.wording.Wording;
import org.waypost.itinerary.Grant;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Place;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.model.Visit;
import org.waypost.itinerary.model.Window;

/** One subscriber texting the products as shipped, against itineraries made up on the spot. */
final class Conversation {
    static final Place HUNAN = new Place("430000", Place.Kind.PROVINCE, "湖南", "Hunan", null);
    static final Place CHANGSHA = new Place("430100", Place.Kind.CITY, "长沙", "Changsha", HUNAN);
    static final Place ZHUZHOU = new Place("430200", Place.Kind.CITY, "株洲", "Zhuzhou", HUNAN);

    private final KeyRing keys = KeyRing.random();
    private final Msisdn number = Msisdn.ofDigits("8613800138000");
    private final SubscriberKey subscriber = keys.oldest().subscriber(number);
    private final Responder responder;
    private boolean complete = true;
    private final List<AuditEntry> audit = new ArrayList<>();
    private final List<Grant> grants = new ArrayList<>();
    private CaseFile file;
    private Instant now = Instant.parse("2020-03-05T01:00:00Z");
    private String peer = "smsc";
    private boolean available = true;
    private boolean withdrew;
    private List<Visit> visits = List.of(
            new Visit(CHANGSHA, LocalDate.of(2020, 3, 1), LocalDate.of(2020, 3, 4)),
            new Visit(ZHUZHOU, LocalDate.of(2020, 2, 21), LocalDate.of(2020, 2, 25)));

    Conversation() {
        this(service -> service);
    }

    /** With the products as shipped, changed. */
    Conversation(UnaryOperator<Service> change) {
        GatewayConfig config = Shipped.config();
        Services services =
                new Services(config.services().all().stream().map(change).toList());
        responder = new Responder(
                services,
                new QueryGrammar(services),
                new AccessPolicy(config.limits(), keys, ZoneOffset.ofHours(8)),
                new Wording(config.phrases(), config.servicePhrases(), config.segmenter()));
        file = CaseFile.fresh(registration(LocalDate.of(2015, 1, 1), true, null));
    }

    private Registration registration(@Nullable LocalDate activeFrom, boolean active, @Nullable Language language) {
        return new Registration(keys.oldest().ending(subscriber, "123X"), activeFrom, active, language, 1);
    }

    Conversation unregistered() {
        file = CaseFile.fresh(null);
        return this;
    }

    Conversation withoutRealName() {
        file = CaseFile.fresh(new Registration(null, LocalDate.of(2015, 1, 1), true, null, 1));
        return this;
    }

    /** The register changes under the sender: given up, sold anew, another language. */
    Conversation registered(@Nullable LocalDate activeFrom, boolean active, @Nullable Language language) {
        file = new CaseFile(
                registration(activeFrom, active, language),
                file.consents(),
                file.dialogue(),
                file.tally(),
                file.last(),
                file.overrides(),
                file.acknowledged());
        return this;
    }

    Conversation visiting(List<Visit> some) {
        visits = some;
        return this;
    }

    Conversation unavailable(boolean is) {
        available = !is;
        return this;
    }

    /** The signalling of the latest day of each window is missing. */
    Conversation withTheLatestDayMissing() {
        complete = false;
        return this;
    }

    Conversation through(String other) {
        peer = other;
        return this;
    }

    Conversation at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    Conversation after(Duration pause) {
        now = now.plus(pause);
        return this;
    }

    Conversation with(UnaryOperator<CaseFile> change) {
        file = change.apply(file);
        return this;
    }

    /** Texts, and returns the reply. */
    Optional<Reply> text(String shortCode, String text) {
        Message message = new Message(peer, shortCode, number, subscriber, text);
        Decision decision = responder.decide(message, file, now);
        Answer answer;
        if (decision instanceof Decision.Pending pending) {
            grants.add(pending.grant());
            answer = responder.answer(pending, available ? Optional.of(itinerary(pending.grant())) : Optional.empty());
        } else {
            answer = ((Decision.Settled) decision).answer();
        }
        file = answer.next().withLast(new CaseFile.LastMessage(new byte[0], 1, now, 1, true));
        audit.addAll(answer.audit());
        withdrew = answer.withdrawsReplies();
        return Optional.ofNullable(answer.reply());
    }

    /** Texts to 10001, and returns why the reply was made; "silence" for none. */
    String reason(String text) {
        return text("10001", text).map(Reply::reason).orElse("silence");
    }

    private Itinerary itinerary(Grant grant) {
        List<Itinerary.Period> periods = new ArrayList<>();
        for (Window window : grant.windows()) {
            List<Visit> within =
                    visits.stream().filter(v -> window.contains(v.lastDay())).toList();
            LocalDate through = complete ? window.last() : window.last().minusDays(1);
            periods.add(new Itinerary.Period(window, within, !visits.isEmpty(), through));
        }
        return new Itinerary(periods);
    }

    CaseFile file() {
        return file;
    }

    List<AuditEntry> audit() {
        return audit;
    }

    List<Grant> grants() {
        return grants;
    }

    boolean withdrew() {
        return withdrew;
    }
}
