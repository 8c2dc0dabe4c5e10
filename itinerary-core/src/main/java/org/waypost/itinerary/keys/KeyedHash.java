package org.waypost.itinerary.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under one key. Safe for use by any thread. */
final class KeyedHash {
    private final Mac mac;

    /** @param purpose for the message that refuses a key of a wrong length */
    KeyedHash(KeyRing.Purpose purpose, byte[] key) {
        if (key.length != KeyRing.KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "key for %s of %d bytes (expected %d)".formatted(purpose, key.length, KeyRing.KEY_LENGTH));
        }
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not usable on this JVM", e);
        }
    }

    /** Over the parts, one after the other. */
    byte[] of(byte[]... parts) {
        Mac fresh = fresh();
        for (byte[] part : parts) {
            fresh.update(part);
        }
        return fresh.doFinal();
    }

    /** The first bytes of it. */
    byte[] prefix(int length, byte[]... parts) {
        return Arrays.copyOf(of(parts), length);
    }

    /** A copy, since every event and question needs one: finding the algorithm and taking in the key costs as much again. */
    private Mac fresh() {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HMAC-SHA-256 of this JVM cannot be copied", e);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static String hexadecimal(byte[] bytes, int length) {
        return HexFormat.of().formatHex(bytes, 0, length);
    }
}
