package org.waypost.gateway.authorization;

import java.util.Arrays;
import java.util.HexFormat;

/** 16 bytes under a key, equal for equal things only. */
public final class Digest {
    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param bytes not to be changed afterwards */
    public static Digest of(byte[] bytes) {
        return new Digest(bytes);
    }

    /** Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
