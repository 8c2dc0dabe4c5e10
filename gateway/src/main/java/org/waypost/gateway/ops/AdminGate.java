package org.waypost.gateway.ops;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.Credentials;
import org.waypost.gateway.authorization.Operator;

/**
 * Decides by its head whether a request is answered. Pure.
 *
 * <p>How it works: the endpoint is for programs on this machine that can read the token file. A browser is none, so whatever
 * shows that a page is behind a request (Origin, Sec-Fetch-Site) is refused, as is a Host that is not ours: with that, a
 * name of the attacker's that suddenly means 127.0.0.1 gets nowhere. Nothing is told to whoever shows no token, not even
 * which paths there are. There are no cookies, so nothing is sent along unasked.
 */
final class AdminGate {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
    private static final String OPERATOR_HEADER = "waypost-operator";
    private static final String OPERATOR_TOKEN_HEADER = "waypost-operator-token";
    private static final String BEARER = "Bearer ";

    private final List<Route> routes;
    private final AdminToken token;
    private final Set<String> hosts;

    /** @param hosts names beside the loopback's under which the endpoint may be addressed */
    AdminGate(List<Route> routes, AdminToken token, Set<String> hosts) {
        this.routes = List.copyOf(routes);
        this.token = token;
        this.hosts = Set.copyOf(hosts);
    }

    /** What is done with a request. */
    sealed interface Decision {
        /**
         * It is answered by its route.
         *
         * @param shown which operator asks, not proven yet; null for none
         */
        record Admitted(
                Route route,
                Map<String, String> variables,
                Map<String, String> parameters,
                @Nullable Credentials shown) implements Decision {}

        /**
         * It is not.
         *
         * @param status of HTTP
         * @param reason for whoever asks
         * @param allow the methods there are, where only the method is wrong; else empty
         */
        record Refused(int status, String reason, String allow) implements Decision {}
    }

    private static Decision.Refused refused(int status, String reason) {
        return new Decision.Refused(status, reason, "");
    }

    Decision decide(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            return unreadable(head);
        }
        HttpHeaders headers = head.headers();
        if (!addressedToUs(headers)) {
            return refused(421, "Host (expected localhost, 127.0.0.1, [::1] or one of admin.hosts, once)");
        }
        if (headers.contains(HttpHeaderNames.ORIGIN) || fromAPage(headers)) {
            return refused(403, "a web page asks (expected a program of this machine)");
        }
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING) && headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return refused(400, "both Transfer-Encoding and Content-Length (expected one)");
        }
        boolean proven = proven(headers);
        try {
            QueryStringDecoder uri = new QueryStringDecoder(head.uri());
            return route(head, segments(uri.rawPath()), parameters(uri), proven);
        } catch (IllegalArgumentException e) {
            return proven ? refused(400, "the path cannot be read") : noToken();
        }
    }

    private static Decision unreadable(HttpRequest head) {
        Throwable cause = head.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return refused(414, "the request line is too long");
        }
        return cause instanceof TooLongHttpHeaderException
                ? refused(431, "the headers are too long")
                : refused(400, "no HTTP request");
    }

    private boolean addressedToUs(HttpHeaders headers) {
        List<String> host = headers.getAll(HttpHeaderNames.HOST);
        if (host.size() != 1) {
            return false;
        }
        String name = PORT.matcher(host.get(0)).replaceFirst("").toLowerCase(Locale.ROOT);
        return LOOPBACK_NAMES.contains(name) || hosts.contains(name);
    }

    /** {@code none} is a person who typed the address, as for the health page. */
    private static boolean fromAPage(HttpHeaders headers) {
        return headers.getAll("sec-fetch-site").stream().anyMatch(site -> !site.equals("none"));
    }

    private boolean proven(HttpHeaders headers) {
        List<String> shown = headers.getAll(HttpHeaderNames.AUTHORIZATION);
        return shown.size() == 1
                && shown.get(0).startsWith(BEARER)
                && token.matches(shown.get(0).substring(BEARER.length()));
    }

    private static Decision.Refused noToken() {
        return refused(401, "no valid token (expected 'Authorization: Bearer', then what stands in the token file)");
    }

    private static List<String> segments(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path that does not begin with a slash");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : Arrays.asList(path.substring(1).split("/", -1))) {
            segments.add(QueryStringDecoder.decodeComponent(segment.replace("+", "%2B")));
        }
        return segments;
    }

    private static Map<String, String> parameters(QueryStringDecoder uri) {
        Map<String, String> parameters = new HashMap<>();
        uri.parameters().forEach((name, values) -> parameters.put(name, values.get(0)));
        return parameters;
    }

    private Decision route(HttpRequest head, List<String> path, Map<String, String> parameters, boolean proven) {
        Set<String> allowed = new TreeSet<>();
        String method = head.method().name();
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(path);
            if (variables.isEmpty() || !(route.open() || proven)) {
                continue;
            }
            if (route.method().equals(method)
                    || (method.equals("HEAD") && route.method().equals("GET"))) {
                return admitted(head, route, variables.get(), parameters);
            }
            allowed.add(route.method());
        }
        if (!allowed.isEmpty()) {
            String allow = String.join(", ", allowed);
            return new Decision.Refused(405, "%s (expected %s)".formatted(method, allow), allow);
        }
        return proven ? refused(404, "no such path") : noToken();
    }

    private static Decision admitted(
            HttpRequest head, Route route, Map<String, String> variables, Map<String, String> parameters) {
        long length = HttpUtil.getContentLength(head, 0L);
        if (length > route.longestBody()) {
            return tooLong(route);
        }
        String operator = head.headers().get(OPERATOR_HEADER);
        if (operator == null) {
            return new Decision.Admitted(route, variables, parameters, null);
        }
        if (!Operator.named(operator)) {
            return refused(400, "Waypost-Operator (expected a letter, then up to 59 letters, digits, dots, hyphens)");
        }
        Credentials shown = new Credentials(operator, head.headers().get(OPERATOR_TOKEN_HEADER, ""));
        return new Decision.Admitted(route, variables, parameters, shown);
    }

    static Decision.Refused tooLong(Route route) {
        return refused(413, "the body is longer than %d bytes".formatted(route.longestBody()));
    }
}
