package org.waypost.gateway.sms;

/**
 * Which part of which longer message this is (3GPP 23.040, clauses 9.2.3.24.1 and 9.2.3.24.8; SMPP 3.4, 5.3.2.22 to
 * 5.3.2.24).
 *
 * @param reference equal in all parts of one message: 0 to 255, or 0 to 65535 where {@code wide}
 * @param wide whether the reference has 16 bits
 * @param total number of parts, 1 to 255
 * @param part this part, from 1 to {@code total}
 */
public record Concatenation(int reference, boolean wide, int total, int part) {
    public Concatenation {
        if (reference < 0 || reference > (wide ? 0xFFFF : 0xFF)) {
            throw new IllegalArgumentException(
                    "reference %d (expected 0 to %d)".formatted(reference, wide ? 0xFFFF : 0xFF));
        }
        if (total < 1 || total > 255 || part < 1 || part > total) {
            throw new IllegalArgumentException(
                    "part %d of %d (expected 1 to the total, at most 255)".formatted(part, total));
        }
    }
}
