package org.waypost.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Consent;
import org.waypost.gateway.authorization.OpenDialogue;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.authorization.Tally;
import org.waypost.gateway.dialogue.Answer;
import org.waypost.gateway.message.Message;
import org.waypost.gateway.message.Reply;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.sms.Alphabet;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.UserData;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
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
        return keys.subscriber(number);
    }

    private long question(Msisdn sender, @Nullable String reply, boolean withdraws) throws StoreUnavailableException {
        return store.inBatch(transaction -> {
            CaseFile file = transaction.lock(new TreeSet<>(Set.of(key(sender)))).get(key(sender));
            long id = transaction.newQuestions(1)[0];
            transaction.write(List.of(stored(id, sender, reply, file, withdraws)));
            return id;
        });
    }

    private StoredAnswer stored(long id, Msisdn sender, @Nullable String reply, CaseFile file, boolean withdraws) {
        Message message = new Message("smsc", "10001", sender, key(sender), "CXMYD");
        Answer answer = new Answer(reply == null ? null : new Reply(reply, "answer"), file, List.of(), withdraws);
        return new StoredAnswer(
                id,
                keys.repeat(Long.toString(id).getBytes(StandardCharsets.US_ASCII)),
                message,
                answer,
                reply == null ? 0 : 1,
                NOW,
                NOW.plus(Duration.ofMinutes(15)));
    }

    private static Progress progress(OpenReply reply, ReplyState state, Instant next) {
        return new Progress(reply.question(), state, reply.attempts() + 1, reply.unknowns(), 0, next);
    }

    private CaseFile file(Msisdn sender) throws StoreUnavailableException {
        return store.file(key(sender)).orElseThrow();
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
        assertThatThrownBy(() -> store.inBatch(transaction -> {
                    transaction.lock(new TreeSet<>(Set.of(key(alice))));
                    transaction.write(List.of(stored(77, alice, "x", CaseFile.fresh(null), false)));
                    throw new IllegalStateException("poison");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.claim("smsc", NOW, 10)).isEmpty();
        assertThat(store.file(key(alice))).isEmpty();
    }

    @Test
    void storesOneRequestOnceOnly() throws Exception { // D4
        question(alice, "one", false);
        assertThatThrownBy(() -> store.inBatch(transaction -> {
                    long id = transaction.newQuestions(1)[0];
                    StoredAnswer again = stored(id, alice, "two", CaseFile.fresh(null), false);
                    transaction.write(List.of(new StoredAnswer(
                            id,
                            keys.repeat("1".getBytes(StandardCharsets.US_ASCII)),
                            again.message(),
                            again.answer(),
                            1,
                            NOW,
                            NOW)));
                    return id;
                }))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(store.claim("smsc", NOW, 10)).extracting(OpenReply::text).containsExactly("one");
    }

    @Test
    void knowsARequestThatIsStored() throws Exception { // D4
        long id = question(alice, "one", false);
        String arrival = HexFormat.of().formatHex(keys.repeat(Long.toString(id).getBytes(StandardCharsets.US_ASCII)));
        String other = HexFormat.of().formatHex(keys.repeat(new byte[] {1}));
        assertThat(store.<Map<String, Long>>inBatch(t -> t.known(List.of(arrival, other))))
                .containsExactly(Map.entry(arrival, id));
    }

    @Test
    void keepsACaseFileWhole() throws Exception {
        store.register(List.of(new GatewayStore.RegisterLine(
                key(alice),
                new Registration(keys.ending(key(alice), "123X"), LocalDate.of(2019, 5, 1), true, Language.ENGLISH))));
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
                new CaseFile.LastMessage(new byte[] {1, 2, 3}, 42, NOW, 99, true));
        store.inBatch(t -> {
            t.lock(new TreeSet<>(Set.of(key(alice))));
            t.write(List.of(stored(t.newQuestions(1)[0], alice, null, full, false)));
            return 0;
        });
        reopen();
        CaseFile read = file(alice);
        assertThat(read.consents()).isEqualTo(full.consents());
        assertThat(read.dialogue()).isEqualTo(full.dialogue());
        assertThat(read.tally()).isEqualTo(full.tally());
        assertThat(read.last()).usingRecursiveComparison().isEqualTo(full.last());
        assertThat(read.registration().ending()).isEqualTo(keys.ending(key(alice), "123X"));
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
        assertThat(store.counts().get(ReplyState.EXPIRED)).isEqualTo(1);
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
        assertThat(store.counts().get(ReplyState.UNCERTAIN)).isEqualTo(1);
    }

    @Test
    void withdrawsOpenRepliesButNotTheOneThatSaysSo() throws Exception { // D5
        question(alice, "cities", false);
        question(bob, "other cities", false);
        question(alice, "withdrawn", true);
        assertThat(store.claim("smsc", NOW, 10))
                .extracting(OpenReply::text)
                .containsExactly("other cities", "withdrawn");
        assertThat(store.counts().get(ReplyState.WITHDRAWN)).isEqualTo(1);
    }

    @Test
    void countsEveryQuestionInOneState() throws Exception { // D15
        question(alice, "a", false);
        question(bob, null, false);
        store.settle(List.of(progress(store.claim("smsc", NOW, 1).get(0), ReplyState.DELIVERED, NOW)));
        question(alice, "b", false);
        assertThat(store.counts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(3);
        assertThat(store.counts().get(ReplyState.DELIVERED)).isEqualTo(1);
        assertThat(store.counts().get(ReplyState.SILENT)).isEqualTo(1);
        assertThat(store.counts().get(ReplyState.OPEN)).isEqualTo(1);
    }

    @Test
    void joinsPartsInWhateverOrderTheyCome() throws Exception { // M9
        List<String> seen = new ArrayList<>();
        for (int part : new int[] {3, 1, 1, 2}) {
            reopen();
            WaitingPart waiting = new WaitingPart(
                    key(alice),
                    "10001",
                    new Concatenation(7, false, 3, part),
                    new UserData(Alphabet.GSM7, null, new byte[] {(byte) part}),
                    NOW);
            List<WaitingPart> parts = store.inBatch(t -> t.keep(waiting));
            seen.add(parts.stream()
                    .map(p -> Integer.toString(p.data().payload()[0]))
                    .toList()
                    .toString());
        }
        assertThat(seen).containsExactly("[3]", "[1, 3]", "[1, 3]", "[1, 2, 3]");
        WaitingPart next = new WaitingPart(
                key(alice),
                "10001",
                new Concatenation(7, false, 3, 1),
                new UserData(Alphabet.GSM7, null, new byte[] {1}),
                NOW);
        assertThat(store.<List<WaitingPart>>inBatch(t -> t.keep(next))).hasSize(1);
    }

    private List<WaitingPart> keep(int reference, boolean wide, Instant received) throws StoreUnavailableException {
        WaitingPart part = new WaitingPart(
                key(alice),
                "10001",
                new Concatenation(reference, wide, 2, 1),
                new UserData(Alphabet.GSM7, null, new byte[] {1}),
                received);
        return store.inBatch(t -> t.keep(part));
    }

    private List<WaitingPart> complete(int reference, boolean wide, Instant received) throws StoreUnavailableException {
        WaitingPart part = new WaitingPart(
                key(alice),
                "10001",
                new Concatenation(reference, wide, 2, 2),
                new UserData(Alphabet.GSM7, null, new byte[] {2}),
                received);
        return store.inBatch(t -> t.keep(part));
    }

    @Test
    void abandonsPartsBeyondABoundAndAnAge() throws Exception { // M9
        for (int reference = 0; reference < 2 * JdbcBatch.MOST_WAITING; reference++) {
            keep(reference, false, NOW.plusSeconds(reference));
        }
        assertThat(complete(2, false, NOW.plusSeconds(100))).hasSize(1);
        assertThat(complete(60, false, NOW.plusSeconds(100))).hasSize(2);
        Instant late = NOW.plusSeconds(100).plus(JdbcBatch.LONGEST_WAIT);
        assertThat(complete(61, false, late)).hasSize(1);
    }

    @Test
    void tellsReferencesOf8And16BitsApart() throws Exception { // M9
        keep(7, false, NOW);
        assertThat(complete(7, true, NOW)).hasSize(1);
        assertThat(complete(7, false, NOW)).hasSize(2);
    }
}
