package org.waypost.gateway.smpp.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a peer proves itself with. Only a digest is held, and comparing takes the same time whatever is wrong. */
public final class Password {
    private final byte[] digest;

    private Password(byte[] digest) {
        this.digest = digest;
    }

    /** @param octets as they come in a bind, without the NUL; not kept */
    public static Password of(byte[] octets) {
        return new Password(digest(octets));
    }

    boolean matches(String given) {
        return MessageDigest.isEqual(digest, digest(given.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static byte[] digest(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256 (every Java platform has it)", e);
        }
    }

    @Override
    public String toString() {
        return "****";
    }
}
