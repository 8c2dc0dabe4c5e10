package org.waypost.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.gateway.authorization.Credentials;
import org.waypost.gateway.ops.AdminGate.Decision;

// M20
class AdminGateTest {
    private static final Route.Endpoint NOTHING = asked -> Answer.json("{}");

    @TempDir
    private Path folder;

    private String token = "";
    private AdminGate gate;

    @BeforeEach
    void open() throws IOException {
        Path file = folder.resolve("token");
        AdminToken secret = AdminToken.openOrCreate(file, new SecureRandom());
        token = AdminToken.read(file);
        gate = new AdminGate(
                List.of(
                        Route.get("/health/ready", NOTHING).withoutToken(),
                        Route.get("/v1/replies", NOTHING),
                        Route.post("/v1/replies/{reply}/cancel", NOTHING),
                        Route.post("/v1/import/events", NOTHING).withBody(1 << 20)),
                secret,
                Set.of("waypost.example"));
    }

    private static HttpRequest request(String method, String uri) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), uri);
        request.headers().set("Host", "127.0.0.1:2776");
        return request;
    }

    private HttpRequest proven(String method, String uri) {
        HttpRequest request = request(method, uri);
        request.headers().set("Authorization", "Bearer " + token);
        return request;
    }

    private int status(HttpRequest request) {
        return gate.decide(request) instanceof Decision.Refused refused ? refused.status() : 200;
    }

    @Test
    void admitsWhoShowsTheToken() {
        assertThat(status(proven("GET", "/v1/replies"))).isEqualTo(200);
        assertThat(status(proven("HEAD", "/v1/replies"))).isEqualTo(200);
    }

    @Test
    void tellsTheRouteWhatStandsInThePathAndTheQuery() {
        HttpRequest request = proven("POST", "/v1/replies/00%30f/cancel?why=a%20b&why=c");
        request.headers().set("Waypost-Operator", "alice");
        request.headers().set("Waypost-Operator-Token", "secret");
        assertThat(gate.decide(request)).isInstanceOfSatisfying(Decision.Admitted.class, admitted -> {
            assertThat(admitted.variables()).containsEntry("reply", "000f");
            assertThat(admitted.parameters()).containsEntry("why", "a b");
            assertThat(admitted.shown()).isEqualTo(new Credentials("alice", "secret"));
        });
    }

    @Test
    void answersHealthWithoutAToken() {
        assertThat(status(request("GET", "/health/ready"))).isEqualTo(200);
    }

    @Test
    void asksForATokenWhereverElseOneGoes() {
        assertThat(status(request("GET", "/v1/replies"))).isEqualTo(401);
        assertThat(status(request("DELETE", "/v1/replies"))).isEqualTo(401);
        assertThat(status(request("GET", "/v1/nothing"))).isEqualTo(401);
        assertThat(status(request("GET", "/%zz"))).isEqualTo(401);
    }

    @Test
    void refusesATokenThatIsNotQuiteRight() {
        for (String shown : List.of(
                "Bearer " + token + "a",
                "Bearer " + token.substring(1),
                "Bearer ",
                "Basic " + token,
                token,
                "Bearer  " + token)) {
            HttpRequest request = request("GET", "/v1/replies");
            request.headers().set("Authorization", shown);
            assertThat(status(request)).isEqualTo(401);
        }
    }

    @Test
    void refusesTwoTokens() {
        HttpRequest request = proven("GET", "/v1/replies");
        request.headers().add("Authorization", "Bearer " + token);
        assertThat(status(request)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:2776", "127.0.0.1", "[::1]:2776", "waypost.example:80"})
    void takesAHostThatIsOurs(String host) {
        HttpRequest request = proven("GET", "/v1/replies");
        request.headers().set("Host", host);
        assertThat(status(request)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example:2776",
                "waypost.example.evil.example",
                "localhost:2776:80",
                "127.0.0.1@evil.example",
                "",
                "0.0.0.0"
            })
    void refusesAForgedHostEvenForHealth(String host) {
        HttpRequest request = request("GET", "/health/ready");
        request.headers().set("Host", host);
        assertThat(status(request)).isEqualTo(421);
    }

    @Test
    void refusesNoHostAndTwo() {
        HttpRequest none = proven("GET", "/v1/replies");
        none.headers().remove("Host");
        assertThat(status(none)).isEqualTo(421);
        HttpRequest two = proven("GET", "/v1/replies");
        two.headers().add("Host", "evil.example");
        assertThat(status(two)).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:2776", "https://localhost"})
    void refusesWhateverAPageSends(String origin) {
        HttpRequest request = proven("POST", "/v1/replies/1/cancel");
        request.headers().set("Origin", origin);
        assertThat(status(request)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "same-origin"})
    void refusesWhatABrowserFetchesForAPage(String site) {
        HttpRequest request = request("GET", "/health/ready");
        request.headers().set("Sec-Fetch-Site", site);
        assertThat(status(request)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/../v1/replies",
                "/v1/replies/..%2f..%2fetc%2fpasswd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/v1/replies/",
                "//v1/replies",
                "/v1%2freplies",
                "/v1/./replies",
                "/..\\..\\windows"
            })
    void findsNothingBesideItsPaths(String path) {
        assertThat(status(proven("GET", path))).isEqualTo(404);
    }

    @Test
    void refusesAFormOfAddressThatIsForProxies() {
        assertThat(status(proven("GET", "http://evil.example/v1/replies"))).isNotEqualTo(200);
        assertThat(status(proven("OPTIONS", "*"))).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"})
    void saysWhichMethodsThereAre(String method) {
        assertThat(gate.decide(proven(method, "/v1/replies")))
                .isInstanceOfSatisfying(Decision.Refused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(405);
                    assertThat(refused.allow()).isEqualTo("GET");
                });
    }

    @Test
    void refusesABodyThatIsAnnouncedTooLong() {
        HttpRequest command = proven("POST", "/v1/replies/1/cancel");
        command.headers().set("Content-Length", "8193");
        assertThat(status(command)).isEqualTo(413);
        HttpRequest none = proven("GET", "/v1/replies");
        none.headers().set("Content-Length", "1");
        assertThat(status(none)).isEqualTo(413);
        HttpRequest feed = proven("POST", "/v1/import/events");
        feed.headers().set("Content-Length", "1048576");
        assertThat(status(feed)).isEqualTo(200);
        feed.headers().set("Content-Length", "1048577");
        assertThat(status(feed)).isEqualTo(413);
    }

    @Test
    void refusesTwoOpinionsAboutTheLengthOfABody() {
        HttpRequest request = proven("POST", "/v1/replies/1/cancel");
        request.headers().set("Content-Length", "3");
        request.headers().set("Transfer-Encoding", "chunked");
        assertThat(status(request)).isEqualTo(400);
        HttpRequest nonsense = proven("POST", "/v1/replies/1/cancel");
        nonsense.headers().set("Content-Length", "three");
        assertThat(status(nonsense)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "${jndi:ldap://x}", "", "<script>", "machine", "1st"})
    void refusesAnOperatorThatIsNoName(String operator) {
        HttpRequest request = proven("GET", "/v1/replies");
        request.headers().set("Waypost-Operator", operator);
        assertThat(status(request)).isEqualTo(400);
    }
}
