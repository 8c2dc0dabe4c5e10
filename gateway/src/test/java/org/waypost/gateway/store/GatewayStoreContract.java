package org.waypost.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.CityOverride;
import org.waypost.gateway.authorization.CityOverrides;
import org.waypost.gateway.authorization.Consent;
import org.waypost.gateway.authorization.Digest;
import org.waypost.gateway.authorization.OpenDialogue;
import org.waypost.gateway.authorization.OverrideReason;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.authorization.Tally;
import org.waypost.gateway.dialogue.Answer;
import org.waypost.gateway.message.Message;
import org.waypost.gateway.message.Reply;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.sms.Alphabet;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.NationalLanguage;
import org.waypost.gateway.sms.ShiftTables;
import org.waypost.gateway.sms.UserData;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

/** What every store must do, whichever database it stands on. */
abstract class GatewayStoreContract {
    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

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

    private void reopen() throws Exception {
        store.close();
        store = open();
    }

    private SubscriberKey key(Msisdn number) {
        return keys.oldest().subscriber(number);
    }

    private Pseudonyms pseudonyms(Msisdn number) {
        return keys.pseudonyms(number, NOW);
    }

    private long question(Msisdn sender, @Nullable String reply, boolean withdraws) throws StoreUnavailableException {
        return store.inBatch(0, transaction -> {
            CaseFile file = transaction.lock(List.of(pseudonyms(sender))).get(key(sender));
            long id = transaction.newQuestions(1)[0];
            CaseFile remembering = remembering(file, id);
            transaction.write(
                    List.of(request(id, sender, remembering)),
                    List.of(),
                    List.of(stored(id, sender, reply, remembering, withdraws, false)));
            return id;
        });
    }

    private Digest arrival(long id) {
        return Digest.of(keys.oldest().repeat(Long.toString(id).getBytes(StandardCharsets.US_ASCII)));
    }

    private CaseFile remembering(CaseFile file, long id) {
        return file.acknowledging(List.of(arrival(id)), id, NOW, Duration.ofMinutes(2));
    }

    private StoredRequest request(long id, Msisdn sender, CaseFile file) {
        return new StoredRequest(id, key(sender), file, "smsc", NOW);
    }

    private StoredAnswer stored(
            long id, Msisdn sender, @Nullable String reply, CaseFile file, boolean withdraws, boolean atOnce) {
        Message message = new Message("smsc", "10001", sender, key(sender), "CXMYD");
        Answer answer = new Answer(reply == null ? null : new Reply(reply, "answer"), file, List.of(), withdraws);
        return new StoredAnswer(
                id, message, answer, reply == null ? 0 : 1, atOnce, NOW, NOW.plus(Duration.ofMinutes(15)));
    }

    private static Progress progress(OpenReply reply, ReplyState state, Instant next) {
        return new Progress(reply, state, reply.attempts() + 1, reply.unknowns(), 0, next);
    }

    private CaseFile file(Msisdn sender) throws StoreUnavailableException {
        return store.file(pseudonyms(sender)).orElseThrow();
    }

    @Test
    void givesAReplyBackAfterReopening() throws Exception { // D1
        long id = question(alice, "长沙", false);
        reopen();
        List<OpenReply> claimed = store.claim("smsc", NOW, 10);
        assertThat(claimed).hasSize(1);
        assertThat(claimed.get(0).question()).isEqualTo(id);
        assertThat(claimed.get(0).text()).isEqualTo("长沙");
        assertThat(claimed.get(0).to()).isEqualTo(alice);
        assertThat(claimed.get(0).expires()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    }

    @Test
    void writesNothingWhenTheBatchThrows() throws Exception {
        assertThatThrownBy(() -> store.inBatch(0, transaction -> {
                    transaction.lock(List.of(pseudonyms(alice)));
                    transaction.write(
                            List.of(request(77, alice, CaseFile.fresh(null))),
                            List.of(),
                            List.of(stored(77, alice, "x", CaseFile.fresh(null), false, false)));
                    throw new IllegalStateException("poison");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.claim("smsc", NOW, 10)).isEmpty();
        assertThat(store.file(pseudonyms(alice))).isEmpty();
    }

    @Test
    void remembersWhatItAcknowledgedOfPartsToo() throws Exception { // D4
        long message = question(alice, "one", false);
        long part = store.inBatch(0, transaction -> {
            CaseFile file = transaction.lock(List.of(pseudonyms(alice))).get(key(alice));
            long id = transaction.newQuestions(1)[0];
            transaction.write(List.of(request(id, alice, remembering(file, id))), List.of(), List.of());
            return id;
        });
        reopen();
        Duration window = Duration.ofMinutes(2);
        assertThat(file(alice).firstQuestion(List.of(arrival(message)), NOW, window))
                .contains(message);
        assertThat(file(alice).firstQuestion(List.of(arrival(part)), NOW, window))
                .contains(part);
        assertThat(file(alice).firstQuestion(List.of(arrival(part + 1)), NOW, window))
                .isEmpty();
    }

    private List<OpenReply> atOnce(Msisdn sender, String reply) throws StoreUnavailableException {
        return store.inBatch(0, transaction -> {
            CaseFile file = transaction.lock(List.of(pseudonyms(sender))).get(key(sender));
            long id = transaction.newQuestions(1)[0];
            CaseFile remembering = remembering(file, id);
            return transaction.write(
                    List.of(request(id, sender, remembering)),
                    List.of(),
                    List.of(stored(id, sender, reply, remembering, false, true)));
        });
    }

    @Test
    void handsAReplyOutAtOnceUnlessAnOlderOneIsOpen() throws Exception { // D8
        List<OpenReply> first = atOnce(alice, "first");
        assertThat(first).extracting(OpenReply::text).containsExactly("first");
        assertThat(atOnce(alice, "second")).isEmpty();
        assertThat(store.claim("smsc", NOW, 10)).isEmpty();
        store.settle(List.of(progress(first.get(0), ReplyState.DELIVERED, NOW)));
        assertThat(store.claim("smsc", NOW, 10)).extracting(OpenReply::text).containsExactly("second");
        // What was handed out and is not settled counts as unknown after a crash.
        atOnce(bob, "third");
        reopen();
        assertThat(store.recover(1, NOW)).isEqualTo(2);
    }

    @Test
    void ordersTwoLanesBySender() throws Exception { // D8
        long first = store.inBatch(1, t -> t.newQuestions(1)[0]);
        assertThat(question(alice, "x", false)).isGreaterThan(first);
    }

    @Test
    void keepsACaseFileWhole() throws Exception {
        store.register(
                List.of(new GatewayStore.RegisterLine(
                        pseudonyms(alice),
                        new Registration(
                                keys.oldest().ending(key(alice), "123X"),
                                LocalDate.of(2019, 5, 1),
                                true,
                                Language.ENGLISH,
                                1))),
                NOW);
        CaseFile full = new CaseFile(
                null,
                Map.of("city-14", new Consent("city-14", NOW, "smsc/10001", "abc")),
                new OpenDialogue(
                        "smsc", "city-14", "10001", OpenDialogue.Step.CONSENT, Language.CHINESE, NOW.plusSeconds(60)),
                new Tally(
                        List.of(NOW, NOW.plusSeconds(1)),
                        LocalDate.of(2026, 11, 24),
                        7,
                        NOW,
                        Map.of("smsc", new Tally.PeerTally(LocalDate.of(2026, 11, 24), 3, 2, NOW))),
                new CaseFile.LastMessage(new byte[] {1, 2, 3}, 42, NOW, 99, true),
                new CityOverrides(
                        List.of(new CityOverride(5, "430100", LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 2)))),
                List.of(
                        new CaseFile.Acknowledged(arrival(41), 41, NOW),
                        new CaseFile.Acknowledged(arrival(42), 42, NOW)));
        store.inBatch(0, t -> {
            t.lock(List.of(pseudonyms(alice)));
            t.write(List.of(), List.of(), List.of(stored(t.newQuestions(1)[0], alice, null, full, false, false)));
            return 0;
        });
        reopen();
        CaseFile read = file(alice);
        assertThat(read.consents()).isEqualTo(full.consents());
        assertThat(read.dialogue()).isEqualTo(full.dialogue());
        assertThat(read.tally()).isEqualTo(full.tally());
        assertThat(read.overrides()).isEqualTo(full.overrides());
        assertThat(read.acknowledged()).isEqualTo(full.acknowledged());
        assertThat(read.last()).usingRecursiveComparison().isEqualTo(full.last());
        assertThat(read.registration().ending()).isEqualTo(keys.oldest().ending(key(alice), "123X"));
        assertThat(read.registration().activeFrom()).isEqualTo(LocalDate.of(2019, 5, 1));
        assertThat(read.registration().language()).isEqualTo(Language.ENGLISH);
    }

    @Test
    void takesTheOldestReplyOfEachSenderOnly() throws Exception { // D8
        question(alice, "first of alice", false);
        question(bob, "first of bob", false);
        question(alice, "second of alice", false);
        List<OpenReply> first = store.claim("smsc", NOW, 10);
        assertThat(first).extracting(OpenReply::text).containsExactly("first of alice", "first of bob");
        assertThat(store.claim("smsc", NOW, 10)).isEmpty();
        // A later one waits while the first waits for its next try.
        store.settle(List.of(
                progress(first.get(0), ReplyState.OPEN, NOW.plusSeconds(60)),
                progress(first.get(1), ReplyState.DELIVERED, NOW)));
        assertThat(store.claim("smsc", NOW, 10)).isEmpty();
        List<OpenReply> again = store.claim("smsc", NOW.plusSeconds(60), 10);
        assertThat(again).extracting(OpenReply::text).containsExactly("first of alice");
        assertThat(again.get(0).attempts()).isEqualTo(1);
        store.settle(List.of(progress(again.get(0), ReplyState.DELIVERED, NOW)));
        assertThat(store.claim("smsc", NOW.plusSeconds(60), 10))
                .extracting(OpenReply::text)
                .containsExactly("second of alice");
    }

    @Test
    void takesNoMoreThanThereIsRoomFor() throws Exception { // D10
        for (int i = 0; i < 10; i++) {
            question(Msisdn.ofDigits("861380000000" + i), "reply " + i, false);
        }
        assertThat(store.claim("smsc", NOW, 3)).hasSize(3);
        assertThat(store.claim("smsc", NOW, 0)).hasSizeLessThanOrEqualTo(1);
        assertThat(store.claim("other", NOW, 3)).isEmpty();
    }

    @Test
    void sendsNothingThatExpired() throws Exception { // D6
        question(alice, "late", false);
        Instant later = NOW.plus(Duration.ofMinutes(15));
        assertThat(store.claim("smsc", later, 10)).isEmpty();
        assertThat(store.expire(later)).isEqualTo(1);
        assertThat(store.balance().total(BalanceItem.EXPIRED)).isEqualTo(1);
        assertThat(store.claim("smsc", NOW, 10)).isEmpty();
    }

    @Test
    void countsWhatWasOnItsWayAsUnknownAndSendsItOnceMore() throws Exception { // D5
        question(alice, "on its way", false);
        store.claim("smsc", NOW, 10);
        reopen();
        assertThat(store.claim("smsc", NOW, 10)).isEmpty();
        assertThat(store.recover(1, NOW)).isEqualTo(1);
        List<OpenReply> again = store.claim("smsc", NOW, 10);
        assertThat(again).hasSize(1);
        assertThat(again.get(0).unknowns()).isEqualTo(1);
        reopen();
        assertThat(store.recover(1, NOW)).isEqualTo(1);
        assertThat(store.claim("smsc", NOW, 10)).isEmpty();
        assertThat(store.balance().total(BalanceItem.UNCERTAIN)).isEqualTo(1);
    }

    @Test
    void withdrawsOpenRepliesButNotTheOneThatSaysSo() throws Exception { // D5
        question(alice, "cities", false);
        question(bob, "other cities", false);
        question(alice, "withdrawn", true);
        assertThat(store.claim("smsc", NOW, 10))
                .extracting(OpenReply::text)
                .containsExactly("other cities", "withdrawn");
        assertThat(store.balance().total(BalanceItem.WITHDRAWN)).isEqualTo(1);
    }

    @Test
    void countsEveryQuestionInOneState() throws Exception { // D15
        question(alice, "a", false);
        question(bob, null, false);
        store.settle(List.of(progress(store.claim("smsc", NOW, 1).get(0), ReplyState.DELIVERED, NOW)));
        question(alice, "b", false);
        assertThat(store.balance().total(BalanceItem.DELIVERED)).isEqualTo(1);
        assertThat(store.balance().total(BalanceItem.SILENT)).isEqualTo(1);
        assertThat(store.balance().open()).isEqualTo(1);
        assertThat(store.balance().total(BalanceItem.MESSAGE)).isEqualTo(3);
        assertThat(store.balance().holds()).isTrue();
    }

    @Test
    void joinsPartsInWhateverOrderTheyCome() throws Exception { // M9
        List<String> seen = new ArrayList<>();
        for (int part : new int[] {3, 1, 1, 2}) {
            reopen();
            WaitingPart waiting = new WaitingPart(
                    key(alice),
                    "smsc",
                    "10001",
                    new Concatenation(7, false, 3, part),
                    new UserData(Alphabet.GSM7, null, new byte[] {(byte) part}),
                    NOW);
            List<WaitingPart> parts = store.inBatch(0, t -> t.keep(waiting));
            seen.add(parts.stream()
                    .map(p -> Integer.toString(p.data().payload()[0]))
                    .toList()
                    .toString());
        }
        assertThat(seen).containsExactly("[3]", "[1, 3]", "[1, 3]", "[1, 2, 3]");
        WaitingPart next = new WaitingPart(
                key(alice),
                "smsc",
                "10001",
                new Concatenation(7, false, 3, 1),
                new UserData(Alphabet.GSM7, null, new byte[] {1}),
                NOW);
        assertThat(store.<List<WaitingPart>>inBatch(0, t -> t.keep(next))).hasSize(1);
    }

    private List<WaitingPart> keep(int reference, boolean wide, Instant received) throws StoreUnavailableException {
        WaitingPart part = new WaitingPart(
                key(alice),
                "smsc",
                "10001",
                new Concatenation(reference, wide, 2, 1),
                new UserData(Alphabet.GSM7, null, new byte[] {1}),
                received);
        return store.inBatch(0, t -> t.keep(part));
    }

    private List<WaitingPart> complete(int reference, boolean wide, Instant received) throws StoreUnavailableException {
        WaitingPart part = new WaitingPart(
                key(alice),
                "smsc",
                "10001",
                new Concatenation(reference, wide, 2, 2),
                new UserData(Alphabet.GSM7, null, new byte[] {2}),
                received);
        return store.inBatch(0, t -> t.keep(part));
    }

    @Test
    void keepsHowAPartIsSpelled() throws Exception { // M9
        ShiftTables tables = new ShiftTables(NationalLanguage.TURKISH, NationalLanguage.SPANISH);
        UserData turkish = new UserData(Alphabet.GSM7, tables, null, new byte[] {0x40});
        Concatenation first = new Concatenation(7, false, 2, 1);
        WaitingPart part = new WaitingPart(key(alice), "smsc", "10001", first, turkish, NOW);
        store.inBatch(0, t -> t.keep(part));
        assertThat(complete(7, false, NOW).get(0).data()).isEqualTo(turkish);
    }

    @Test
    void abandonsPartsBeyondABoundAndAnAge() throws Exception { // M9
        for (int reference = 0; reference < 2 * JdbcParts.MOST_WAITING; reference++) {
            keep(reference, false, NOW.plusSeconds(reference));
        }
        assertThat(complete(2, false, NOW.plusSeconds(100))).hasSize(1);
        assertThat(complete(60, false, NOW.plusSeconds(100))).hasSize(2);
        Instant late = NOW.plusSeconds(100).plus(JdbcParts.LONGEST_WAIT);
        assertThat(complete(61, false, late)).hasSize(1);
    }

    @Test
    void tellsReferencesOf8And16BitsApart() throws Exception { // M9
        keep(7, false, NOW);
        assertThat(complete(7, true, NOW)).hasSize(1);
        assertThat(complete(7, false, NOW)).hasSize(2);
    }

    @Test
    void endsWhatIsInAWindowAsUncertainWhenConsentIsWithdrawn() throws Exception { // D5
        List<OpenReply> inWindow = atOnce(alice, "cities");
        question(alice, "withdrawn", true);
        assertThat(store.balance().total(BalanceItem.UNCERTAIN)).isEqualTo(1);
        // Whatever comes back changes nothing, and it is not sent again.
        store.settle(List.of(progress(inWindow.get(0), ReplyState.OPEN, NOW)));
        assertThat(store.claim("smsc", NOW, 10)).extracting(OpenReply::text).containsExactly("withdrawn");
        store.settle(List.of(progress(inWindow.get(0), ReplyState.DELIVERED, NOW)));
        assertThat(store.balance().total(BalanceItem.DELIVERED)).isZero();
        assertThat(store.balance().holds()).isTrue();
    }

    @Test
    void settlesOnceWhatItIsToldTwice() throws Exception { // F7, D15
        List<OpenReply> sending = atOnce(alice, "x");
        for (int i = 0; i < 2; i++) {
            store.settle(List.of(progress(sending.get(0), ReplyState.DELIVERED, NOW)));
        }
        assertThat(store.balance().total(BalanceItem.DELIVERED)).isEqualTo(1);
        assertThat(store.balance().holds()).isTrue();
    }

    @Test
    void forgetsTheLastMessageOfWhomNoReplyReached() throws Exception { // D4
        for (ReplyState fruitless : List.of(ReplyState.FAILED, ReplyState.EXPIRED)) {
            Msisdn sender = fruitless == ReplyState.FAILED ? alice : bob;
            OpenReply sent = store.inBatch(0, t -> {
                CaseFile file = t.lock(List.of(pseudonyms(sender))).get(key(sender));
                long id = t.newQuestions(1)[0];
                CaseFile next = file.withLast(new CaseFile.LastMessage(new byte[] {1}, id, NOW, 1, true));
                return t.write(
                                List.of(request(id, sender, next)),
                                List.of(),
                                List.of(stored(id, sender, "x", next, false, true)))
                        .get(0);
            });
            assertThat(file(sender).last().repeatable()).isTrue();
            store.settle(List.of(progress(sent, fruitless, NOW)));
            assertThat(file(sender).last().repeatable()).isFalse();
        }
    }

    /** However long a batch decides, what was delivered is written; what changes a case file waits, and is not given up. */
    @Test
    void settlesWhileABatchDecides() throws Exception {
        OpenReply toBob = atOnce(bob, "x").get(0);
        OpenReply toAlice = atOnce(alice, "x").get(0);
        CompletableFuture<Void> late = store.inBatch(0, transaction -> {
            transaction.lock(List.of(pseudonyms(alice)));
            settling(progress(toBob, ReplyState.DELIVERED, NOW)).join();
            CompletableFuture<Void> failed = settling(progress(toAlice, ReplyState.FAILED, NOW));
            assertThat(failed).isNotDone();
            transaction.write(List.of(), List.of(), List.of());
            return failed;
        });
        late.get(1, TimeUnit.MINUTES);
        Balance balance = store.balance();
        assertThat(balance.total(BalanceItem.DELIVERED)).isEqualTo(1);
        assertThat(balance.total(BalanceItem.FAILED)).isEqualTo(1);
        assertThat(balance.holds()).isTrue();
    }

    private CompletableFuture<Void> settling(Progress progress) {
        return CompletableFuture.runAsync(() -> {
            try {
                store.settle(List.of(progress));
            } catch (StoreUnavailableException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void showsRequeuesAndCancelsOpenReplies() throws Exception {
        long first = question(alice, "a", false);
        long second = question(bob, "b", false);
        List<ReplyNote> notes = store.notes(0, 10);
        assertThat(notes).extracting(ReplyNote::question).containsExactly(first, second);
        assertThat(notes.get(0).to()).isEqualTo(alice);
        assertThat(store.notes(first, 10)).extracting(ReplyNote::question).containsExactly(second);
        OpenReply claimed = store.claim("smsc", NOW, 1).get(0);
        assertThat(store.requeue(first, NOW)).isFalse();
        assertThat(store.cancel(first)).isFalse();
        store.settle(List.of(progress(claimed, ReplyState.OPEN, NOW.plusSeconds(300))));
        assertThat(store.requeue(first, NOW)).isTrue();
        assertThat(store.claim("smsc", NOW, 1)).extracting(OpenReply::question).containsExactly(first);
        assertThat(store.cancel(second)).isTrue();
        assertThat(store.cancel(second)).isFalse();
        assertThat(store.balance().total(BalanceItem.WITHDRAWN)).isEqualTo(1);
        assertThat(store.balance().holds()).isTrue();
    }

    @Test
    void accountsForEveryPart() throws Exception { // D15
        for (int part : new int[] {1, 1, 2}) {
            WaitingPart waiting = new WaitingPart(
                    key(alice),
                    "smsc",
                    "10001",
                    new Concatenation(7, false, 3, part),
                    new UserData(Alphabet.GSM7, null, new byte[] {(byte) part}),
                    NOW);
            store.inBatch(0, t -> {
                CaseFile file = t.lock(List.of(pseudonyms(alice))).get(key(alice));
                long id = t.newQuestions(1)[0];
                t.keep(waiting);
                return t.write(List.of(request(id, alice, remembering(file, id))), List.of(), List.of());
            });
        }
        assertThat(store.balance().waitingParts()).isEqualTo(2);
        assertThat(store.balance().total(BalanceItem.REPEAT)).isEqualTo(1);
        assertThat(store.balance().holds()).isTrue();
        assertThat(store.expire(NOW.plus(JdbcParts.LONGEST_WAIT).plusMillis(1))).isEqualTo(2);
        assertThat(store.balance().total(BalanceItem.ABANDONED_PART)).isEqualTo(2);
        assertThat(store.balance().holds()).isTrue();
    }

    @Test
    void knowsHowManyRepliesWaitForEachPeer() throws Exception { // D12
        assertThat(store.open()).isEmpty();
        question(alice, "a", false);
        question(bob, "b", false);
        assertThat(store.open()).containsExactly(Map.entry("smsc", 2L));
    }

    @Test
    void letsAnswersRespectAnOverrideThatAnotherPersonApproved() throws Exception { // D5
        question(alice, "长沙", false);
        CityOverride wrong = new CityOverride(0, "430100", LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 22));
        long id = store.overrides().request(alice, wrong, OverrideReason.BORDER_CELLS, "ann", NOW);
        assertThat(file(alice).overrides()).isEqualTo(CityOverrides.NONE);
        assertThat(store.overrides().approve(id, "ann", NOW)).isEqualTo(Overrides.Outcome.SAME_PERSON);
        assertThat(store.open()).containsEntry("smsc", 1L);
        assertThat(store.overrides().approve(id, "ben", NOW)).isEqualTo(Overrides.Outcome.DONE);
        assertThat(store.open()).doesNotContainKey("smsc");
        assertThat(store.balance().total(BalanceItem.WITHDRAWN)).isEqualTo(1);
        assertThat(store.balance().holds()).isTrue();
        assertThat(store.overrides().approve(id, "cay", NOW)).isEqualTo(Overrides.Outcome.APPROVED_BEFORE);
        assertThat(store.overrides().approve(id + 1, "ben", NOW)).isEqualTo(Overrides.Outcome.UNKNOWN);
        reopen();
        assertThat(file(alice).overrides().all())
                .containsExactly(new CityOverride(id, "430100", wrong.first(), wrong.last()));
        assertThat(store.overrides().all(0, 10)).singleElement().satisfies(note -> {
            assertThat(note.subject()).isEqualTo(alice);
            assertThat(note.requestedBy()).isEqualTo("ann");
            assertThat(note.approvedBy()).isEqualTo("ben");
        });
        assertThat(store.overrides().withdraw(id, "ann", NOW)).isTrue();
        assertThat(store.overrides().withdraw(id, "ann", NOW)).isFalse();
        assertThat(file(alice).overrides()).isEqualTo(CityOverrides.NONE);
    }

    @Test
    void forgetsAnOverrideWithTheTracksOfItsDays() throws Exception { // P7
        LocalDate last = LocalDate.of(2026, 11, 22);
        long id = store.overrides()
                .request(bob, new CityOverride(0, "US", last, last), OverrideReason.DOCUMENT, "ann", NOW);
        store.overrides().approve(id, "ben", NOW);
        assertThat(store.overrides().forget(last.minusDays(30), last)).isZero();
        assertThat(store.overrides().forget(last.plusDays(1), last.plusDays(30)))
                .isZero();
        assertThat(store.overrides().forget(last, last.plusDays(1))).isEqualTo(1);
        assertThat(store.overrides().all(0, 10)).isEmpty();
        assertThat(file(bob).overrides()).isEqualTo(CityOverrides.NONE);
    }

    @Test
    void auditsHowManyConsentsTheRegisterEnds() throws Exception { // P6, P12
        CaseFile consenting = CaseFile.fresh(null).withConsent(new Consent("city-14", NOW, "smsc/10001", "abc"));
        store.inBatch(0, t -> {
            t.lock(List.of(pseudonyms(alice)));
            t.write(List.of(), List.of(), List.of(stored(t.newQuestions(1)[0], alice, null, consenting, false, false)));
            return 0;
        });
        Registration givenUp = new Registration(null, null, false, null, 1);
        store.register(
                List.of(
                        new GatewayStore.RegisterLine(pseudonyms(alice), givenUp),
                        new GatewayStore.RegisterLine(pseudonyms(bob), givenUp)),
                NOW);
        long chain = store.auditStates().get(0).chain();
        AuditPage page = store.auditPages(chain, 0, 1).get(0);
        assertThat(new String(page.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"at\":\"2026-11-24T10:00:00Z\",\"event\":\"CONSENTS_ENDED\",\"detail\":\"1\"}\n");
        assertThat(file(alice).consents()).isEmpty();
    }

    @Test
    void writesNoReplyWithoutItsAudit() throws Exception { // F17
        refuseAudit(true);
        try {
            assertThatThrownBy(() -> disclose(AuditEntry.disclosed("city-14", "consent-1")))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> store.audit(alice, List.of(AuditEntry.disclosed("city-14", "consent-1")), NOW))
                    .isInstanceOf(StoreUnavailableException.class);
        } finally {
            refuseAudit(false);
        }
        assertThat(store.open()).isEmpty();
        assertThat(store.file(pseudonyms(alice))).isEmpty();
        disclose(AuditEntry.disclosed("city-14", "consent-1"));
        assertThat(store.open()).containsEntry("smsc", 1L);
    }

    private void disclose(AuditEntry entry) throws StoreUnavailableException {
        store.inBatch(0, transaction -> {
            CaseFile file = transaction.lock(List.of(pseudonyms(alice))).get(key(alice));
            long id = transaction.newQuestions(1)[0];
            Message message = new Message("smsc", "10001", alice, key(alice), "CXMYD");
            Answer answer = new Answer(new Reply("长沙", "answer"), file, List.of(entry), false);
            return transaction.write(
                    List.of(request(id, alice, file)),
                    List.of(),
                    List.of(new StoredAnswer(id, message, answer, 1, false, NOW, NOW.plus(Duration.ofMinutes(15)))));
        });
    }

    /** A database that takes everything but pages of the audit. */
    private void refuseAudit(boolean refuse) throws Exception {
        DatabaseAddress address = address();
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    refuse
                            ? "alter table audit_page add constraint no_more check (number < 0)"
                            : "alter table audit_page drop constraint no_more");
        }
    }

    /** Where the store is. */
    abstract DatabaseAddress address();
}
