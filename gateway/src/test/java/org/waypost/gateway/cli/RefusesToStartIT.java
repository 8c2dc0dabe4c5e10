package org.waypost.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.Shipped;

/** {@code waypost serve} in a JVM of its own that cannot start (contract F5). */
@Timeout(120)
class RefusesToStartIT {
    /** Four times what is promised. */
    private static final long PATIENCE_SECONDS = 20;

    @TempDir
    private Path home;

    private Path config;

    @BeforeEach
    void copyTheConfiguration() throws IOException {
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
    }

    private void replace(String text, String by) throws IOException {
        String before = Files.readString(config);
        assertThat(before).contains(text);
        Files.writeString(config, before.replace(text, by));
    }

    private record Ended(int status, String error) {}

    private Ended serve() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.waypost.gateway.cli.Waypost",
                        "serve",
                        "--config",
                        config.toString())
                .redirectError(home.resolve("error").toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(home.resolve("error"), StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    // F5
    @Test
    void namesEveryPortAndFileInTheWayAtOnceAndStartsNothing() throws Exception {
        try (ServerSocket smpp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket admin = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            replace("127.0.0.1:2775", "127.0.0.1:" + smpp.getLocalPort());
            replace("127.0.0.1:2776", "127.0.0.1:" + admin.getLocalPort());
            // Not even root can make a file there.
            replace("../data/gateway", "/proc/waypost/gateway");
            Files.createDirectories(home.resolve("data"));
            Files.writeString(home.resolve("data/keys"), "1 SUBSCRIBER x\n");
            Files.setPosixFilePermissions(home.resolve("data/keys"), PosixFilePermissions.fromString("rw-rw-r--"));

            Ended ended = serve();

            assertThat(ended.status()).as(ended.error()).isEqualTo(78);
            assertThat(ended.error())
                    .contains("listen.smpp: 127.0.0.1:" + smpp.getLocalPort())
                    .contains("admin.listen: 127.0.0.1:" + admin.getLocalPort())
                    .contains("gateway.database: ")
                    .contains("keys.file: ")
                    .contains("mode rw-rw-r-- (expected rw-------")
                    .doesNotContain("\tat ");
            assertThat(home.resolve("data").toFile().list()).containsExactly("keys");
        }
    }

    // F5
    @Test
    void endsWithAnotherStatusWhereOnlyAPortIsTaken() throws Exception {
        try (ServerSocket smpp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            replace("127.0.0.1:2775", "127.0.0.1:" + smpp.getLocalPort());
            replace("127.0.0.1:2776", "127.0.0.1:0");
            Ended ended = serve();
            assertThat(ended.status()).as(ended.error()).isEqualTo(69);
            assertThat(home.resolve("data")).doesNotExist();
        }
    }

    // F5
    @Test
    void refusesAFileWhereTheDataFolderShouldBe() throws Exception {
        replace("127.0.0.1:2775", "127.0.0.1:0");
        replace("127.0.0.1:2776", "127.0.0.1:0");
        Files.writeString(home.resolve("data"), "not a folder");
        Ended ended = serve();
        assertThat(ended.status()).as(ended.error()).isEqualTo(78);
        assertThat(ended.error())
                .contains("gateway.database: ", "itinerary.database: ", "keys.file: ", "admin.token: ");
    }

    // F5
    @Test
    void namesEveryErrorOfTheConfiguration() throws Exception {
        replace("127.0.0.1:2775", "127.0.0.1:99999");
        replace("127.0.0.1:2776", "0.0.0.0:2776");
        replace("feeds:\n", "feed:\n  directory: x\n\nfeeds:\n");
        Ended ended = serve();
        assertThat(ended.status()).isEqualTo(78);
        assertThat(ended.error())
                .contains("listen.smpp: '127.0.0.1:99999' (expected host:port")
                .contains("admin.listen: '0.0.0.0:2776' (expected a loopback address")
                .contains("feed: unknown key");
        assertThat(home.resolve("data")).doesNotExist();
    }
}
