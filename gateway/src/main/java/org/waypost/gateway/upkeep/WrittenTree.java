package org.waypost.gateway.upkeep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;

/** A tree of maps, lists and values, written for programs and for people. */
final class WrittenTree {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String INDENT = "  ";

    private WrittenTree() {}

    /** JSON, indented. */
    static String json(Map<String, Object> tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            write(json, tree);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not refuse to be written to", e);
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            json.writeStartArray();
            for (Object one : list) {
                write(json, one);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(value.toString());
        }
    }

    /** A line for each value, what belongs together indented. */
    static String text(Map<String, Object> tree) {
        StringBuilder text = new StringBuilder();
        lines(text, "", tree);
        return text.toString();
    }

    private static void lines(StringBuilder text, String indent, Map<?, ?> map) {
        map.forEach((name, value) -> {
            text.append(indent).append(name).append(':');
            if (value instanceof Map<?, ?> inner) {
                text.append(inner.isEmpty() ? " none\n" : "\n");
                lines(text, indent + INDENT, inner);
            } else if (value instanceof Collection<?> list) {
                text.append(list.isEmpty() ? " none\n" : "\n");
                list.forEach(one -> item(text, indent + INDENT, one));
            } else {
                text.append(' ').append(value).append('\n');
            }
        });
    }

    private static void item(StringBuilder text, String indent, Object value) {
        if (value instanceof Map<?, ?> inner) {
            text.append(indent).append("-\n");
            lines(text, indent + INDENT, inner);
        } else {
            text.append(indent).append("- ").append(value).append('\n');
        }
    }
}
