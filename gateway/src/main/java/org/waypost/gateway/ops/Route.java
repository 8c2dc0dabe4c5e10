package org.waypost.gateway.ops;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.StaffAction;

/**
 * One thing the endpoint can be asked for.
 *
 * @param method of HTTP
 * @param path its segments; one in braces may be anything
 * @param open whether no token is needed
 * @param longestBody in bytes
 * @param action what of the staff's actions it is; null for one that needs no operator
 * @param endpoint what answers, on a thread that may wait
 */
public record Route(
        String method,
        List<String> path,
        boolean open,
        long longestBody,
        @Nullable StaffAction action,
        Endpoint endpoint) {
    /** What a command may carry along. */
    private static final long SMALL = 8 << 10;

    /** What answers. */
    @FunctionalInterface
    interface Endpoint {
        Answer answer(Asked asked) throws Exception;
    }

    static Route get(String path, Endpoint endpoint) {
        return new Route("GET", segments(path), false, 0, null, endpoint);
    }

    static Route post(String path, Endpoint endpoint) {
        return new Route("POST", segments(path), false, SMALL, null, endpoint);
    }

    /** Anybody who reaches the endpoint may ask. */
    Route withoutToken() {
        return new Route(method, path, true, longestBody, action, endpoint);
    }

    /** With a body that is read as it comes. */
    Route withBody(long longest) {
        return new Route(method, path, open, longest, action, endpoint);
    }

    /** An operator has to be named and proven, whose role covers this. */
    Route by(StaffAction what) {
        return new Route(method, path, open, longestBody, what, endpoint);
    }

    /** Whether the body is too long to be kept whole. */
    boolean streams() {
        return longestBody > SMALL;
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** The variables of a path that this route serves; empty if it does not. */
    Optional<Map<String, String>> match(List<String> asked) {
        if (asked.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = path.get(i);
            if (segment.startsWith("{")) {
                variables.put(segment.substring(1, segment.length() - 1), asked.get(i));
            } else if (!segment.equals(asked.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
