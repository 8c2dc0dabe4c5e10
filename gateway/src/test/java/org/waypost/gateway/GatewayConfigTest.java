package org.waypost.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.authorization.Role;
import org.waypost.gateway.authorization.TokenHash;
import org.waypost.gateway.configuration.InvalidConfigurationException;
import org.waypost.gateway.configuration.Problem;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.smpp.exchange.PeerProfile;
import org.waypost.gateway.smpp.session.Destination;
import org.waypost.gateway.upkeep.RetentionDays;
import org.waypost.itinerary.stay.StayRules;

class GatewayConfigTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void copyTheShippedConfiguration() throws IOException {
        try (Stream<Path> files = Files.walk(Shipped.folder())) {
            for (Path each :
                    files.filter(f -> !f.toString().contains("gazetteer")).toList()) {
                Path target = folder.resolve(Shipped.folder().relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
        file = folder.resolve("waypost.yaml");
    }

    private void replace(String name, String text, String by) throws IOException {
        Path changed = folder.resolve(name);
        String before = Files.readString(changed);
        assertThat(before).contains(text);
        Files.writeString(changed, before.replace(text, by));
    }

    private List<String> problems() {
        InvalidConfigurationException e =
                catchThrowableOfType(InvalidConfigurationException.class, () -> GatewayConfig.load(file));
        assertThat(e).isNotNull();
        return e.problems().stream()
                .map(Problem::toString)
                .map(p -> p.substring(
                        p.indexOf(folder.toString()) + folder.toString().length() + 1))
                .toList();
    }

    @Test
    void readsWhatIsShipped() {
        GatewayConfig config = Shipped.config();
        assertThat(config.services().all())
                .extracting(s -> s.name())
                .containsExactly("city-14", "roam-15-30", "region-30", "card-7");
        assertThat(config.itinerary().retentionDays()).isEqualTo(32);
        assertThat(config.listening().smpp().getPort()).isEqualTo(2775);
        assertThat(config.peers()).hasSize(1);
    }

    @Test
    void readsEachRuleOfStays() throws Exception {
        replace("services/card-7.yaml", "  at-least: 4h\n", """
                  at-least: 4h
                  longest-silence: 10h
                  tolerated-excursion: 5m
                  tolerated-hop: 30m
                  border-only: nothing
                  border-patience: 90m
                """);
        assertThat(GatewayConfig.load(file).services().all())
                .filteredOn(service -> service.name().equals("card-7"))
                .extracting(Service::rules)
                .containsExactly(new StayRules(
                        Duration.ofHours(4),
                        true,
                        Duration.ofHours(10),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        StayRules.BorderOnly.NOTHING,
                        Duration.ofMinutes(90)));
    }

    @Test
    void refusesRulesOfStaysThatMakeNoSense() throws IOException {
        replace("services/card-7.yaml", "  at-least: 4h\n", "  at-least: 4h\n  tolerated-hop: 13h\n");
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("tolerated hop PT13H (expected whole minutes, PT0S to PT12H)");
    }

    @Test
    void readsTheMappingOfAFeed() throws IOException {
        Files.writeString(folder.resolve("collector.mapping"), "separator = |\nheader = no\nmsisdn = ${1}\n");
        replace("waypost.yaml", "feeds:\n", "feeds:\n  mapping: collector.mapping\n");
        assertThat(problems()).singleElement().asString().contains("collector.mapping: ");
    }

    @Test
    void namesEveryProblemAtOnceWithItsLine() throws IOException {
        replace("waypost.yaml", "smpp: 127.0.0.1:2775", "smpp: 127.0.0.1:99999");
        replace("waypost.yaml", "zone: \"+08:00\"", "zone: Asia/Shanghai");
        replace("waypost.yaml", "numbers: [\"+86\"]", "numbers: [\"86\"]");
        replace("services/city-14.yaml", "windows: [1-14]", "windows: [1-14, 10-20]");
        replace("services/card-7.yaml", "at-least: 4h", "at-least: 4");
        replace("services/region-30.yaml", "segments: 5", "segmets: 5");
        replace("wording/zh.yaml", "停留超过{duration}", "停留超过{hours}");
        assertThat(problems())
                .anyMatch(p -> p.matches("waypost.yaml:\\d+: listen.smpp: '127.0.0.1:99999' \\(expected host:port.*"))
                .anyMatch(p ->
                        p.matches("waypost.yaml:\\d+: itinerary.zone: 'Asia/Shanghai' \\(expected a fixed offset.*"))
                .anyMatch(p -> p.matches("waypost.yaml:\\d+: peers\\[1\\].numbers: '86' \\(expected the beginning.*"))
                .anyMatch(
                        p -> p.matches("services/city-14.yaml:\\d+: service city-14: windows 1-14 and 10-20 overlap.*"))
                .anyMatch(p ->
                        p.matches("services/card-7.yaml:\\d+: stay.at-least: '4' \\(expected a duration with a unit.*"))
                .anyMatch(p -> p.matches("services/region-30.yaml:\\d+: segmets: unknown key \\(expected.*"))
                .anyMatch(p -> p.matches("wording/zh.yaml:\\d+: texts.rule-longer: unknown placeholder \\{hours\\}.*"));
    }

    @Test
    void refusesAKeywordThatIsTaken() throws IOException {
        replace("services/card-7.yaml", "keywords: [XCK]", "keywords: [CXMYD]");
        assertThat(problems()).anyMatch(p -> p.contains("service card-7: keyword CXMYD is taken by city-14"));
    }

    @Test
    void refusesTwoProductsThatShareEverythingAtTheLineOfTheSecond() throws IOException {
        Files.copy(folder.resolve("services/city-14.yaml"), folder.resolve("services/again.yaml"));
        replace("waypost.yaml", "  - services/city-14.yaml\n", "  - services/city-14.yaml\n  - services/again.yaml\n");
        assertThat(problems())
                .singleElement()
                .asString()
                .matches("services/again.yaml:2: name: service city-14 is defined twice \\(expected a name.*");
    }

    @Test
    void refusesAKeywordThatIsAnAnswer() throws IOException {
        replace("services/card-7.yaml", "keywords: [XCK]", "keywords: [td]");
        assertThat(problems())
                .anyMatch(
                        p -> p.matches("services/card-7.yaml:\\d+: keywords: 'td' has a meaning in every dialogue.*"));
    }

    @Test
    void refusesWindowsThatDoNotComeTheNearestFirst() throws IOException {
        replace("services/roam-15-30.yaml", "[1-15, 16-30]", "[16-30, 1-15]");
        assertThat(problems())
                .anyMatch(p -> p.contains("window 16-30 stands before 1-15 (expected the nearest first)"));
    }

    @Test
    void refusesATextTooLongForItsSegmentsAtTheLineOfTheText() throws IOException {
        replace("wording/zh.yaml", "结果仅发送至本机；", "结果仅发送至本机；" + "请您知悉。".repeat(60));
        assertThat(problems())
                .anyMatch(
                        p -> p.matches(
                                "wording/zh.yaml:\\d+: texts.ask-consent: \\d segments in service city-14 with"
                                        + " the longest data it can have, \\d+ characters \\(expected at most 5, as its 'segments' says\\)"));
    }

    @Test
    void refusesSegmentsTooFewForAnAnswerWithOnePlace() throws IOException {
        replace("services/city-14.yaml", "segments: 5", "segments: 2");
        assertThat(problems())
                .anyMatch(p -> p.contains("texts.answer: ") && p.contains("in service city-14"))
                .noneMatch(p -> p.contains("in service card-7"));
    }

    @Test
    void measuresATextThatAProductReplacesWhereItStands() throws IOException {
        Path service = folder.resolve("services/card-7.yaml");
        Files.writeString(
                service, Files.readString(service) + "wording:\n  zh:\n    busy: \"系统繁忙" + "，请等待".repeat(90) + "\"\n");
        assertThat(problems())
                .singleElement()
                .asString()
                .matches("services/card-7.yaml:\\d+: wording.zh.busy: \\d segments.*");
    }

    @Test
    void refusesATextWithoutThePhraseThatClientsLookFor() throws IOException {
        replace("wording/zh.yaml", "系统繁忙", "系统正忙");
        assertThat(problems())
                .anyMatch(p -> p.matches("wording/zh.yaml:\\d+: texts.busy: lacks '系统繁忙' \\(expected in it.*"));
    }

    @Test
    void refusesAPasswordInTheFile() throws IOException {
        replace("waypost.yaml", "password: {file: secrets/smsc-trial.password}", "password: hunter2");
        assertThat(problems()).anyMatch(p -> p.contains("password")).noneMatch(p -> p.contains("hunter2"));
    }

    @Test
    void refusesARetentionShorterThanTheLongestWindow() throws IOException {
        replace("waypost.yaml", "keys:\n", "retention:\n  tracks: 20\n\nkeys:\n");
        assertThat(problems()).anyMatch(p -> p.contains("retention.tracks: 20 days (expected at least 32"));
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        Files.delete(folder.resolve("services/card-7.yaml"));
        assertThat(problems()).contains("services/card-7.yaml: no such file");
    }

    @Test
    void saysWhereTheYamlBreaks() throws IOException {
        Files.writeString(file, "gateway:\n  database: [\n");
        assertThat(problems()).anyMatch(p -> p.matches("waypost.yaml:\\d+: is no YAML.*"));
    }

    private static final String TRIAL_PEER = "    networks: [127.0.0.0/8, \"::1/128\"]\n";

    @Test
    void readsAPeerThatWeBindTo() throws IOException {
        replace("waypost.yaml", TRIAL_PEER, """
                    receipts: true
                    reply-parts: sar
                    default-alphabet: latin1
                    rate-out: 200
                    statuses: {"0x400": throttled}
                    connect:
                      to: ["smsc1.example:2775", "[2001:db8::1]:2776"]
                      bind: [transmitter, receiver]
                      sessions: 2
                """);
        PeerProfile peer = load(file).peers().get(0);
        assertThat(peer.outgoing().sessions()).isEqualTo(2);
        assertThat(peer.outgoing().validity()).isEqualTo(Duration.ofMinutes(15));
        assertThat(peer.outgoing().destinations())
                .extracting(Destination::toString)
                .containsExactly(
                        "Destination[smsc1.example:2775, RECEIVER, system_id smsc]",
                        "Destination[smsc1.example:2775, TRANSMITTER, system_id smsc]",
                        "Destination[2001:db8::1:2776, RECEIVER, system_id smsc]",
                        "Destination[2001:db8::1:2776, TRANSMITTER, system_id smsc]");
        assertThat(peer.dialect().statuses()).isEqualTo(Map.of(0x400, Settlement.THROTTLED));
        assertThat(peer.dialect().reply().receipts()).isTrue();
    }

    @Test
    void namesWhatIsWrongWithAPeerThatWeBindTo() throws IOException {
        replace("waypost.yaml", TRIAL_PEER, """
                    networks: [127.0.0.0/8]
                    statuses: {"0x5G": throttled, "0x45": maybe}
                    reply-body: tlv
                    connect:
                      to: smsc1.example
                      version: "3.3"
                      tls: {authorities: none.pem, key: none.key}
                """);
        assertThat(problems())
                .anyMatch(p -> p.contains("peers[1].networks: unknown key"))
                .anyMatch(p -> p.contains("peers[1].statuses.0x5G: is no command_status"))
                .anyMatch(p -> p.contains("peers[1].statuses.0x45: 'maybe' (expected one of delivered, throttled"))
                .anyMatch(
                        p -> p.contains("peers[1].reply-body: 'tlv' (expected one of short-message, message-payload)"))
                .anyMatch(p -> p.contains("peers[1].connect.to: 'smsc1.example' (expected host:port)"))
                .anyMatch(p -> p.contains("peers[1].connect.version: 3.3 knows no transceiver"))
                .anyMatch(p -> p.contains("peers[1].connect.tls: certificate and key: one without the other"));
    }

    @Test
    void aPeerOf33GetsNoOptionalParameters() throws IOException {
        replace("waypost.yaml", TRIAL_PEER, """
                    reply-parts: sar
                    connect: {to: "smsc1.example:2775", version: "3.3", bind: [transmitter, receiver]}
                """);
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("to a peer of version 3.3 (expected SHORT_MESSAGE and UDH: it knows no optional parameters)");
    }

    // F20
    @Test
    void saysWhichFileOfTlsCannotBeUsed() throws IOException {
        Files.writeString(folder.resolve("bad.pem"), "no certificate");
        replace("waypost.yaml", "  smpp: 127.0.0.1:2775\n", """
                  smpps: {address: "127.0.0.1:3550", certificate: bad.pem, key: bad.pem, authorities: bad.pem}
                """);
        assertThat(problems())
                .singleElement()
                .asString()
                .matches("waypost.yaml:\\d+: listen.smpps: TLS certificate .*bad.pem cannot be read.*");
    }

    @Test
    void listensInPlainOnlyWhereToldToOnceThereIsTls() throws IOException {
        replace("waypost.yaml", "smpp: 127.0.0.1:2775", "smpp: none");
        assertThat(load(file).listening().smpp()).isNull();
    }

    private static GatewayConfig load(Path file) {
        try {
            return GatewayConfig.load(file);
        } catch (InvalidConfigurationException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    @Test
    void refusesAPasswordAloneWhereOthersCanConnect() throws Exception { // P11
        replace("waypost.yaml", "smpp: 127.0.0.1:2775", "smpp: 0.0.0.0:2775");
        assertThat(GatewayConfig.load(file).peers())
                .as("with a list of networks")
                .hasSize(1);
        for (String networks : List.of("", "    networks: [0.0.0.0/0]\n", "    networks: [10.0.0.0/8, \"::/0\"]\n")) {
            String before = Files.readString(file);
            replace("waypost.yaml", "    networks: [127.0.0.0/8, \"::1/128\"]\n", networks);
            assertThat(problems())
                    .singleElement()
                    .asString()
                    .contains("smsc-trial: a password alone", "expected certificate, or networks");
            Files.writeString(file, before);
        }
        replace("waypost.yaml", "    networks: [127.0.0.0/8, \"::1/128\"]\n", "    certificate: smsc.example\n");
        assertThat(GatewayConfig.load(file).peers()).as("with a certificate").hasSize(1);
    }

    @Test
    void refusesRetentionThatIsNone() throws Exception { // P7
        Files.writeString(file, Files.readString(file) + "\nretention:\n  case-files: 7\n  balance: 1\n");
        assertThat(problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("retention.case-files"))
                .anySatisfy(problem -> assertThat(problem).contains("retention.balance"));
        replace("waypost.yaml", "case-files: 7", "case-files: 31");
        replace("waypost.yaml", "balance: 1\n", "balance: 8\n");
        assertThat(GatewayConfig.load(file).retention()).isEqualTo(new RetentionDays(31, 8, 30));
    }

    @Test
    void readsOperators() throws Exception {
        TokenHash hash = TokenHash.of("alice", "some token");
        replace("waypost.yaml", "peers:\n", """
                operators:
                  - name: alice
                    role: privacy
                    token-hash: "%s"
                peers:
                """.formatted(hash));
        assertThat(GatewayConfig.load(file).operators().named("alice")).hasValueSatisfying(alice -> {
            assertThat(alice.role()).isEqualTo(Role.PRIVACY);
            assertThat(alice.token()).hasToString(hash.toString());
        });
    }

    @Test
    void namesWhatIsWrongWithOperators() throws Exception {
        TokenHash hash = TokenHash.of("alice", "some token");
        replace("waypost.yaml", "peers:\n", """
                operators:
                  - name: alice
                    token-hash: "%1$s"
                  - name: machine
                    role: admin
                    token-hash: "%1$s"
                  - name: bob
                    role: king
                    token-hash: waypost
                  - name: alice
                    role: admin
                    token-hash: "%1$s"
                peers:
                """.formatted(hash));
        assertThat(problems())
                .anySatisfy(p -> assertThat(p).contains("operators[1].role: missing"))
                .anySatisfy(p -> assertThat(p).contains("operators[2]: 'machine' (expected a letter"))
                .anySatisfy(p -> assertThat(p).contains("operators[3].role: 'king' (expected one of support"))
                .anySatisfy(p -> assertThat(p).contains("operators[3].token-hash: not of its form"))
                .anySatisfy(p -> assertThat(p).contains("operators[4].name: 'alice' is taken"));
    }
}
