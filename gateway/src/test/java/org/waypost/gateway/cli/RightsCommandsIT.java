package org.waypost.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.authorization.Role;
import org.waypost.gateway.smpp.ScriptedPeer;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.store.BalanceItem;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;

/** Rights of subscribers, retention and the stop switch, by commands beside a gateway that has the databases open. */
@Timeout(300)
class RightsCommandsIT {
    @TempDir
    private static Path home;

    private static StaffedInstallation installation;
    private static Gateway gateway;

    @BeforeAll
    static void serve() throws Exception {
        installation = StaffedInstallation.in(home, Map.of("dora", Role.PRIVACY));
        gateway = installation.serve();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        installation.close();
    }

    private static String waypost(String... words) throws Exception {
        return installation.succeedsElsewhere(installation.by("dora", words));
    }

    private static Pdu.MessageResp ask(String number, String text) throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.bound(gateway.smppAddress(), BindType.TRANSMITTER, "smsc", "waypost")) {
            return (Pdu.MessageResp) peer.ask(new Pdu.SubmitSm(
                    2,
                    ShortMessage.of(
                            new Address(1, 1, number),
                            new Address(0, 1, "10001"),
                            EsmClass.DEFAULT,
                            DataCoding.DEFAULT,
                            text.getBytes(StandardCharsets.US_ASCII))));
        }
    }

    private static boolean known(String number) throws Exception {
        KeyRing keys = KeyFile.open(home.resolve("data/keys"));
        return gateway.store()
                .file(keys.pseudonyms(Msisdn.ofDigits(number), Instant.now()))
                .isPresent();
    }

    @Test
    void tellsWithdrawsAndErasesThroughTheGateway() throws Exception { // P8, D5
        String number = "8613800138000";
        assertThat(ask(number, "CXMYD#1234").status()).isEqualTo(CommandStatus.OK);
        Path export = home.resolve("export.json");
        assertThat(waypost("export", number, "--out", export.toString()))
                .contains("138****8000: days with a track 0, open replies 1")
                .doesNotContain(number);
        assertThat(Files.readString(export)).contains("\"open replies\" : [ {").doesNotContain(number);
        assertThat(Files.readString(Path.of(export + ".txt"))).contains("open replies:\n  -\n    from: 10001");
        for (Path file : List.of(export, Path.of(export + ".txt"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        long withdrawn = gateway.store().balance().total(BalanceItem.WITHDRAWN);
        assertThat(waypost("withdraw", number)).contains("consents ended 0");
        assertThat(gateway.store().balance().total(BalanceItem.WITHDRAWN)).isEqualTo(withdrawn + 1);
        assertThat(known(number)).isTrue();
        assertThat(waypost("erase", number))
                .contains("138****8000: erased", "case files 1")
                .doesNotContain(number);
        assertThat(known(number)).isFalse();
        assertThat(gateway.store().balance().holds()).isTrue();
    }

    @Test
    void purgesThroughTheGateway() throws Exception { // P7
        assertThat(waypost("purge")).contains("tracks of days before", "case files of senders silent for 180 days");
        assertThat(gateway.store().past().purgedOn()).isPresent();
    }

    @Test
    void stopsAProductAtOnceAndOverARestart() throws Exception { // P9
        assertThat(waypost("service", "stop", "city-14")).containsPattern("state +stopped");
        assertThat(waypost("service", "list"))
                .containsPattern("city-14 +stopped")
                .containsPattern("card-7 +started");
        gateway.close();
        gateway = installation.serve();
        String number = "8613900139000";
        assertThat(ask(number, "CXMYD#1234").status()).isEqualTo(CommandStatus.OK);
        assertThat(gateway.store().notes(0, 100))
                .filteredOn(note -> note.to().digits().equals(number))
                .singleElement()
                .satisfies(note -> assertThat(note.reason()).isEqualTo("not-offered"));
        assertThat(waypost("service", "start", "city-14")).containsPattern("state +started");
        assertThat(gateway.store().stoppedServices().read()).isEmpty();
    }
}
