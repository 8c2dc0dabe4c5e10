package org.waypost.gateway.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.ops.AuditDesk;
import org.waypost.gateway.store.AuditSeals;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;

/** Whatever is done to the audit by who has the database and not the keys is found, whichever database it is. */
// P6
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AuditProofContract {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Msisdn ALICE = Msisdn.ofDigits("8613800138000");
    private static final Msisdn BOB = Msisdn.ofDigits("8613900139000");
    private static final int PAGES = 8;

    @TempDir
    static Path folder;

    private final KeyRing keys = KeyRing.random();
    private final AuditSeals seals = new AuditSeals(keys);
    private DatabaseAddress address;
    private GatewayStore store;
    private Path heads;
    private String signed = "";
    private long first;
    private long second;

    abstract DatabaseAddress address();

    @BeforeAll
    void writeTwoChains() throws Exception {
        address = address();
        heads = folder.resolve("audit-heads");
        file(NOW).sign(open(1));
        for (int page = 1; page <= PAGES; page++) {
            disclose(page % 2 == 0 ? ALICE : BOB, NOW.plusSeconds(page));
        }
        first = store.auditStates().get(0).chain();
        store.close();
        disclose(open(1000), ALICE, NOW.plusSeconds(20));
        disclose(ALICE, NOW.plusSeconds(21));
        disclose(ALICE, NOW.plusSeconds(22));
        second = store.auditStates().get(1).chain();
        file(NOW.plusSeconds(30)).sign(store);
        signed = Files.readString(heads);
        execute("create table kept_page as select * from audit_page");
    }

    private GatewayStore open(long start) throws Exception {
        store = new JdbcStore(GatewayDatabase.open(address, keys), keys, "node", start, 0);
        return store;
    }

    @AfterAll
    void close() {
        store.close();
    }

    /** The store looks the end of its own chain up before it goes on. */
    @AfterEach
    void undo() throws Exception {
        execute("delete from audit_page");
        execute("insert into audit_page select * from kept_page");
        execute("delete from audit_checkpoint");
        Files.writeString(heads, signed);
    }

    private void disclose(Msisdn subject, Instant at) throws StoreUnavailableException {
        disclose(store, subject, at);
    }

    private static void disclose(GatewayStore store, Msisdn subject, Instant at) throws StoreUnavailableException {
        store.audit(subject, List.of(AuditEntry.disclosed("city-14", "consent-1")), at);
    }

    private AuditHeadsFile file(Instant now) {
        return new AuditHeadsFile(heads, seals, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<AuditFault.Kind> faults() throws Exception {
        return new AuditProof(store, seals, file(NOW))
                .look().faults().stream().map(AuditFault::kind).toList();
    }

    @Test
    void findsNothingWhereNothingWasDone() throws Exception {
        AuditReport report = new AuditProof(store, seals, file(NOW)).look();
        assertThat(report.faults()).isEmpty();
        assertThat(report.whole()).isTrue();
        assertThat(report.chains()).isEqualTo(2);
        assertThat(report.pages()).isEqualTo(PAGES + 3);
        assertThat(report.entries()).isEqualTo(PAGES + 3);
    }

    @Test
    void findsAChangedByteInEveryPage() throws Exception {
        for (int page = 1; page <= PAGES; page++) {
            byte[] body = store.auditPages(first, page - 1, 1).get(0).body();
            body[body.length / 2] ^= 1;
            update(page, body);
            int changed = page;
            assertThat(new AuditProof(store, seals, file(NOW)).look().faults())
                    .as("page %d", page)
                    .extracting(AuditFault::toString)
                    .anySatisfy(fault -> assertThat(fault)
                            .startsWith("%016x page %d: ".formatted(first, changed))
                            .endsWith("(CHANGED)"));
            body[body.length / 2] ^= 1;
            update(page, body);
        }
        assertThat(faults()).isEmpty();
    }

    private void update(int page, byte[] body) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var update =
                        connection.prepareStatement("update audit_page set body = ? where chain = ? and number = ?")) {
            update.setBytes(1, body);
            update.setLong(2, first);
            update.setInt(3, page);
            update.executeUpdate();
        }
    }

    @Test
    void findsADroppedRecord() throws Exception {
        update(PAGES, new byte[0]);
        assertThat(faults()).contains(AuditFault.Kind.CHANGED);
    }

    @Test
    void findsADroppedLastPage() throws Exception {
        execute("delete from audit_page where chain = %d and number = %d".formatted(first, PAGES));
        assertThat(faults()).containsExactly(AuditFault.Kind.DROPPED_END);
    }

    @Test
    void goesOnFindingADroppedPageWhenTheHeadsAreSignedAgain() throws Exception {
        execute("delete from audit_page where chain = %d and number = %d".formatted(first, PAGES));
        file(NOW.plusSeconds(90)).sign(store);
        assertThat(faults()).containsExactly(AuditFault.Kind.DROPPED_END);
    }

    @Test
    void findsADroppedPageInTheMiddle() throws Exception {
        execute("delete from audit_page where chain = %d and number = 4".formatted(first));
        assertThat(faults()).containsExactly(AuditFault.Kind.MISSING);
    }

    @Test
    void findsTwoPagesThatChangedPlaces() throws Exception {
        execute("update audit_page set number = -3 where chain = %d and number = 3".formatted(first));
        execute("update audit_page set number = 3 where chain = %d and number = 4".formatted(first));
        execute("update audit_page set number = 4 where chain = %d and number = -3".formatted(first));
        assertThat(faults()).contains(AuditFault.Kind.CHANGED);
    }

    @Test
    void findsACutBeginning() throws Exception {
        execute("delete from audit_page where chain = %d and number <= 2".formatted(first));
        assertThat(faults()).containsExactly(AuditFault.Kind.CUT_BEGINNING);
    }

    @Test
    void findsACutBeginningUnderAForgedCheckpoint() throws Exception {
        execute(
                "insert into audit_checkpoint select chain, number, mac, mac from audit_page where chain = %d and number = 2"
                        .formatted(first));
        execute("delete from audit_page where chain = %d and number <= 2".formatted(first));
        assertThat(faults())
                .containsExactlyInAnyOrder(AuditFault.Kind.CHECKPOINT_FORGED, AuditFault.Kind.CUT_BEGINNING);
    }

    @Test
    void findsAChainThatIsGone() throws Exception {
        execute("delete from audit_page where chain = %d".formatted(second));
        assertThat(faults()).containsExactly(AuditFault.Kind.CHAIN_MISSING);
    }

    @Test
    void findsAPageMovedToAnotherChain() throws Exception {
        execute("update audit_page set chain = 77 where chain = %d".formatted(second));
        assertThat(faults()).contains(AuditFault.Kind.CHANGED, AuditFault.Kind.CHAIN_MISSING);
    }

    @Test
    void findsAPageMadeOlderSoThatItIsPurged() throws Exception {
        execute("update audit_page set written_ms = 0 where chain = %d and number = 1".formatted(first));
        assertThat(faults()).contains(AuditFault.Kind.MISDATED);
    }

    @Test
    void findsHeadsThatAreMissingChangedOrOld() throws Exception {
        Files.delete(heads);
        assertThat(faults()).containsExactly(AuditFault.Kind.HEADS_MISSING);
        Files.writeString(heads, signed.replace(" " + PAGES + " ", " 2 "));
        assertThat(faults()).containsExactly(AuditFault.Kind.HEADS_CHANGED);
        Files.writeString(heads, signed);
        disclose(ALICE, NOW.plus(Duration.ofMinutes(10)));
        assertThat(faults()).containsExactly(AuditFault.Kind.HEADS_OLD);
    }

    @Test
    void findsHeadsThatWereBegunAnewToHideWhatWasDropped() throws Exception {
        execute("delete from audit_page where chain = %d and number = %d".formatted(first, PAGES));
        Files.delete(heads);
        file(NOW.plus(Duration.ofMinutes(30))).sign(store);
        assertThat(faults()).contains(AuditFault.Kind.HEADS_YOUNG);
    }

    @Test
    void takesACheckpointForWhatItPurged() throws Exception { // P7
        Instant later = NOW.plusSeconds(5).plus(Duration.ofDays(180));
        AuditPurge purge = new AuditPurge(store, 180);
        assertThat(purge.run(NOW.plus(Duration.ofDays(179)), false, "machine"))
                .isEqualTo(new AuditPurge.Done(0, false));
        assertThat(store.purgeAudit(later.minus(Duration.ofDays(180)), 100)).isEqualTo(4);
        assertThat(faults()).isEmpty();
        assertThat(store.auditPages(first, 0, 100)).hasSize(PAGES - 4);
        execute("delete from audit_page where chain = %d and number = 5".formatted(first));
        assertThat(faults()).containsExactly(AuditFault.Kind.CUT_BEGINNING);
    }

    @Test
    void keepsTheAuditWhenTheClockJumps() throws Exception { // F14, P7
        AuditPurge purge = new AuditPurge(store, 180);
        assertThat(purge.run(NOW.plus(Duration.ofDays(3650)), false, "machine"))
                .isEqualTo(new AuditPurge.Done(0, true));
        assertThat(purge.run(NOW.minus(Duration.ofDays(3650)), false, "machine"))
                .isEqualTo(new AuditPurge.Done(0, false));
        assertThat(faults()).isEmpty();
        assertThatThrownBy(() -> new AuditPurge(store, 179)).hasMessageContaining("expected at least 180");
    }

    @Test
    void tellsWhatWasDisclosedAfterABreach() throws Exception {
        StringWriter table = new StringWriter();
        desk().disclosures(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 24), false, "dora", print(table));
        assertThat(table.toString()).containsPattern("disclosure +city-14 +- +1[1-9] +2\n");
        StringWriter none = new StringWriter();
        desk().disclosures(LocalDate.of(2026, 11, 25), LocalDate.of(2026, 11, 26), true, "dora", print(none));
        assertThat(none.toString()).isEqualTo("at,pseudonym,event,service,basis,operator\n");
    }

    @Test
    void showsWhatIsAuditedAboutANumberAndNobodyElse() throws Exception {
        StringWriter text = new StringWriter();
        desk().show(BOB, false, "dora", print(text));
        List<String> lines = text.toString().lines().toList();
        assertThat(lines.get(0)).contains("139****9000");
        List<String> events = new ArrayList<>();
        lines.subList(1, lines.size()).forEach(line -> events.add(line.split(" +", -1)[1]));
        assertThat(Collections.frequency(events, "disclosure")).isEqualTo(PAGES / 2);
        assertThat(text.toString()).contains("audit_read", "dora").doesNotContain("13900139000");
    }

    private static PrintWriter print(StringWriter text) {
        return new PrintWriter(text) {
            @Override
            public void println() {
                write('\n');
            }
        };
    }

    private AuditDesk desk() {
        return new AuditDesk(
                store,
                keys,
                new AuditSettings(heads, 185),
                ZoneOffset.ofHours(8),
                Clock.fixed(NOW.plusSeconds(25), ZoneOffset.UTC));
    }
}
