package org.waypost.gateway.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.waypost.gateway.sms.UserData;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.keys.UnreadableSealException;
import org.waypost.itinerary.model.Msisdn;

/** What a row keeps encrypted: a reply with its number, or a part that waits. Each is bound to the row it stands in. */
final class SealedBodies {
    private final KeyRing keys;

    SealedBodies(KeyRing keys) {
        this.keys = keys;
    }

    /** Number and text of a reply. */
    record ReplyBody(Msisdn to, String text) {}

    byte[] seal(long question, Msisdn to, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(to.digits());
            out.writeUTF(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys.seal(bytes.toByteArray(), context(question));
    }

    ReplyBody open(long question, byte[] sealed) throws UnreadableSealException {
        byte[] plain = keys.open(sealed, context(question));
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
            return new ReplyBody(Msisdn.ofDigits(in.readUTF()), in.readUTF());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] seal(WaitingPart part) {
        byte[] spelling = part.data().spelling().getBytes(StandardCharsets.US_ASCII);
        byte[] payload = part.data().payload();
        ByteBuffer plain = ByteBuffer.allocate(1 + spelling.length + payload.length);
        plain.put((byte) spelling.length).put(spelling).put(payload);
        return keys.seal(plain.array(), part.subscriber().bytes());
    }

    UserData openPart(byte[] sealed, byte[] subscriber) throws UnreadableSealException {
        ByteBuffer plain = ByteBuffer.wrap(keys.open(sealed, subscriber));
        byte[] spelling = new byte[plain.get()];
        plain.get(spelling);
        byte[] payload = new byte[plain.remaining()];
        plain.get(payload);
        return UserData.of(new String(spelling, StandardCharsets.US_ASCII), payload);
    }

    private static byte[] context(long question) {
        return ByteBuffer.allocate(Long.BYTES).putLong(question).array();
    }
}
