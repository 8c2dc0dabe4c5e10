package org.waypost.gateway.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.authorization.Credentials;
import org.waypost.gateway.ops.AdminSettings;
import org.waypost.gateway.ops.AdminToken;
import org.waypost.gateway.ops.OperatorRefusedException;
import org.waypost.itinerary.ingest.Source;

/** The gateway that runs with a configuration, spoken to through its admin endpoint. */
final class RunningGateway {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int FORBIDDEN = 403;
    private static final JsonFactory JSON = new JsonFactory();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final AdminSettings admin;
    private final String token;
    private final @Nullable Credentials operator;

    private RunningGateway(AdminSettings admin, String token, @Nullable Credentials operator) {
        this.admin = admin;
        this.token = token;
        this.operator = operator;
    }

    /**
     * Finds the endpoint; does not connect yet.
     *
     * @param operator in whose name; null for nobody's
     * @throws IOException if the configuration has none, or its token cannot be read
     */
    static RunningGateway of(GatewayConfig config, @Nullable Credentials operator) throws IOException {
        AdminSettings admin = config.admin();
        if (admin == null || admin.listen().getPort() == 0) {
            throw new IOException("admin.listen is off, or takes any port (expected an address, to reach the gateway)");
        }
        return new RunningGateway(admin, AdminToken.read(admin.token()), operator);
    }

    String get(String path) throws IOException, InterruptedException, OperatorRefusedException {
        return send(request(path).GET().build());
    }

    String post(String path, String body) throws IOException, InterruptedException, OperatorRefusedException {
        return send(request(path).POST(BodyPublishers.ofString(body)).build());
    }

    /** Has the gateway import a source, prints its report, and returns the exit code. */
    int take(String path, Source source, PrintWriter out)
            throws IOException, InterruptedException, OperatorRefusedException {
        BodyPublisher bytes = BodyPublishers.ofInputStream(() -> {
            try {
                return source.content().open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        String join = path.contains("?") ? "&name=" : "?name=";
        return report(
                send(request(path + join + encoded(source.name())).POST(bytes).build()), out);
    }

    /** Prints the report of an answer and returns its exit code. */
    static int report(String answer, PrintWriter out) throws IOException {
        return report(objects(answer).get(0), out);
    }

    static int report(Map<String, String> fields, PrintWriter out) {
        out.print(fields.getOrDefault("report", ""));
        out.flush();
        return Integer.parseInt(fields.getOrDefault("exit", String.valueOf(Waypost.FAILED)));
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        InetSocketAddress to = admin.listen();
        String host = to.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : to.getAddress().getHostAddress();
        String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + to.getPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + authority + path))
                .header("Authorization", "Bearer " + token);
        return operator == null
                ? request
                : request.header("Waypost-Operator", operator.operator())
                        .header("Waypost-Operator-Token", operator.token());
    }

    private String send(HttpRequest request) throws IOException, InterruptedException, OperatorRefusedException {
        HttpResponse<String> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (ConnectException e) {
            throw new IOException("no gateway answers on %s; is 'waypost serve' running?".formatted(admin.listen()), e);
        } catch (IOException e) {
            throw new IOException(
                    "the gateway on %s did not answer to the end (%s); doing it again loses nothing"
                            .formatted(admin.listen(), e.getMessage()),
                    e);
        }
        if (response.statusCode() == FORBIDDEN) {
            throw new OperatorRefusedException("the gateway refuses: " + error(response));
        }
        if (response.statusCode() / 100 != 2) {
            throw new IOException("the gateway refuses: " + error(response));
        }
        return response.body();
    }

    private static String error(HttpResponse<String> response) throws IOException {
        List<Map<String, String>> fields = objects(response.body());
        return fields.isEmpty()
                ? "status " + response.statusCode()
                : fields.get(0).getOrDefault("error", "status " + response.statusCode());
    }

    /** Flat objects, one or an array of them, their values as text and in their order. */
    static List<Map<String, String>> objects(String json) throws IOException {
        List<Map<String, String>> objects = new ArrayList<>();
        Map<String, String> current = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    current = new LinkedHashMap<>();
                    objects.add(current);
                } else if (token.isScalarValue()) {
                    current.put(String.valueOf(parser.currentName()), parser.getText());
                }
            }
        }
        return objects;
    }
}
