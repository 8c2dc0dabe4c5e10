package org.waypost.gateway.ops;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.itinerary.model.Msisdn;

/**
 * A request that the gate let through.
 *
 * @param variables the parts of the path that a route leaves open, by name
 * @param parameters of the query, by name
 * @param operator who asks, as the audit names them
 * @param body to be read by the thread that answers; never longer than the route allows
 */
record Asked(Map<String, String> variables, Map<String, String> parameters, String operator, InputStream body) {
    /** A part of the path. */
    String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("{%s} stands in no part of the path".formatted(name));
        }
        return value;
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The mobile number that is the body. */
    Msisdn number(Numbering numbering) throws IOException, RefusedRequestException {
        return numbering
                .parse(new String(body.readAllBytes(), StandardCharsets.UTF_8).strip())
                .orElseThrow(
                        () -> new RefusedRequestException(400, "body: no mobile number (expected as +8613800138000)"));
    }
}
