package org.waypost.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.Shipped;
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

    private static Path config;
    private static Gateway gateway;

    @BeforeAll
    static void serve() throws Exception {
        try (Stream<Path> files = Files.walk(Shipped.folder())) {
            for (Path file :
                    files.filter(f -> !f.toString().contains("node_modules")).toList()) {
                Path target = home.resolve("config")
                        .resolve(Shipped.folder().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        config = home.resolve("config/waypost.yaml");
        Files.writeString(
                config,
                Files.readString(config)
                                .replace("127.0.0.1:2775", "127.0.0.1:0")
                                .replace("127.0.0.1:2776", "127.0.0.1:" + freePort())
                        // Replies wait in the store.
                        + "reply:\n  in-memory: 0\n  link-patience: 1h\n"
                        + "operators:\n"
                        + operator());
        gateway = open();
    }

    private static Gateway open() throws Exception {
        return Gateway.open(GatewayConfig.load(config), Clock.systemUTC(), Thread::new);
    }

    /** Made by the command that makes operators; returns her lines for the configuration. */
    private static String operator() {
        StringWriter out = new StringWriter();
        int exit = Waypost.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute("operator", "dora", "--role", "privacy", "--token-file", token().toString());
        assertThat(exit).isZero();
        return out.toString();
    }

    private static Path token() {
        return home.resolve("dora.token");
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** In a process of its own, for embedded databases are open to all of one process. */
    private static String waypost(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "org.waypost.gateway.cli.Waypost"));
        command.addAll(List.of(words));
        command.addAll(
                List.of("--operator", "dora", "--token-file", token().toString(), "--config", config.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
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
        gateway = open();
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
