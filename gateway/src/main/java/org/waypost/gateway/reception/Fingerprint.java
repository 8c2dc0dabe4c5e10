package org.waypost.gateway.reception;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.waypost.gateway.message.InboundPart;
import org.waypost.itinerary.keys.KeyRing;

/**
 * The two keyed digests by which a repeat is recognized.
 *
 * @param request equal for the same request on the same session, and for nothing else (contract D4 b); not to be changed
 * @param content equal for the same text of the same sender in the same form (contract D4 c); not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by KeyRing.same, or in hexadecimal
record Fingerprint(byte[] request, byte[] content) {
    /** @param start tells this start of the node from others, for sessions are numbered anew by each */
    static Fingerprint of(Arrival arrival, KeyRing keys, long start) {
        InboundPart part = arrival.part();
        String head = arrival.sender().digits() + "/" + part.shortCode() + "/"
                + part.data().alphabet() + "/" + part.data().concatenation();
        byte[] content = keys.repeat(utf8(head), part.data().payload());
        String request = start + "/" + part.peer() + "/" + part.session() + "/" + part.sequence();
        return new Fingerprint(keys.repeat(utf8(request), content), content);
    }

    /** {@link #request} as the store is asked for it. */
    String requestHex() {
        return HexFormat.of().formatHex(request);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
