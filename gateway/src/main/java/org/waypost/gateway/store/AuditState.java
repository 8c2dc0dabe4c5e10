package org.waypost.gateway.store;

import org.jspecify.annotations.Nullable;

/**
 * How a chain of the audit stands in the database.
 *
 * @param chain which
 * @param checkpoint up to where it was purged; null if it never was
 * @param seal what proves the checkpoint; null where there is none
 * @param last its last page; null if none is left
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record AuditState(
        long chain,
        @Nullable AuditMark checkpoint,
        byte @Nullable [] seal,
        @Nullable AuditMark last) {}
