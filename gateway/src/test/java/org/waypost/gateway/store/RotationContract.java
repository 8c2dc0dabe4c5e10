package org.waypost.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Consent;
import org.waypost.gateway.authorization.Digest;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.authorization.Tally;
import org.waypost.gateway.dialogue.Answer;
import org.waypost.gateway.message.Message;
import org.waypost.gateway.message.Reply;
import org.waypost.gateway.sms.Alphabet;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.UserData;
import org.waypost.gateway.store.GatewayStore.RegisterColumn;
import org.waypost.gateway.store.GatewayStore.RegisterLine;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.keys.KeyVersion;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

/** P3: what is stored of a number follows it to its new pseudonym, whichever database it stands in. */
abstract class RotationContract {
    static final Instant MIDNIGHT = Instant.parse("2026-11-24T16:00:00Z");
    static final Instant EVENING = MIDNIGHT.minus(Duration.ofMinutes(10));
    private static final Instant MORNING = MIDNIGHT.plus(Duration.ofMinutes(2));

    final KeyRing keys = KeyRing.random();
    private final Msisdn alice = Msisdn.ofDigits("8613800138000");
    private final Msisdn bob = Msisdn.ofDigits("8613900139000");
    private GatewayStore store;

    GatewayStore store() {
        return store;
    }

    /** Opens the store on the same data each time. */
    abstract GatewayStore open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void rotate() throws StoreUnavailableException {
        keys.take(keys.withNext(MIDNIGHT));
        store.keys().bind(keys, EVENING);
    }

    private RegisterLine line(Msisdn number, Instant now) {
        KeyVersion version = keys.inForce(now);
        return new RegisterLine(
                keys.pseudonyms(number, now),
                new Registration(
                        version.ending(version.subscriber(number), "123X"),
                        LocalDate.of(2019, 5, 1),
                        true,
                        null,
                        version.number()));
    }

    /** Answers one message; returns what leaves at once. */
    private List<OpenReply> ask(Msisdn sender, @Nullable String reply, Instant at) throws StoreUnavailableException {
        return store.inBatch(0, transaction -> {
            Pseudonyms pseudonyms = keys.pseudonyms(sender, at);
            SubscriberKey key = pseudonyms.current();
            CaseFile file = Optional.ofNullable(
                            transaction.lock(List.of(pseudonyms)).get(key))
                    .orElseThrow();
            long id = transaction.newQuestions(1)[0];
            CaseFile next = file.withConsent(new Consent("city-14", at, "sms", "1"))
                    .withLast(new CaseFile.LastMessage(new byte[] {7}, id, at, 1, true))
                    .acknowledging(
                            List.of(Digest.of(
                                    keys.inForce(at).repeat(Long.toString(id).getBytes(StandardCharsets.US_ASCII)))),
                            id,
                            at,
                            Duration.ofMinutes(2));
            Answer answer = new Answer(reply == null ? null : new Reply(reply, "answer"), next, List.of(), false);
            return transaction.write(
                    List.of(new StoredRequest(id, key, next, "smsc", at)),
                    List.of(),
                    List.of(new StoredAnswer(
                            id,
                            new Message("smsc", "10001", sender, key, "CXMYD"),
                            answer,
                            reply == null ? 0 : 1,
                            true,
                            at,
                            at.plus(Duration.ofMinutes(30)))));
        });
    }

    private List<WaitingPart> part(Msisdn sender, int part, Instant at) throws StoreUnavailableException {
        return store.inBatch(0, transaction -> {
            Pseudonyms pseudonyms = keys.pseudonyms(sender, at);
            transaction.lock(List.of(pseudonyms));
            UserData data = new UserData(Alphabet.UCS2, null, new byte[] {0, (byte) ('0' + part)});
            return transaction.keep(new WaitingPart(
                    pseudonyms.current(), "smsc", "10001", new Concatenation(9, false, 3, part), data, at));
        });
    }

    private CaseFile file(Msisdn number, Instant now) throws StoreUnavailableException {
        return store.file(keys.pseudonyms(number, now)).orElseThrow();
    }

    /** By the pseudonym in force alone. */
    private Optional<CaseFile> moved(Msisdn number) throws StoreUnavailableException {
        return store.file(
                Pseudonyms.alone(keys.newest().subscriber(number), keys.newest().number()));
    }

    @Test
    void everythingOfASenderMovesWithTheNextMessage() throws Exception { // P3, M9
        store.register(List.of(line(alice, EVENING)), EVENING);
        ask(alice, "old", EVENING);
        assertThat(part(alice, 1, EVENING)).hasSize(1);
        rotate();
        assertThat(file(alice, MORNING).consents()).containsKey("city-14");
        assertThat(moved(alice)).isEmpty();
        assertThat(part(alice, 3, MORNING)).hasSize(2);
        CaseFile file = moved(alice).orElseThrow();
        assertThat(file.consents()).containsKey("city-14");
        Registration registration = Optional.ofNullable(file.registration()).orElseThrow();
        assertThat(registration.keyVersion()).isEqualTo(1);
        assertThat(registration.ending())
                .isEqualTo(keys.oldest().ending(keys.oldest().subscriber(alice), "123X"));
        assertThat(store.file(Pseudonyms.alone(keys.oldest().subscriber(alice), 1)))
                .isEmpty();
        assertThat(part(alice, 2, MORNING))
                .extracting(part -> part.data().payload()[1])
                .containsExactly((byte) '1', (byte) '2', (byte) '3');
        assertThat(store.balance().waitingParts()).isZero();
    }

    @Test
    void aReplyUnderTheOldPseudonymComesBeforeOneUnderTheNew() throws Exception { // D8, P3
        List<OpenReply> first = ask(alice, "first", EVENING);
        assertThat(first).hasSize(1);
        rotate();
        assertThat(ask(alice, "second", MORNING)).isEmpty();
        assertThat(store.claim("smsc", MORNING, 10)).isEmpty();
        store.settle(List.of(Progress.ended(first.get(0), ReplyState.DELIVERED, MORNING)));
        assertThat(store.claim("smsc", MORNING, 10)).extracting(OpenReply::text).containsExactly("second");
        assertThat(store.balance().messagesUnaccounted()).isZero();
    }

    @Test
    void aReplyThatFailsAfterItsSenderMovedIsForgotten() throws Exception { // D4 c, P3
        store.register(List.of(line(alice, EVENING)), EVENING);
        List<OpenReply> sending = ask(alice, "first", EVENING);
        rotate();
        store.register(List.of(line(alice, MORNING)), EVENING);
        assertThat(moved(alice).orElseThrow().last()).matches(CaseFile.LastMessage::repeatable);
        store.settle(List.of(Progress.ended(sending.get(0), ReplyState.FAILED, MORNING)));
        assertThat(moved(alice).orElseThrow().last()).matches(last -> !last.repeatable());
    }

    @Test
    void anImportMovesWhoeverItNamesAndEndsWhomItDoesNot() throws Exception { // P3, P12, D5
        store.register(List.of(line(alice, EVENING), line(bob, EVENING)), EVENING);
        ask(alice, "one", EVENING);
        ask(bob, "two", EVENING);
        rotate();
        ask(bob, "three", MORNING);
        assertThat(store.keys().use(1)).isEqualTo(new KeyUse(2, 1));
        store.register(List.of(line(alice, MORNING)), EnumSet.allOf(RegisterColumn.class), 77, MORNING);
        assertThat(store.keys().use(1)).isEqualTo(new KeyUse(1, 0));
        Registration registration =
                Optional.ofNullable(moved(alice).orElseThrow().registration()).orElseThrow();
        assertThat(registration.keyVersion()).isEqualTo(2);
        assertThat(registration.ending())
                .isEqualTo(keys.newest().ending(keys.newest().subscriber(alice), "123X"));
        assertThat(moved(alice).orElseThrow().consents()).containsKey("city-14");
        assertThat(store.count(77)).isEqualTo(new GatewayStore.RegisterCount(2, 1));
        assertThat(store.deactivateUnnamed(77, 10, MORNING)).isEqualTo(1);
        assertThat(file(bob, MORNING).consents()).isEmpty();
        assertThat(store.open()).isEqualTo(Map.of("smsc", 1L));
    }

    @Test
    void whoIsOnlyNamedIsNotGivenUpUnderAnyPseudonym() throws Exception { // P3
        store.register(List.of(line(alice, EVENING)), EVENING);
        rotate();
        store.named(List.of(keys.pseudonyms(alice, MORNING)), 77);
        assertThat(store.count(77)).isEqualTo(new GatewayStore.RegisterCount(1, 0));
    }

    @Test
    void aDestroyedVersionLeavesNothingBehind() throws Exception { // P3
        store.register(List.of(line(alice, EVENING)), EVENING);
        ask(alice, "one", EVENING);
        ask(bob, "two", EVENING);
        rotate();
        store.register(List.of(line(alice, MORNING)), EVENING);
        store.keys().destroyed(1, MORNING);
        keys.take(keys.without(1));
        assertThat(store.keys().bound().refusal(keys)).isEmpty();
        assertThat(store.keys().bound().destroyed(1)).isTrue();
        assertThat(store.keys().use(1)).isEqualTo(new KeyUse(0, 0));
        assertThat(file(alice, MORNING).consents()).containsKey("city-14");
        assertThat(store.file(keys.pseudonyms(bob, MORNING))).isEmpty();
        // What was sealed under it can be opened no more, and is given up as D5 says.
        assertThat(store.recover(1, MORNING)).isEqualTo(2);
        assertThat(store.claim("smsc", MORNING, 10)).isEmpty();
        assertThat(store.open()).isEmpty();
        closeStore();
        openStore();
        assertThat(file(alice, MORNING).registration()).isNotNull();
    }

    @Test
    void nodesWhoseClocksDisagreeAboutMidnightLoseNothingOfEachOther() throws Exception { // D8, D14, P3
        rotate();
        int senders = 12;
        int messages = 8;
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Instant now : List.of(MIDNIGHT.minusSeconds(1), MIDNIGHT.plusSeconds(1))) {
                int lane = running.isEmpty() ? 0 : lanes() - 1;
                running.add(nodes.submit(() -> {
                    for (int i = 0; i < senders * messages; i++) {
                        count(lane, number(i % senders), now);
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            nodes.shutdown();
        }
        for (int i = 0; i < senders; i++) {
            assertThat(file(number(i), MORNING).tally().repliesOnDay()).isEqualTo(2 * messages);
        }
        assertThat(store.keys().use(2).files()).isEqualTo(senders);
    }

    /** How many batches may run beside each other. */
    int lanes() {
        return 1;
    }

    private static Msisdn number(int sender) {
        return Msisdn.ofDigits(Long.toString(8_613_800_000_000L + sender));
    }

    private void count(int lane, Msisdn sender, Instant now) throws StoreUnavailableException {
        store.inBatch(lane, transaction -> {
            Pseudonyms pseudonyms = keys.pseudonyms(sender, now);
            SubscriberKey key = pseudonyms.current();
            CaseFile file = Optional.ofNullable(
                            transaction.lock(List.of(pseudonyms)).get(key))
                    .orElseThrow();
            Tally tally = new Tally(List.of(), null, file.tally().repliesOnDay() + 1, null, Map.of());
            long id = transaction.newQuestions(1)[0];
            return transaction.write(
                    List.of(),
                    List.of(),
                    List.of(new StoredAnswer(
                            id,
                            new Message("smsc", "10001", sender, key, "CXMYD"),
                            new Answer(null, file.withTally(tally), List.of(), false),
                            0,
                            false,
                            now,
                            now)));
        });
    }
}
