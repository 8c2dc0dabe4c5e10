package org.waypost.gateway.upkeep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.store.AuditPage;

/**
 * An entry of the audit, read.
 *
 * @param at when it happened
 * @param subject pseudonym of the number it is about, as the audit has it; null for nobody's
 * @param event what happened
 * @param service concerned; null for none
 * @param detail more of it; null for none
 * @param basis the consent it rests on; null for none
 * @param operator who did it; null where it was no staff
 */
public record AuditLine(
        Instant at,
        @Nullable String subject,
        String event,
        @Nullable String service,
        @Nullable String detail,
        @Nullable String basis,
        @Nullable String operator) {
    private static final JsonFactory JSON = new JsonFactory();

    /** @throws IOException if the page cannot be read */
    static List<AuditLine> read(AuditPage page) throws IOException {
        List<AuditLine> lines = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(page.body())) {
            Map<String, String> fields = new HashMap<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    fields.clear();
                } else if (token == JsonToken.VALUE_STRING) {
                    fields.put(parser.currentName(), parser.getText());
                } else if (token == JsonToken.END_OBJECT) {
                    lines.add(line(fields));
                }
            }
        } catch (DateTimeException e) {
            throw new IOException("an entry of the audit has no time", e);
        }
        return lines;
    }

    private static AuditLine line(Map<String, String> fields) {
        return new AuditLine(
                Instant.parse(fields.getOrDefault("at", "")),
                fields.get("subject"),
                fields.getOrDefault("event", ""),
                fields.get("service"),
                fields.get("detail"),
                fields.get("basis"),
                fields.get("operator"));
    }
}
