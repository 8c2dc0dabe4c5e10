package org.waypost.gateway.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;

/**
 * The audit of one lane of one start of one node: pages in a row, each with a MAC over itself and the one before, so that a page
 * changed, dropped from the middle or put elsewhere is found.
 *
 * <p>A page becomes part of the chain by {@link #appended} only, after its commit; guarded by the chain itself, which its user locks.
 */
final class AuditChain {
    private static final JsonFactory JSON = new JsonFactory();

    private final KeyRing keys;
    private final AuditSeals seals;
    private AuditMark end;

    /** @param chain tells this chain from all others of the database */
    AuditChain(KeyRing keys, long chain) {
        this.keys = keys;
        this.seals = new AuditSeals(keys);
        this.end = seals.beginning(chain);
    }

    /** One line to come; the subject is null where it is about nobody. */
    record Line(@Nullable Msisdn subject, AuditEntry entry, Instant at) {}

    long id() {
        return end.chain();
    }

    /** A page, not yet part of the chain. */
    AuditPage next(List<Line> lines) {
        byte[] body = body(lines);
        Instant written = lines.get(lines.size() - 1).at().truncatedTo(ChronoUnit.MILLIS);
        return new AuditPage(end.chain(), end.number() + 1, written, lines.size(), body, seals.page(end.mac(), body));
    }

    void appended(AuditPage page) {
        end = new AuditMark(page.chain(), page.number(), page.mac());
    }

    /** One JSON object a line; the subject under the audit's own pseudonym. */
    private byte[] body(List<Line> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(lines.size() * 128);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.setRootValueSeparator(null);
            for (Line line : lines) {
                json.writeStartObject();
                json.writeStringField(
                        "at", line.at().truncatedTo(ChronoUnit.MILLIS).toString());
                Msisdn subject = line.subject();
                if (subject != null) {
                    json.writeStringField("subject", HexFormat.of().formatHex(keys.auditSubject(subject)));
                }
                json.writeStringField("event", line.entry().event().name());
                writeIfPresent(json, "service", line.entry().service());
                writeIfPresent(json, "detail", line.entry().detail());
                writeIfPresent(json, "basis", line.entry().basis());
                writeIfPresent(json, "operator", line.entry().operator());
                json.writeEndObject();
                json.writeRaw('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeIfPresent(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
