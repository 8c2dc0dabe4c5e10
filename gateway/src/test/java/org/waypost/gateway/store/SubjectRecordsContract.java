package org.waypost.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Consent;
import org.waypost.gateway.authorization.Digest;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.dialogue.Answer;
import org.waypost.gateway.message.Message;
import org.waypost.gateway.message.Reply;
import org.waypost.gateway.sms.Alphabet;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.UserData;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

/** What subscribers may ask of every store, and what it lets go with time. */
abstract class SubjectRecordsContract {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration LIFE = Duration.ofMinutes(15);

    final KeyRing keys = KeyRing.random();
    private final Msisdn alice = Msisdn.ofDigits("8613800138000");
    private final Msisdn bob = Msisdn.ofDigits("8613900139000");
    private GatewayStore store;

    /** Opens the store on the same data each time. */
    abstract GatewayStore open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
        for (Msisdn number : List.of(alice, bob)) {
            Registration registration = new Registration(
                    keys.oldest().ending(key(number), "1234"), LocalDate.of(2019, 5, 1), true, null, 1);
            store.register(List.of(new GatewayStore.RegisterLine(pseudonyms(number), registration)), NOW);
        }
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private SubscriberKey key(Msisdn number) {
        return keys.oldest().subscriber(number);
    }

    private Pseudonyms pseudonyms(Msisdn number) {
        return keys.pseudonyms(number, NOW);
    }

    /** A question with a consent, answered by a reply that is open, or being sent. */
    private long question(Msisdn sender, Instant at, boolean sending) throws StoreUnavailableException {
        return store.inBatch(0, transaction -> {
            CaseFile file = transaction.lock(List.of(pseudonyms(sender))).get(key(sender));
            long id = transaction.newQuestions(1)[0];
            CaseFile next = file.withConsent(new Consent("city-14", at, "smsc 10001", "1"))
                    .withLast(new CaseFile.LastMessage(new byte[16], id, at, 1, true))
                    .acknowledging(List.of(arrival(id)), id, at, LIFE);
            Message message = new Message("smsc", "10001", sender, key(sender), "CXMYD");
            Answer answer = new Answer(new Reply("长沙", "answer"), next, List.of(), false);
            transaction.write(
                    List.of(new StoredRequest(id, key(sender), next, "smsc", at)),
                    List.of(),
                    List.of(new StoredAnswer(id, message, answer, 1, sending, at, at.plus(LIFE))));
            return id;
        });
    }

    private Digest arrival(long id) {
        return Digest.of(keys.oldest().repeat(Long.toString(id).getBytes(StandardCharsets.US_ASCII)));
    }

    private void part(Msisdn sender) throws StoreUnavailableException {
        WaitingPart part = new WaitingPart(
                key(sender),
                "smsc",
                "10001",
                new Concatenation(700, true, 2, 1),
                new UserData(Alphabet.GSM7, null, "CXMYD#12".getBytes(StandardCharsets.US_ASCII)),
                NOW);
        store.inBatch(0, transaction -> {
            long id = transaction.newQuestions(1)[0];
            CaseFile file = transaction.lock(List.of(pseudonyms(sender))).get(key(sender));
            CaseFile next = file.acknowledging(List.of(arrival(id)), id, NOW, LIFE);
            transaction.write(List.of(new StoredRequest(id, key(sender), next, "smsc", NOW)), List.of(), List.of());
            return transaction.keep(part);
        });
    }

    private Erased erase(Msisdn number) throws StoreUnavailableException {
        return store.subjects()
                .erase(
                        number,
                        List.of(key(number)),
                        erased -> List.of(AuditEntry.staff(AuditEntry.Event.ERASED, null, erased.toString(), "alice")),
                        NOW);
    }

    @Test
    void erasesEverythingOfOneAndNothingOfAnother() throws Exception { // P8, D5, D15
        question(alice, NOW, false);
        question(alice, NOW, false);
        part(alice);
        question(bob, NOW, false);

        Erased erased = erase(alice);

        assertThat(erased.registered()).isTrue();
        assertThat(erased.consents()).extracting(Consent::service).containsExactly("city-14");
        assertThat(erased).extracting(Erased::replies, Erased::parts).containsExactly(2, 1);
        assertThat(erased.requests()).isEqualTo(3);
        assertThat(store.file(pseudonyms(alice))).isEmpty();
        Dossier left = store.subjects().held(pseudonyms(alice));
        assertThat(left.replies()).isEmpty();
        assertThat(left.parts()).isEmpty();
        assertThat(store.balance().total(BalanceItem.WITHDRAWN)).isEqualTo(2);
        assertThat(store.balance().total(BalanceItem.ABANDONED_PART)).isEqualTo(1);
        assertThat(store.balance().holds()).isTrue();
        assertThat(store.claim("smsc", NOW, 10)).extracting(OpenReply::to).containsExactly(bob);
        assertThat(store.file(pseudonyms(bob)).orElseThrow().consents()).hasSize(1);
        assertThat(erase(alice)).as("a second time").isEqualTo(new Erased(false, List.of(), false, 0, 0, 0, 0));
    }

    @Test
    void countsAnErasedReplyThatIsUnderWayAsUncertainWhateverThePeerSays() throws Exception { // P8, D5
        question(alice, NOW, true);
        question(bob, NOW, true);
        question(bob, NOW, false);
        erase(alice);
        assertThat(store.balance().total(BalanceItem.UNCERTAIN)).isEqualTo(1);
        assertThat(store.balance().holds()).isTrue();
        assertThat(store.recover(1, NOW)).as("after a restart bob's alone").isEqualTo(1);
        assertThat(store.claim("smsc", NOW.plusSeconds(1), 10))
                .extracting(OpenReply::to)
                .containsOnly(bob);
    }

    @Test
    void takesAnErasedSubscriberInAgain() throws Exception { // P8
        question(alice, NOW, false);
        erase(alice);
        Registration again = new Registration(keys.oldest().ending(key(alice), "1234"), null, true, null, 1);
        store.register(List.of(new GatewayStore.RegisterLine(pseudonyms(alice), again)), NOW);
        assertThat(store.file(pseudonyms(alice)).orElseThrow().consents()).isEmpty();
        question(alice, NOW, false);
        assertThat(store.claim("smsc", NOW, 10)).hasSize(1);
    }

    @Test
    void tellsEverythingThatIsHeld() throws Exception { // P8
        question(alice, NOW, false);
        part(alice);
        question(bob, NOW, false);
        Dossier held = store.subjects().held(pseudonyms(alice));
        assertThat(held.replies()).singleElement().satisfies(reply -> {
            assertThat(reply.text()).isEqualTo("长沙");
            assertThat(reply.note().to()).isEqualTo(alice);
        });
        assertThat(held.parts()).singleElement().satisfies(part -> {
            assertThat(part.data().text()).isEqualTo("CXMYD#12");
            assertThat(part.concatenation()).isEqualTo(new Concatenation(700, true, 2, 1));
        });
        assertThat(held.requests()).isEqualTo(2);
        assertThat(held.file()).isNotNull();
        assertThat(store.subjects().held(pseudonyms(Msisdn.ofDigits("8613700137000"))))
                .isEqualTo(new Dossier(null, List.of(), List.of()));
    }

    @Test
    void endsConsentsAndWhatIsOpen() throws Exception { // D5
        question(alice, NOW, false);
        List<Consent> ended = store.subjects()
                .withdraw(
                        alice,
                        List.of(key(alice)),
                        consents -> consents.stream()
                                .map(c -> AuditEntry.withdrawn(c, "by staff"))
                                .toList(),
                        NOW);
        assertThat(ended).hasSize(1);
        CaseFile file = store.file(pseudonyms(alice)).orElseThrow();
        assertThat(file.consents()).isEmpty();
        assertThat(file.registration()).isNotNull();
        assertThat(store.claim("smsc", NOW, 10)).isEmpty();
        assertThat(store.balance().total(BalanceItem.WITHDRAWN)).isEqualTo(1);
        assertThat(store.balance().holds()).isTrue();
    }

    @Test
    void forgetsSendersOfWhomNothingIsYoung() throws Exception { // P7
        question(alice, NOW.minus(Duration.ofDays(200)), false);
        question(bob, NOW, false);
        Instant before = NOW.minus(Duration.ofDays(180));
        PastRecords.Step step =
                store.past().forgetSenders(null, file -> file.latest().isBefore(before));
        assertThat(step.gone()).isEqualTo(1);
        assertThat(store.past().forgetSenders(step.last(), file -> file.latest().isBefore(before)))
                .isEqualTo(new PastRecords.Step(null, 0));
        assertThat(store.file(pseudonyms(alice)).orElseThrow().consents()).isEmpty();
        assertThat(store.file(pseudonyms(bob)).orElseThrow().consents()).hasSize(1);
    }

    /** Whether the purge passes the sender over or waits for the batch is the database's. */
    @Test
    void leavesASenderAloneWhomALaneWorksOn() throws Exception { // P7
        question(alice, NOW.minus(Duration.ofDays(200)), false);
        CompletableFuture<Integer> gone = store.inBatch(0, transaction -> {
            CaseFile file = transaction.lock(List.of(pseudonyms(alice))).get(key(alice));
            CompletableFuture<Integer> forgetting = CompletableFuture.supplyAsync(this::forgetOld);
            pause();
            CaseFile next = file.withLast(new CaseFile.LastMessage(new byte[16], 5, NOW, 1, true));
            transaction.write(List.of(new StoredRequest(5, key(alice), next, "smsc", NOW)), List.of(), List.of());
            return forgetting;
        });
        assertThat(gone.get(1, TimeUnit.MINUTES)).isZero();
        assertThat(store.file(pseudonyms(alice)).orElseThrow().latest()).isEqualTo(NOW);
    }

    private int forgetOld() {
        Instant before = NOW.minus(Duration.ofDays(180));
        try {
            return store.past()
                    .forgetSenders(null, file -> file.latest().isBefore(before))
                    .gone();
        } catch (StoreUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void addsUpOldDaysOfTheBalanceWithoutLosingACount() throws Exception { // P7, D15
        for (int day = 40; day < 44; day++) {
            question(alice, NOW.minus(Duration.ofDays(day)), false);
        }
        question(alice, NOW, false);
        long messages = store.balance().total(BalanceItem.MESSAGE);
        LocalDate before = LocalDate.of(2026, 11, 24).minusDays(32);
        int days = 0;
        while (store.past().foldBalance(before)) {
            days++;
        }
        assertThat(days).isEqualTo(4);
        Balance balance = store.balance();
        assertThat(balance.total(BalanceItem.MESSAGE)).isEqualTo(messages);
        assertThat(balance.holds()).isTrue();
        assertThat(balance.lines())
                .extracting(BalanceLine::day)
                .containsOnly(LocalDate.EPOCH, LocalDate.of(2026, 11, 24));
        // What happens afterwards to a question of a day that is folded counts on that day anew.
        store.expire(NOW.minus(Duration.ofDays(30)));
        assertThat(store.balance().holds()).isTrue();
    }

    @Test
    void remembersWhenItWasPurged() throws Exception { // P7, F14
        assertThat(store.past().purgedOn()).isEmpty();
        assertThat(store.past().latestDay()).isEmpty();
        store.past().purged(LocalDate.of(2026, 11, 23));
        store.past().purged(LocalDate.of(2026, 11, 24));
        assertThat(store.past().purgedOn()).contains(LocalDate.of(2026, 11, 24));
        question(alice, NOW, false);
        assertThat(store.past().latestDay()).contains(LocalDate.of(2026, 11, 24));
    }
}
