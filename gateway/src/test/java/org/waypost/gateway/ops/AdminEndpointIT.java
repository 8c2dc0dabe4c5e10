package org.waypost.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.Shipped;

// M20
class AdminEndpointIT {
    @TempDir
    private static Path data;

    private static Gateway gateway;
    private static InetSocketAddress address;
    private static String token;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        gateway = Gateway.open(Shipped.config().relocated(data, any), Clock.systemUTC(), Thread::new);
        address = Objects.requireNonNull(gateway.adminAddress());
        token = AdminToken.read(data.resolve("admin-token"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path));
    }

    private static HttpRequest.Builder proven(String path) {
        return to(path).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Sends bytes as they are and returns what comes until the other side closes. */
    private static String raw(String... pieces) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(20_000);
            for (String piece : pieces) {
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
            }
            return read(socket);
        }
    }

    private static String read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void isAliveAndReady() throws Exception {
        assertThat(send(to("/health/live").build()).statusCode()).isEqualTo(200);
        HttpResponse<String> ready = send(to("/health/ready").build());
        assertThat(ready.body()).isEqualTo("{\"status\":\"up\",\"reasons\":[]}");
        assertThat(ready.statusCode()).isEqualTo(200);
    }

    @Test
    void asksForTheToken() throws Exception {
        HttpResponse<String> answer = send(to("/metrics").build());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void allowsNobodyToFrameCacheOrGuessWhatItAnswers() throws Exception {
        for (String path : List.of("/health/ready", "/nothing")) {
            assertThat(send(to(path).build()).headers().map())
                    .containsEntry("x-content-type-options", List.of("nosniff"))
                    .containsEntry("x-frame-options", List.of("DENY"))
                    .containsEntry("cache-control", List.of("no-store"))
                    .containsEntry("referrer-policy", List.of("no-referrer"))
                    .containsEntry("content-security-policy", List.of("default-src 'none'; frame-ancestors 'none'"))
                    .doesNotContainKey("access-control-allow-origin")
                    .doesNotContainKey("set-cookie")
                    .doesNotContainKey("server");
        }
    }

    @Test
    void answersAHeadWithoutABody() throws Exception {
        String answer = raw("HEAD /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    }

    @Test
    void refusesAForgedHost() throws IOException {
        assertThat(raw("GET /health/ready HTTP/1.1\r\nHost: rebound.example\r\n\r\n"))
                .startsWith("HTTP/1.1 421");
        assertThat(raw("GET /health/ready HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 421");
    }

    @Test
    void refusesAPathOutsideItsOwn() throws IOException {
        assertThat(raw("GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void refusesAnEndlessHeadAndLine() throws IOException {
        assertThat(raw("GET /" + "a".repeat(3000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 414");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(9000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void answersNoiseWithOneRefusal() throws IOException {
        assertThat(raw("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void takesOneRequestOfAConnectionAndLeavesTheOthers() throws IOException {
        String one = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertThat(raw(one + one).split("HTTP/1.1", -1)).hasSize(2);
    }

    @Test
    void endsARequestThatDoesNotComeToItsEnd() throws IOException {
        long begun = System.nanoTime();
        assertThat(raw("GET /health/live HTTP/1.1\r\nHost: local")).isEmpty();
        assertThat(System.nanoTime() - begun).isGreaterThan(1_000_000_000L);
    }

    @Test
    void staysWellWhileManyHoldConnections() throws Exception {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                held.add(new Socket(address.getAddress(), address.getPort()));
            }
            // Those beyond the bound were closed at once.
            int closed = 0;
            for (Socket socket : held) {
                socket.setSoTimeout(20);
                closed += ended(socket) ? 1 : 0;
            }
            assertThat(closed).isGreaterThan(100);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
        int status = 0;
        for (int attempt = 0; attempt < 100 && status != 200; attempt++) {
            try {
                status = send(to("/health/live").build()).statusCode();
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        assertThat(status).isEqualTo(200);
    }

    private static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void refusesWithTheRightTokenWhatAPageAsksFor() throws Exception {
        HttpResponse<String> answer =
                send(proven("/metrics").header("Origin", "http://127.0.0.1").build());
        assertThat(answer.statusCode()).isEqualTo(403);
    }
}
