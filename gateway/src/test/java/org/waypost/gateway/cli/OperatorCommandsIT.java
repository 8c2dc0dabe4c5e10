package org.waypost.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.authorization.Role;
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
import org.waypost.gateway.store.Overrides;

/** The commands of an operator while the gateway runs and owns the files of its embedded databases. */
@Timeout(180)
class OperatorCommandsIT {
    private static final String NUMBER = "8613800138000";

    @TempDir
    private static Path home;

    private static StaffedInstallation installation;
    private static Path config;
    private static Gateway gateway;

    @BeforeAll
    static void serve() throws Exception {
        installation =
                StaffedInstallation.in(home, Map.of("alice", Role.SUPPORT, "adam", Role.ADMIN, "dora", Role.PRIVACY));
        config = installation.config();
        gateway = installation.serve();
    }

    private static Path token(String name) {
        return installation.token(name);
    }

    private static String[] by(String name, String... words) {
        return installation.by(name, words);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        installation.close();
    }

    private static CommandProcess.Done waypost(String... words) throws IOException {
        return installation.elsewhere(words);
    }

    /** In this process, where no gateway has the databases of that configuration. */
    private static CommandProcess.Done with(Path configuration, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", configuration.toString()));
        int exit = Waypost.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new CommandProcess.Done(exit, out.toString(), err.toString());
    }

    private static String succeedsElsewhere(String... words) throws Exception {
        return installation.succeedsElsewhere(words);
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

        assertThat(succeedsElsewhere(by("alice", "itinerary", "13911112222", "--explain")))
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
    void saysWhatIsWrongWithARequest() throws Exception {
        assertThat(waypost("replies", "show", "ff").err()).contains("no open reply has this id");
        assertThat(waypost("replies", "show", "xyz").err()).contains("16 hexadecimal digits");
        assertThat(waypost(by("adam", "peers", "drain", "nobody")).err())
                .contains("no such peer (expected one of [smsc-trial])");
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
        assertThat(succeedsElsewhere("replies", "list"))
                .contains(reply, "138****8000", "smsc-trial")
                .doesNotContain(NUMBER);
        assertThat(succeedsElsewhere("replies", "show", reply)).contains("state", "open");
        assertThat(succeedsElsewhere(by("alice", "replies", "requeue", reply))).contains("requeued");
        assertThat(succeedsElsewhere(by("alice", "replies", "cancel", reply))).contains("canceled");
        assertThat(waypost("replies", "show", reply).err()).contains("no open reply has this id");
        // D15: an operator's cancellation counts as withdrawn.
        assertThat(gateway.store().balance().total(BalanceItem.WITHDRAWN)).isEqualTo(before + 1);
        assertThat(gateway.store().balance().holds()).isTrue();
    }

    @Test
    void suspendsDrainsAndResumesAPeer() throws Exception {
        try (ScriptedPeer peer = bound(BindType.TRANSMITTER)) {
            assertThat(succeedsElsewhere(by("adam", "peers", "drain", "smsc-trial")))
                    .contains("draining");
            assertThat(ask(peer, 2, "CXMYD").status()).isEqualTo(CommandStatus.THROTTLED);
            assertThat(succeedsElsewhere(by("adam", "peers", "suspend", "smsc-trial")))
                    .contains("suspended");
            assertThat(peer.read()).isInstanceOf(Pdu.Unbind.class);
        }
        try (ScriptedPeer refused = new ScriptedPeer(gateway.smppAddress())) {
            Pdu answer = refused.ask(new Pdu.Bind(BindType.TRANSCEIVER, 1, "smsc", "waypost", "", 0x34, Address.NONE));
            assertThat(((Pdu.Response) answer).status()).isEqualTo(CommandStatus.BIND_FAILED);
        }
        assertThat(succeedsElsewhere("peers", "list")).contains("suspended");
        assertThat(succeedsElsewhere(by("adam", "peers", "resume", "smsc-trial")))
                .contains("open");
        bound(BindType.TRANSCEIVER).close();
    }

    @Test
    void letsOperatorsDoWhatTheirRoleCoversAndNobodyElse() throws Exception {
        assertThat(waypost("peers", "drain", "smsc-trial")).satisfies(done -> {
            assertThat(done.exit()).isEqualTo(Waypost.NOT_PERMITTED);
            assertThat(done.err()).contains("no operator is named (expected --operator NAME)");
        });
        assertThat(waypost(by("alice", "peers", "drain", "smsc-trial"))).satisfies(done -> {
            assertThat(done.exit()).isEqualTo(Waypost.NOT_PERMITTED);
            assertThat(done.err()).contains("alice is of role support and may not change peer (expected admin)");
        });
        Files.copy(token("alice"), token("mallory"));
        String wrong = waypost(
                        "peers",
                        "drain",
                        "smsc-trial",
                        "--operator",
                        "adam",
                        "--token-file",
                        token("alice").toString())
                .err();
        assertThat(wrong).contains("operator or token is wrong");
        assertThat(waypost(by("mallory", "peers", "drain", "smsc-trial")).err()).isEqualTo(wrong);
        assertThat(succeedsElsewhere("peers", "list")).contains("open");
    }

    @Test
    void asksForAnOperatorOnTheDatabaseItselfToo() throws Exception {
        Path alone = config.resolveSibling("alone.yaml");
        Files.writeString(alone, Files.readString(config).replace("../data/", "../alone/"));
        assertThat(with(alone, "itinerary", "13911112222").exit()).isEqualTo(Waypost.NOT_PERMITTED);
        assertThat(with(alone, by("adam", "itinerary", "13911112222")).err())
                .contains("adam is of role admin and may not look up (expected support or privacy)");
        assertThat(with(alone, by("alice", "itinerary", "13911112222")).out()).contains("139****2222");
    }

    // D5, P6: what one requests and another approves, the next answer respects.
    @Test
    void leavesACityOutThatTwoPeopleFoundWrong() throws Exception {
        LocalDate day = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.ofHours(8))
                .minusDays(1);
        String number = "13911115555";
        Path cells = home.resolve("cells-of-changsha.csv");
        Files.writeString(cells, "cell,region,border,valid_from,valid_to\n460-00-4301-20011,430100,,2020-01-01,\n");
        succeedsElsewhere("import", "cells", cells.toString());
        Path events = home.resolve("disputed.csv");
        StringBuilder lines = new StringBuilder("msisdn,time,cell,kind\n");
        for (int hour = 6; hour < 16; hour++) {
            lines.append("+86%s,%sT%02d:00:00+08:00,460-00-4301-20011,tau\n".formatted(number, day, hour));
        }
        Files.writeString(events, lines);
        succeedsElsewhere("import", "events", events.toString(), "--complete", day.toString());
        assertThat(succeedsElsewhere(by("alice", "itinerary", number))).contains("长沙");

        String requested = succeedsElsewhere(by(
                "alice",
                "override",
                "request",
                number,
                "--city",
                "430100",
                "--days",
                day + ".." + day,
                "--reason",
                "border-cells"));
        String id = requested.split(" ", -1)[1];
        assertThat(waypost(by(
                                "alice",
                                "override",
                                "request",
                                number,
                                "--city",
                                "430100",
                                "--days",
                                day + ".." + day.plusDays(1),
                                "--reason",
                                "border-cells"))
                        .out())
                .contains("is not over");
        assertThat(succeedsElsewhere(by("alice", "itinerary", number))).contains("长沙");
        assertThat(gateway.store()
                        .overrides()
                        .approve(
                                Long.parseLong(id, 16),
                                "alice",
                                Clock.systemUTC().instant()))
                .isEqualTo(Overrides.Outcome.SAME_PERSON);
        assertThat(succeedsElsewhere(by("dora", "override", "approve", id))).contains("approved");
        assertThat(succeedsElsewhere(by("alice", "override", "list")))
                .contains(id, "139****5555", "430100", "border-cells", "alice", "dora")
                .doesNotContain(number);
        assertThat(succeedsElsewhere(by("alice", "itinerary", number, "--explain")))
                .contains("Changsha", "override " + id + " leaves out 430100")
                .doesNotContain("长沙");
        assertThat(succeedsElsewhere(by("dora", "audit", "show", number)))
                .contains("override_requested", "override_approved", id + " requested by alice", "dora")
                .doesNotContain("430100");
        assertThat(succeedsElsewhere(by("alice", "override", "withdraw", id))).contains("withdrawn");
        assertThat(succeedsElsewhere(by("alice", "itinerary", number))).contains("长沙");
    }

    // P6: through the gateway that has the files.
    @Test
    void provesAndReadsTheAudit() throws Exception {
        succeedsElsewhere(by("alice", "itinerary", "13911114444"));
        assertThat(succeedsElsewhere(by("dora", "audit", "verify"))).contains("the audit is as it was written");
        assertThat(succeedsElsewhere(by("dora", "audit", "show", "13911114444")))
                .contains("139****4444", "staff_lookup", "alice")
                .doesNotContain("13911114444");
        LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.ofHours(8));
        assertThat(succeedsElsewhere(by(
                        "dora",
                        "audit",
                        "disclosures",
                        "--from",
                        today.minusDays(1).toString(),
                        "--to",
                        today.toString())))
                .containsPattern("staff_lookup +city-14 +alice +[1-9]");
    }

    @Test
    void provesAndReadsTheAuditOnTheDatabaseItself() throws Exception {
        Path alone = config.resolveSibling("alone2.yaml");
        Files.writeString(alone, Files.readString(config).replace("../data/", "../alone2/"));
        with(alone, by("alice", "itinerary", "13911114444"));
        assertThat(with(alone, by("alice", "audit", "verify")).exit()).isEqualTo(Waypost.NOT_PERMITTED);
        CommandProcess.Done whole = with(alone, by("adam", "audit", "verify"));
        assertThat(whole.exit()).as(whole.toString()).isZero();
        assertThat(with(alone, by("dora", "audit", "show", "13911114444")).out())
                .contains("staff_lookup");
        Files.delete(home.resolve("alone2/audit-heads"));
        CommandProcess.Done young = with(alone, by("adam", "audit", "verify"));
        // Begun anew within minutes it hides nothing yet: the proof is as good as the file is old.
        assertThat(young.exit()).as(young.toString()).isZero();
        Files.writeString(home.resolve("alone2/audit-heads"), "forged");
        CommandProcess.Done forged = with(alone, by("adam", "audit", "verify"));
        assertThat(forged.exit()).isEqualTo(Audit.FAULTY);
        assertThat(forged.out()).contains("the heads file was changed (HEADS_CHANGED)");
    }

    @Test
    void keepsATokenFromOtherUsers() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token("alice"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(config))
                .doesNotContain(Files.readString(token("alice")).strip());
    }

    @Test
    void showsHowItStands() throws Exception {
        assertThat(succeedsElsewhere("status")).containsPattern("ready +yes");
        assertThat(succeedsElsewhere("status", "--json")).startsWith("{\"ready\":\"yes\"");
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
