package org.waypost.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
import org.waypost.gateway.ops.AdminToken;
import org.waypost.gateway.smpp.ScriptedPeer;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.store.BalanceItem;

/** The commands of an operator while the gateway runs and owns the files of its embedded databases. */
@Timeout(180)
class OperatorCommandsIT {
    private static final String NUMBER = "8613800138000";

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
                        // Replies wait in the store, where an operator can get at them.
                        + "reply:\n  in-memory: 0\n  link-patience: 1h\n");
        gateway = Gateway.open(GatewayConfig.load(config), Clock.systemUTC(), Thread::new);
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

    /** What a command printed, and how it ended. */
    private record Done(int exit, String out, String err) {}

    private static Done waypost(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", config.toString()));
        int exit = Waypost.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new Done(exit, out.toString(), err.toString());
    }

    /** In a process of its own, for embedded databases are open to all of one process. */
    private static String succeedsElsewhere(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "org.waypost.gateway.cli.Waypost"));
        command.addAll(List.of(words));
        command.addAll(List.of("--config", config.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    private static String succeeds(String... words) {
        Done done = waypost(words);
        assertThat(done.exit()).as(done.toString()).isZero();
        return done.out();
    }

    private static ScriptedPeer bound(BindType type) throws IOException {
        return ScriptedPeer.bound(gateway.smppAddress(), type, "smsc", "waypost");
    }

    private static Pdu.MessageResp ask(ScriptedPeer peer, int sequence, String text) throws IOException {
        return (Pdu.MessageResp) peer.ask(new Pdu.SubmitSm(
                sequence,
                ShortMessage.of(
                        new Address(1, 1, NUMBER),
                        new Address(0, 1, "10001"),
                        EsmClass.DEFAULT,
                        DataCoding.DEFAULT,
                        text.getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void importsThroughTheGatewayAndLooksUpWhatCameOfIt() throws Exception {
        LocalDate day = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.ofHours(8))
                .minusDays(1);
        Path cells = home.resolve("cells.csv");
        Files.writeString(
                cells, "cell,region,border,valid_from,valid_to\n460-00-4301-20011,430100,,2020-01-01,\nx,999999,,,\n");
        assertThat(succeedsElsewhere("import", "cells", cells.toString()))
                .contains("1 cells accepted, 1 lines rejected");
        Path subscribers = home.resolve("subscribers.csv");
        Files.writeString(subscribers, "msisdn,id_suffix,active_from,language\n+8613911112222,1234,2019-05-01,en\n");
        assertThat(succeedsElsewhere("import", "subscribers", subscribers.toString()))
                .contains("1 subscribers accepted");
        Path events = home.resolve("events.csv");
        StringBuilder lines = new StringBuilder("msisdn,time,cell,kind\n");
        for (int hour = 6; hour < 16; hour++) {
            lines.append("+8613911112222,%sT%02d:00:00+08:00,460-00-4301-20011,tau\n".formatted(day, hour));
        }
        Files.writeString(events, lines);
        assertThat(succeedsElsewhere("import", "events", events.toString(), "--complete", day.toString()))
                .contains("10 events: 10 accepted")
                .contains("day " + day + " is complete");

        assertThat(succeedsElsewhere("itinerary", "13911112222", "--explain", "--operator", "alice"))
                .contains("139****2222")
                .contains("Changsha")
                .doesNotContain("13911112222");
    }

    @Test
    void givesUpWhomAFullImportDoesNotName() throws Exception {
        Path all = home.resolve("all.csv");
        Files.writeString(all, "msisdn,id_suffix\n+8613911113333,1234\n");
        assertThat(succeedsElsewhere("import", "subscribers", all.toString(), "--full", "--give-up-any-number"))
                .contains("were not named and are given up");
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        assertThat(waypost("peers", "list", "--operator", "a b"))
                .satisfies(done -> assertThat(done.exit()).isEqualTo(1))
                .satisfies(done -> assertThat(done.err()).contains("Waypost-Operator"));
        assertThat(waypost("replies", "show", "ff").err()).contains("no open reply has this id");
        assertThat(waypost("replies", "show", "xyz").err()).contains("16 hexadecimal digits");
        assertThat(waypost("peers", "drain", "nobody").err()).contains("no such peer (expected one of [smsc-trial])");
    }

    @Test
    void showsRequeuesAndCancelsAReply() throws Exception {
        long before = gateway.store().balance().total(BalanceItem.WITHDRAWN);
        String reply;
        try (ScriptedPeer peer = bound(BindType.TRANSMITTER)) {
            Pdu.MessageResp answer = ask(peer, 2, "CXMYD#1234");
            assertThat(answer.status()).isEqualTo(CommandStatus.OK);
            reply = answer.messageId();
        }
        assertThat(succeeds("replies", "list"))
                .contains(reply, "138****8000", "smsc-trial")
                .doesNotContain(NUMBER);
        assertThat(succeeds("replies", "show", reply)).contains("state", "open");
        assertThat(succeeds("replies", "requeue", reply, "--operator", "alice")).contains("requeued");
        assertThat(succeeds("replies", "cancel", reply, "--operator", "alice")).contains("canceled");
        assertThat(waypost("replies", "show", reply).err()).contains("no open reply has this id");
        // D15: an operator's cancellation counts as withdrawn.
        assertThat(gateway.store().balance().total(BalanceItem.WITHDRAWN)).isEqualTo(before + 1);
        assertThat(gateway.store().balance().holds()).isTrue();
    }

    @Test
    void suspendsDrainsAndResumesAPeer() throws Exception {
        try (ScriptedPeer peer = bound(BindType.TRANSMITTER)) {
            assertThat(succeeds("peers", "drain", "smsc-trial")).contains("draining");
            assertThat(ask(peer, 2, "CXMYD").status()).isEqualTo(CommandStatus.THROTTLED);
            assertThat(succeeds("peers", "suspend", "smsc-trial")).contains("suspended");
            assertThat(peer.read()).isInstanceOf(Pdu.Unbind.class);
        }
        try (ScriptedPeer refused = new ScriptedPeer(gateway.smppAddress())) {
            Pdu answer = refused.ask(new Pdu.Bind(BindType.TRANSCEIVER, 1, "smsc", "waypost", "", 0x34, Address.NONE));
            assertThat(((Pdu.Response) answer).status()).isEqualTo(CommandStatus.BIND_FAILED);
        }
        assertThat(succeeds("peers", "list")).contains("suspended");
        assertThat(succeeds("peers", "resume", "smsc-trial")).contains("open");
        bound(BindType.TRANSCEIVER).close();
    }

    @Test
    void showsHowItStands() {
        assertThat(succeeds("status")).containsPattern("ready +yes");
        assertThat(succeeds("status", "--json")).startsWith("{\"ready\":\"yes\"");
    }

    @Test
    void measuresWithoutTellingAnybodysNumber() throws Exception {
        try (ScriptedPeer peer = bound(BindType.TRANSMITTER)) {
            ask(peer, 2, "HELP");
        }
        String metrics = scrape();
        assertThat(metrics)
                .contains("waypost_questions_total{peer=\"smsc-trial\",verdict=\"accepted\"}")
                .contains("waypost_question_to_acknowledgement_seconds_bucket")
                .contains("waypost_question_to_delivered_seconds_count")
                .contains("waypost_replies_backlog{peer=\"smsc-trial\"}")
                .contains("waypost_peer_window{peer=\"smsc-trial\"}")
                .contains("waypost_lane_waiting{lane=\"0\"}")
                .contains("waypost_store_up 1.0")
                .contains("waypost_balance_unaccounted{kind=\"messages\"} 0.0")
                .contains("waypost_disk_free_bytes")
                .contains("waypost_feed_set_aside_files 0.0")
                .contains("waypost_feed_lines_total{outcome=\"rejected\"} 0.0")
                .contains("jvm_memory_used_bytes")
                .doesNotContain("13800138000")
                .doesNotContain("138****8000");
    }

    private static String scrape() throws Exception {
        InetSocketAddress address = gateway.adminAddress();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + "/metrics"))
                .header("Authorization", "Bearer " + AdminToken.read(home.resolve("data/admin-token")))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        return answer.body();
    }
}
