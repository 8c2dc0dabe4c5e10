package org.waypost.itinerary.model;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The pseudonym that stands for a number in every table: the first 16 bytes of HMAC-SHA-256 over the number's digits,
 * under a key the databases never hold.
 *
 * @param high bytes 0 to 7, big-endian
 * @param low bytes 8 to 15, big-endian
 */
public record SubscriberKey(long high, long low) implements Comparable<SubscriberKey> {
    /** Length of {@link #bytes()}. */
    public static final int LENGTH = 16;

    /** @throws IllegalArgumentException if there are not exactly {@value #LENGTH} bytes */
    public static SubscriberKey of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException(
                    "subscriber key of %d bytes (expected %d)".formatted(bytes.length, LENGTH));
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new SubscriberKey(buffer.getLong(), buffer.getLong());
    }

    /** A fresh array of {@value #LENGTH} bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
    }

    /** The order of the bytes, which is the order in which rows are locked. */
    @Override
    public int compareTo(SubscriberKey other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
