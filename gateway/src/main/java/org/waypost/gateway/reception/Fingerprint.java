package org.waypost.gateway.reception;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.store.Digest;
import org.waypost.gateway.store.KnownRequest;
import org.waypost.itinerary.keys.KeyRing;

/**
 * The keyed digests by which a repeat is recognized.
 *
 * @param requests each equal for the same request and for nothing else: by session, sequence number and bytes (contract
 *     D4 b), and where the peer gives a reference, by that with {@code content}: a peer may give one reference to all (D4 a)
 * @param content equal for the same text of the same sender in the same form (D4 c); not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by KeyRing.same
record Fingerprint(List<Digest> requests, byte[] content) {
    /** @param start tells this start of the node from others, for sessions are numbered anew by each */
    static Fingerprint of(Arrival arrival, KeyRing keys, long start) {
        InboundPart part = arrival.part();
        String head = arrival.sender().digits() + "/" + part.shortCode() + "/"
                + part.data().spelling() + "/" + part.data().concatenation();
        byte[] content = keys.repeat(utf8(head), part.data().payload());
        String request = start + "/" + part.peer() + "/" + part.session() + "/" + part.sequence();
        List<Digest> requests = new ArrayList<>(2);
        requests.add(Digest.of(keys.repeat(utf8(request), content)));
        if (part.reference() != null) {
            requests.add(Digest.of(keys.repeat(utf8("reference/" + part.peer() + "/" + part.reference()), content)));
        }
        return new Fingerprint(List.copyOf(requests), content);
    }

    /** The question that this request made before, if that was not too long ago. */
    Optional<Long> firstQuestion(Map<Digest, KnownRequest> known, Instant received, Duration window) {
        return requests.stream()
                .map(known::get)
                .filter(first ->
                        first != null && received.isBefore(first.received().plus(window)))
                .map(KnownRequest::question)
                .findFirst();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
