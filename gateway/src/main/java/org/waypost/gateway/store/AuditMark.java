package org.waypost.gateway.store;

import java.util.HexFormat;

/**
 * A place in a chain of the audit.
 *
 * @param chain which
 * @param number of the page; 0 before the first one
 * @param mac of that page
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its parts
public record AuditMark(long chain, long number, byte[] mac) {
    /** As people and files tell a chain: sixteen hexadecimal digits. */
    public String name() {
        return "%016x".formatted(chain);
    }

    @Override
    public String toString() {
        return "%s %d %s".formatted(name(), number, HexFormat.of().formatHex(mac));
    }
}
