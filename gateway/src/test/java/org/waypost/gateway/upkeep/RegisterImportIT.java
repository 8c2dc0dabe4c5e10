package org.waypost.gateway.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;

/** The carrier's register, whole and in changes, on a real store. */
class RegisterImportIT {
    private static final String ALICE = "+8613800138000";
    private static final String BOB = "+8613900139000";
    private static final String WHOLE =
            "msisdn,id_suffix,active_from,language\n" + ALICE + ",123X,2019-05-01,zh\n" + BOB + ",4321,2020-01-01,en\n";

    private final KeyRing keys = KeyRing.random();

    @TempDir
    private Path directory;

    private JdbcStore store;
    private RegisterImport register;

    @BeforeEach
    void open() throws Exception {
        store = new JdbcStore(
                GatewayDatabase.open(DatabaseAddress.file(directory.resolve("gateway")), keys), keys, "desk", 1, 1);
        register = new RegisterImport(store, keys, new Numbering(), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private RegisterReport delta(String text) throws Exception {
        return register.run(new StringReader(text), lines -> {});
    }

    private RegisterReport full(long run, String text) throws Exception {
        return register.run(new StringReader(text), run, lines -> {});
    }

    private SubscriberKey key(String number) {
        return keys.subscriber(Msisdn.ofDigits(number.substring(1)));
    }

    private Registration of(String number) throws Exception {
        return Optional.ofNullable(store.file(key(number)).orElseThrow().registration())
                .orElseThrow();
    }

    @Test
    void takesLinesAndKeepsNoDigits() throws Exception { // P2
        assertThat(delta(WHOLE).accepted()).isEqualTo(2);
        Registration alice = of(ALICE);
        assertThat(alice.active()).isTrue();
        assertThat(alice.activeFrom()).isEqualTo(LocalDate.of(2019, 5, 1));
        assertThat(alice.language()).isEqualTo(Language.CHINESE);
        assertThat(alice.ending()).isEqualTo(keys.ending(key(ALICE), "123X"));
    }

    @Test
    void changesWhatAFileHasColumnsForAndNothingElse() throws Exception {
        delta(WHOLE);
        delta("language,msisdn\nen," + ALICE + "\n");
        Registration alice = of(ALICE);
        assertThat(alice.language()).isEqualTo(Language.ENGLISH);
        assertThat(alice.activeFrom()).isEqualTo(LocalDate.of(2019, 5, 1));
        assertThat(alice.ending()).isEqualTo(keys.ending(key(ALICE), "123X"));

        delta("msisdn,status\n" + ALICE + ",inactive\n");
        assertThat(of(ALICE).active()).isFalse();
        assertThat(of(ALICE).ending()).isNotNull();
        // a change of something else does not bring it back
        delta("msisdn,language\n" + ALICE + ",zh\n");
        assertThat(of(ALICE).active()).isFalse();
        delta("msisdn,status\n" + ALICE + ",active\n");
        assertThat(of(ALICE).active()).isTrue();
    }

    @Test
    void givesUpWhomAFullImportDoesNotName() throws Exception { // P12
        full(1, WHOLE);
        full(2, "msisdn,id_suffix\n" + ALICE + ",123X\n");
        assertThat(of(BOB).active()).isTrue();
        assertThat(register.deactivateUnnamed(2, false)).isEqualTo(new RegisterImport.Deactivation(2, 1, true));
        assertThat(of(ALICE).active()).isTrue();
        assertThat(of(BOB).active()).isFalse();
        // and takes them back when one names them again
        full(3, WHOLE);
        register.deactivateUnnamed(3, false);
        assertThat(of(BOB).active()).isTrue();
    }

    @Test
    void keepsWhomARefusedLineNames() throws Exception {
        full(1, WHOLE);
        RegisterReport report =
                full(2, "msisdn,id_suffix,active_from\n" + ALICE + ",123X,2019-05-01\n" + BOB + ",4321,yesterday\n");
        assertThat(report.rejected()).isEqualTo(Map.of(RegisterRejection.BAD_DAY, 1L));
        register.deactivateUnnamed(2, false);
        assertThat(of(BOB).active()).isTrue();
        assertThat(of(BOB).activeFrom()).isEqualTo(LocalDate.of(2020, 1, 1));
    }

    @Test
    void doesNotTrustAFileThatLooksCutOff() throws Exception {
        String many = IntStream.range(0, 300)
                .mapToObj("+86138001%05d,1234\n"::formatted)
                .collect(Collectors.joining("", "msisdn,id_suffix\n", ""));
        full(1, many);
        full(2, many.substring(0, many.length() / 2));
        RegisterImport.Deactivation refused = register.deactivateUnnamed(2, false);
        assertThat(refused.deactivated()).isFalse();
        assertThat(refused.unnamed()).isGreaterThan(100);
        assertThat(of("+8613800100299").active()).isTrue();
        assertThat(register.deactivateUnnamed(2, true).deactivated()).isTrue();
        assertThat(of("+8613800100299").active()).isFalse();
    }

    @Test
    void refusesLinesByReasonAndTellsNoContent() throws Exception { // P4
        RegisterReport report = delta("msisdn,id_suffix,active_from,language,status\n"
                + "12345,123X,2019-05-01,zh,active\n"
                + ALICE + ",12,2019-05-01,zh,active\n"
                + ALICE + ",123X,2019-05-01,fr,active\n"
                + ALICE + ",123X,2019-05-01,zh,gone\n"
                + ALICE + ",123X,01.05.2019,zh,active\n"
                + ALICE + ",123X\n");
        assertThat(report.accepted()).isZero();
        assertThat(report.rejected().keySet()).containsExactlyInAnyOrder(RegisterRejection.values());
        assertThat(report.faults()).extracting(RegisterReport.Fault::line).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(report.toString()).doesNotContain("12345", "13800138000", "123X");
    }

    @Test
    void saysWhichColumnIsMissing() {
        assertThatThrownBy(() -> delta("number,id_suffix\n1,2\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("no column msisdn (expected msisdn, and some of id_suffix, active_from, language, status)");
    }
}
