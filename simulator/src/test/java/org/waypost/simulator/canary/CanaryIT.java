package org.waypost.simulator.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.simulator.handset.Handset;
import org.waypost.simulator.smsc.ShortMessage;
import org.waypost.simulator.smsc.Smsc;
import org.waypost.simulator.smsc.SmscLink;
import org.waypost.simulator.smsc.Submission;

/**
 * P4, P1, P2: a gateway as an operator runs it, at log level DEBUG, is given known numbers, ID endings and places by every
 * way in there is, right and wrong ones; then every file it wrote, and everything it printed, is searched for them. Each file
 * must stand in DATA.md.
 */
@Timeout(600)
class CanaryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Asks, is answered. */
    private static final String ASKER = "8613912345678";
    /** Nobody reads its replies: they stay open. */
    private static final String SILENT = "8613987654321";
    /** In the register of nobody. */
    private static final String STRANGER = "8613711223344";
    /** In lines that are refused only. */
    private static final String REFUSED = "8613655443322";

    private static final Map<String, ClearForms> CANARIES = new LinkedHashMap<>();

    static {
        for (String number : List.of(ASKER, SILENT, STRANGER, REFUSED)) {
            CANARIES.put("number " + number, ClearForms.ofNumber(number));
        }
        for (String ending : List.of("907X", "581X", "264X")) {
            CANARIES.put("ID ending " + ending, ClearForms.ofWord(ending));
        }
        for (String place : List.of("嘉峪关", "Jiayuguan")) {
            CANARIES.put("place " + place, ClearForms.ofWord(place));
        }
    }

    @TempDir
    private Path home;

    private final List<String> printed = new ArrayList<>();
    private Path config;
    private int adminPort;

    private void install() throws IOException {
        copy(Path.of("..", "config"), home.resolve("config"));
        config = home.resolve("config/waypost.yaml");
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            adminPort = any.getLocalPort();
        }
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("127.0.0.1:2775", "127.0.0.1:0")
                        .replace("127.0.0.1:2776", "127.0.0.1:" + adminPort));
    }

    /** Makes an operator, as the command prints them for the configuration. */
    private void employ(String name, String role) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.waypost.gateway.cli.Waypost",
                        "operator",
                        name,
                        "--role",
                        role,
                        "--token-file",
                        token().toString())
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                .start();
        String lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        Files.writeString(config, Files.readString(config) + "\noperators:\n" + lines);
    }

    private Path token() {
        return home.resolve("input/token");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file :
                    files.filter(file -> !file.toString().contains("generate")).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private Process waypost(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dfile.encoding=UTF-8",
                "-Dlogback.configurationFile=" + Path.of("../gateway/src/main/resources/logback.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                "org.waypost.gateway.cli.Waypost"));
        command.addAll(Arrays.asList(words));
        command.addAll(List.of("--config", config.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
        builder.environment().put("WAYPOST_LOG_LEVEL", "DEBUG");
        return builder.start();
    }

    /** Runs a command to its end; what it prints is searched too. */
    private String run(String... words) throws Exception {
        Process process = waypost(words);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return out;
    }

    private void runAndSearch(String... words) throws Exception {
        printed.add(run(words));
    }

    private Path input(String name, String text) throws IOException {
        return Files.writeString(Files.createDirectories(home.resolve("input")).resolve(name), text);
    }

    private static LocalDate yesterday() {
        return LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.ofHours(8))
                .minusDays(1);
    }

    private static String events() {
        StringBuilder lines = new StringBuilder("msisdn,time,cell,kind\n");
        for (String number : List.of(ASKER, SILENT)) {
            for (int hour = 6; hour < 16; hour++) {
                lines.append("+%s,%sT%02d:00:00+08:00,460-00-1-1,tau\n".formatted(number, yesterday(), hour));
            }
        }
        String bad = "+" + REFUSED;
        return lines + bad + ",2026-13-45T08:00:00+08:00,460-00-1-1,tau\n"
                + bad + "," + yesterday() + "T08:00:00+08:00,460-00-9-9,tau\n"
                + "\"" + bad + "\nno end of line," + yesterday() + "\n"
                + "x" + bad + "y," + yesterday() + "T08:00:00+08:00,460-00-1-1,tau\n"
                + yesterday() + "," + REFUSED.substring(2) + "," + bad + ",tau\n";
    }

    private void importEverything() throws Exception {
        Path cells = input(
                "cells.csv", "cell,region,border,valid_from,valid_to\n460-00-1-1,620200,,2020-01-01,\nx,999999,,,\n");
        Path subscribers = input(
                "subscribers.csv",
                "msisdn,id_suffix,active_from,language\n+%s,907X,2019-05-01,zh\n+%s,581X,2019-05-01,en\n"
                                .formatted(ASKER, SILENT)
                        + "+%s,264XX,2019-05-01,zh\n+%s,264X,2019-99-01,zh\nno %s number,264X,,\n"
                                .formatted(REFUSED, REFUSED, REFUSED));
        runAndSearch("import", "cells", cells.toString());
        runAndSearch("import", "subscribers", subscribers.toString());
        runAndSearch("import", "events", input("events.csv", events()).toString());
    }

    private void converse(int port) throws Exception {
        try (Smsc smsc = Smsc.bind(new SmscLink("127.0.0.1", port, "smsc", "waypost"))) {
            try (Handset phone = new Handset(ASKER, smsc, System::nanoTime)) {
                for (String text : List.of("CXMYD#264X", "CXMYD#907X")) {
                    assertThat(phone.text("10001", text)).isInstanceOf(Submission.Acknowledged.class);
                    assertThat(phone.await(PATIENCE)).isPresent();
                }
                phone.text("10001", "Y");
                assertThat(phone.await(PATIENCE).orElseThrow().text()).contains("嘉峪关");
                phone.text("10001", "我是" + ASKER + "，去过嘉峪关，证件907X");
                assertThat(phone.await(PATIENCE)).isPresent();
            }
            // No phone takes these: the replies stay, or are refused by the centre.
            smsc.submit(text(SILENT, "10010", "CXMYD#581X"));
            smsc.submit(text(STRANGER, "10001", "CXMYD#264X"));
            smsc.submit(text(STRANGER, "10001", ASKER + " 907X"));
            smsc.submit(text(ASKER, "99999", "CXMYD#907X"));
            smsc.submit(text(ASKER, ASKER, "CXMYD#907X"));
            smsc.submit(text("1390000", "10001", ASKER));
            // The first of two parts, whose second never comes.
            byte[] header = {5, 0, 3, 77, 2, 1};
            byte[] part = "CXMYD#581X Jiayuguan".getBytes(StandardCharsets.US_ASCII);
            byte[] octets = Arrays.copyOf(header, header.length + part.length);
            System.arraycopy(part, 0, octets, header.length, part.length);
            assertThat(smsc.submit(new ShortMessage(SILENT, "10001", 0, true, octets)))
                    .isInstanceOf(Submission.Acknowledged.class);
        }
        for (String wrong : List.of("GET /" + ASKER + "?ending=907X HTTP/1.1\r\n\r\n", "\0\0\0 " + STRANGER)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(wrong.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            }
        }
    }

    private static ShortMessage text(String from, String to, String text) {
        return new ShortMessage(from, to, 0, false, text.getBytes(StandardCharsets.US_ASCII));
    }

    private void ask(String path, String method, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                .header(
                        "Authorization",
                        "Bearer "
                                + Files.readString(home.resolve("data/admin-token"))
                                        .strip())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        printed.add(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private void lookAfter() throws Exception {
        ask("/metrics", "GET", "");
        ask("/health/ready", "GET", "");
        ask("/v1/replies", "GET", "");
        ask("/v1/status", "GET", "");
        ask("/v1/" + STRANGER, "GET", "");
        ask("/v1/itinerary", "POST", "no number " + STRANGER);
        runAndSearch("replies", "list");
        runAndSearch("status");
        runAndSearch("audit", "show", ASKER, "--operator", "dora", "--token-file", token().toString());
        runAndSearch("withdraw", SILENT, "--operator", "dora", "--token-file", token().toString());
        runAndSearch("erase", STRANGER, "--operator", "dora", "--token-file", token().toString());
        // What staff are shown names the place and nothing else; it is not kept.
        String shown = run("itinerary", ASKER, "--explain", "--operator", "dora", "--token-file", token().toString());
        assertThat(shown).contains("139****5678");
        CANARIES.forEach((name, forms) -> {
            if (!name.startsWith("place")) {
                assertThat(forms.in(shown.getBytes(StandardCharsets.UTF_8)))
                        .as(name)
                        .isEmpty();
            }
        });
    }

    @Test
    void leavesNoKnownNumberEndingOrPlaceInAnyFile() throws Exception {
        install();
        Files.createDirectories(home.resolve("input"));
        employ("dora", "privacy");
        importEverything();
        Process serve = waypost("serve");
        try (BufferedReader out = serve.inputReader(StandardCharsets.UTF_8)) {
            String ready = out.readLine();
            assertThat(ready).as(Files.readString(home.resolve("log"))).startsWith("ready: SMPP on ");
            converse(Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1)));
            lookAfter();
            // By its handle: the process object would close what it still has to say.
            serve.toHandle().destroy();
            assertThat(serve.waitFor(90, TimeUnit.SECONDS)).isTrue();
            printed.add(ready + out.lines().toList());
        } finally {
            serve.destroyForcibly();
        }
        assertThat(Files.readString(home.resolve("log"))).contains("DEBUG");
        for (String text : printed) {
            search("something printed", text.getBytes(StandardCharsets.UTF_8));
        }
        List<String> produced = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = home.relativize(file).toString();
                if (!name.startsWith("config/") && !name.startsWith("input/")) {
                    produced.add(name);
                    search(name, Files.readAllBytes(file));
                    assertThat(inDataMap(name)).as("%s in DATA.md", name).isTrue();
                }
            }
        }
        assertThat(produced)
                .contains("data/gateway.mv.db", "data/itinerary.mv.db", "data/keys", "data/admin-token", "log")
                .anyMatch(name -> name.startsWith("data/quarantine/"))
                .noneMatch(name -> name.endsWith(".hprof"));
    }

    private static void search(String where, byte[] bytes) {
        CANARIES.forEach((name, forms) ->
                assertThat(forms.in(bytes)).as("%s in %s", name, where).isEmpty());
    }

    /** Whether a row of the table of files names it. */
    private static boolean inDataMap(String name) throws IOException {
        Pattern quoted = Pattern.compile("`([^`]+)`");
        for (String line : Files.readAllLines(Path.of("../gateway/DATA.md"))) {
            if (line.startsWith("| ")) {
                Matcher file = quoted.matcher(line.substring(1, line.indexOf('|', 1)));
                while (file.find()) {
                    PathMatcher pattern = FileSystems.getDefault().getPathMatcher("glob:" + file.group(1));
                    if (pattern.matches(Path.of(name))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
