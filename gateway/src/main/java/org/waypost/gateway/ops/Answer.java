package org.waypost.gateway.ops;

/**
 * What a request is answered.
 *
 * @param status of HTTP
 * @param type media type of the body
 * @param body whole, sent as UTF-8
 */
record Answer(int status, String type, String body) {
    static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";

    private static final int OK = 200;

    static Answer json(int status, String body) {
        return new Answer(status, JSON, body);
    }

    static Answer json(String body) {
        return json(OK, body);
    }

    /** What a command prints, and how it ends: {@code {"exit": 0, "report": text}}. */
    static Answer report(int exit, String text) {
        return json(JsonText.object(json -> {
            json.writeNumberField("exit", exit);
            json.writeStringField("report", text);
        }));
    }

    /** {@code {"error": message}}. */
    static Answer error(int status, String message) {
        return json(status, JsonText.object(json -> json.writeStringField("error", message)));
    }
}
