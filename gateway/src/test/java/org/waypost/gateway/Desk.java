package org.waypost.gateway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AccessPolicy;
import org.waypost.gateway.authorization.Consent;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.delivery.Courier;
import org.waypost.gateway.delivery.RetrySchedule;
import org.waypost.gateway.dialogue.Responder;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Sender;
import org.waypost.gateway.message.Verdict;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.query.QueryGrammar;
import org.waypost.gateway.reception.Acknowledger;
import org.waypost.gateway.reception.Admission;
import org.waypost.gateway.reception.Batch;
import org.waypost.gateway.reception.Deliberation;
import org.waypost.gateway.reception.Lane;
import org.waypost.gateway.reception.Reception;
import org.waypost.gateway.reception.StoreBreaker;
import org.waypost.gateway.sms.Alphabet;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.UserData;
import org.waypost.gateway.store.BalanceItem;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.gateway.store.UnusableDatabaseException;
import org.waypost.gateway.wording.Wording;
import org.waypost.itinerary.Grant;
import org.waypost.itinerary.Itineraries;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.keys.KeyVersion;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Place;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.Visit;
import org.waypost.itinerary.model.Window;

/**
 * The gateway without a bearer and without threads: parts go in as a bearer would hand them over, batches and rounds of
 * the courier run when a test says so, on a real H2 store and a clock the test moves.
 */
public final class Desk implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final Place PROVINCE = new Place("430000", Place.Kind.PROVINCE, "湖南", "Hunan", null);
    private static final Place CITY = new Place("430100", Place.Kind.CITY, "长沙", "Changsha", PROVINCE);

    private final GatewayConfig config = Shipped.config();
    private final Path directory;
    private final KeyRing keys = KeyRing.random();
    private final MovingClock clock = new MovingClock(START);
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final Wording wording = new Wording(config.phrases(), config.servicePhrases(), config.segmenter());
    private final Responder responder = new Responder(
            config.services(),
            new QueryGrammar(config.services()),
            new AccessPolicy(config.limits(), keys, ZoneOffset.ofHours(8)),
            wording);
    private Itineraries itineraries =
            grants -> grants.stream().map(Desk::itinerary).toList();
    private long starts;
    private long nanos;
    private GatewayStore store;
    private Acknowledger acknowledger;
    private Lane lane;
    private Reception reception;
    private Courier courier;
    private Executor helper = Runnable::run;
    private final SwitchedStore switchedStore = new SwitchedStore();
    private final StoreBreaker breaker = new StoreBreaker();
    private boolean mindsBacklog;
    private int sequence;

    public Desk(Path directory) throws UnusableDatabaseException {
        this.directory = directory;
        store = openStore();
        courier = newCourier();
        acknowledger = newAcknowledger();
        lane = newLane();
        reception = newReception();
    }

    /** As after kill -9: nothing is closed in order, and everything is opened anew on the same files. */
    public void restart() throws Exception {
        store.close();
        store = openStore();
        courier = newCourier();
        acknowledger = newAcknowledger();
        lane = newLane();
        reception = newReception();
        store.recover(RetrySchedule.DEFAULT.unknowns(), clock.instant());
    }

    private GatewayStore openStore() throws UnusableDatabaseException {
        starts++;
        GatewayDatabase database = GatewayDatabase.open(DatabaseAddress.file(directory.resolve("gateway")), keys);
        return switchedStore.around(new JdbcStore(database, keys, "desk", starts * 16, 1));
    }

    private Acknowledger newAcknowledger() {
        return new Acknowledger(store, new CourierDepartures(courier), breaker, () -> nanos);
    }

    private Lane newLane() {
        Batch batch = new Batch(
                0,
                store,
                new Deliberation(responder, grants -> itineraries.read(grants), task -> helper.execute(task)),
                config.segmenter(),
                keys,
                config.reception(),
                () -> nanos,
                starts,
                new CourierDepartures(courier),
                acknowledger);
        return new Lane(batch, config.reception(), breaker, () -> nanos);
    }

    private Reception newReception() {
        Admission admission = new Admission(
                config.services().shortCodes(), Map.of("smsc", List.of("86"), "rogue", List.of("86")), new Numbering());
        return new Reception(
                admission,
                List.of(lane),
                breaker,
                peer -> !mindsBacklog || courier.keepsUp(peer),
                keys,
                config.reception(),
                clock,
                () -> nanos,
                peer -> {});
    }

    private Courier newCourier() {
        return new Courier(
                store,
                outlet,
                Map.of("smsc", 10.0, "rogue", 10.0),
                config.segmenter(),
                config.delivery(),
                clock,
                () -> nanos,
                new Random(1));
    }

    private static Itinerary itinerary(Grant grant) {
        List<Itinerary.Period> periods = new ArrayList<>();
        for (Window window : grant.windows()) {
            periods.add(new Itinerary.Period(
                    window, List.of(new Visit(CITY, window.first(), window.last())), true, window.last()));
        }
        return new Itinerary(periods);
    }

    /** Registers a number with the ID ending 1234. */
    public void register(String digits) throws Exception {
        Msisdn number = Msisdn.ofDigits(digits);
        KeyVersion version = keys.inForce(clock.instant());
        store.register(
                List.of(new GatewayStore.RegisterLine(
                        keys.pseudonyms(number, clock.instant()),
                        new Registration(
                                version.ending(version.subscriber(number), "1234"),
                                LocalDate.of(2015, 1, 1),
                                true,
                                null,
                                version.number()))),
                clock.instant());
    }

    /** The register gives a number up. */
    public void giveUp(String digits) throws Exception {
        Pseudonyms subscriber = keys.pseudonyms(Msisdn.ofDigits(digits), clock.instant());
        store.register(
                List.of(new GatewayStore.RegisterLine(subscriber, new Registration(null, null, false, null, 1))),
                EnumSet.of(GatewayStore.RegisterColumn.ACTIVE),
                GatewayStore.NO_RUN,
                clock.instant());
    }

    /** A version of the keys that comes into force at an instant. */
    public void rotate(Instant from) throws Exception {
        keys.take(keys.withNext(from));
        store.keys().bind(keys, clock.instant());
    }

    /** The consents on file. */
    public Map<String, Consent> consents(String digits) throws Exception {
        return store.file(keys.pseudonyms(Msisdn.ofDigits(digits), clock.instant()))
                .orElseThrow()
                .consents();
    }

    /** A verdict to come. */
    public static final class Ticket {
        private @Nullable Verdict verdict;

        /** Null while none was given. */
        public @Nullable Verdict verdict() {
            return verdict;
        }

        public boolean accepted() {
            return verdict instanceof Verdict.Accepted;
        }

        public long question() {
            return verdict instanceof Verdict.Accepted accepted ? accepted.question() : -1;
        }
    }

    /** Hands over a text on session 1, with a sequence number of its own. */
    public Ticket text(String from, String to, String text) {
        sequence++;
        return text("smsc", 1, sequence, from, to, text);
    }

    public Ticket text(String peer, long session, int number, String from, String to, String text) {
        UserData data = new UserData(Alphabet.UCS2, null, text.getBytes(StandardCharsets.UTF_16BE));
        return hand(new InboundPart(peer, session, number, null, new Sender(1, 1, from), to, data));
    }

    /** Hands over a text with a reference of the peer's own. */
    public Ticket referenced(String reference, long session, String from, String to, String text) {
        sequence++;
        UserData data = new UserData(Alphabet.UCS2, null, text.getBytes(StandardCharsets.UTF_16BE));
        return hand(new InboundPart("smsc", session, sequence, reference, new Sender(1, 1, from), to, data));
    }

    public Instant now() {
        return clock.instant();
    }

    /** The wall clock is set, and no time passes. */
    public void setClock(Instant now) {
        clock.set(now);
    }

    /** Hands over one part of a longer text. */
    public Ticket part(String from, String to, Concatenation concatenation, String text) {
        sequence++;
        UserData data = new UserData(Alphabet.UCS2, concatenation, text.getBytes(StandardCharsets.UTF_16BE));
        return hand(new InboundPart("smsc", 1, sequence, null, new Sender(1, 1, from), to, data));
    }

    public Ticket hand(InboundPart part) {
        Ticket ticket = new Ticket();
        reception.accept(part, verdict -> {
            if (ticket.verdict != null) {
                throw new AssertionError("a second verdict for one part");
            }
            ticket.verdict = verdict;
        });
        return ticket;
    }

    /** Answers everything that waits, as the lane's thread would. */
    public void answer() {
        while (lane.answerWaiting()) {
            acknowledger.round();
        }
    }

    /** Commits what waits, as the lane's thread would, and acknowledges nothing yet. */
    public void commitOnly() {
        lane.answerWaiting();
    }

    /** Forces and acknowledges what is committed. */
    public void acknowledge() {
        acknowledger.round();
    }

    /** Tells a temporary error to whoever has waited too long, as a timer would. */
    public void answerOverdue() {
        lane.answerOverdue(nanos);
    }

    /** One round of the courier; returns what it sent. */
    public List<RecordingOutlet.Sent> deliver() {
        courier.round();
        return outlet.take();
    }

    /** From now on questions are refused where replies would not leave in time. */
    public void mindBacklog() {
        mindsBacklog = true;
    }

    public SwitchedStore switchedStore() {
        return switchedStore;
    }

    public StoreBreaker breaker() {
        return breaker;
    }

    public void confirm(long question) {
        reception.confirmed(question);
    }

    public void advance(Duration by) {
        clock.advance(by);
        nanos += by.toNanos();
    }

    public void itineraries(Itineraries replacement) {
        itineraries = replacement;
    }

    /** Who does half of a large batch. */
    public void helper(Executor replacement) {
        helper = replacement;
    }

    /** How many messages ended so, as the balance counts them. */
    public long total(BalanceItem item) throws Exception {
        return store.balance().total(item);
    }

    public GatewayStore store() {
        return store;
    }

    public RecordingOutlet outlet() {
        return outlet;
    }

    @Override
    public void close() {
        store.close();
    }
}
