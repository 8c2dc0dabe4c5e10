package org.waypost.simulator.smsc;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One short message as it crosses the wire. {@link #toString()} tells neither number nor text.
 *
 * @param from number or short code; numbers as country code and national number, digits only
 * @param to likewise
 * @param dataCoding SMPP 3.4, clause 5.2.19
 * @param header whether {@code octets} begin with a user data header (3GPP 23.040, clause 9.2.3.24)
 * @param octets not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record ShortMessage(String from, String to, int dataCoding, boolean header, byte[] octets) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ShortMessage that
                && from.equals(that.from)
                && to.equals(that.to)
                && dataCoding == that.dataCoding
                && header == that.header
                && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return 31 * from.hashCode() + Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "ShortMessage[coding %d, %d octets]".formatted(dataCoding, octets.length);
    }
}
