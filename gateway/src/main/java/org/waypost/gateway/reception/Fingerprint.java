package org.waypost.gateway.reception;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.waypost.gateway.authorization.Digest;
import org.waypost.gateway.message.InboundPart;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.keys.KeyVersion;

/**
 * The keyed digests by which a repeat is recognized. What it may repeat was stored under the keys of its own time: around
 * the beginning of a version there is a {@code Fingerprint} under each.
 *
 * @param requests each equal for the same request and for nothing else: by session, sequence number and bytes (contract
 *     D4 b), and where the peer gives a reference, by that with {@code content}: a peer may give one reference to all (D4 a)
 * @param content equal for the same text of the same sender in the same form (D4 c); not to be changed
 * @param others the same under other versions of the keys that may have been in force within the repeat window
 */
@SuppressWarnings("ArrayRecordComponent") // compared by KeyRing.same
record Fingerprint(List<Digest> requests, byte[] content, List<Fingerprint> others) {
    /**
     * @param start tells this start of the node from others, for sessions are numbered anew by each
     * @param window within which a repeat counts
     */
    static Fingerprint of(Arrival arrival, KeyRing keys, long start, Duration window) {
        KeyVersion current = keys.inForce(arrival.received());
        List<Fingerprint> others = keys
                .inForceBetween(
                        arrival.received().minus(window).minus(KeyRing.CLOCK_TOLERANCE),
                        arrival.received().plus(KeyRing.CLOCK_TOLERANCE))
                .stream()
                .filter(version -> version != current)
                .map(version -> of(arrival, version, start, List.of()))
                .toList();
        return of(arrival, current, start, others);
    }

    private static Fingerprint of(Arrival arrival, KeyVersion keys, long start, List<Fingerprint> others) {
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
        return new Fingerprint(List.copyOf(requests), content, others);
    }

    /** Everything that the request may be remembered as. */
    List<Digest> sought() {
        return others.isEmpty()
                ? requests
                : Stream.concat(requests.stream(), others.stream().flatMap(other -> other.requests().stream()))
                        .toList();
    }

    /** Whether a digest is of the same text of the same sender in the same form. */
    boolean saysTheSame(byte[] digest) {
        return KeyRing.same(digest, content) || others.stream().anyMatch(other -> other.saysTheSame(digest));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
