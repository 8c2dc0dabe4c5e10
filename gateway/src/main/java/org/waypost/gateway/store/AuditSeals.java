package org.waypost.gateway.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.waypost.itinerary.keys.KeyRing;

/** What the audit's key says of pages, checkpoints and heads; each kind of thing has a beginning of its own. */
public final class AuditSeals {
    private static final byte[] CHECKPOINT = "checkpoint\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEADS = "heads\0".getBytes(StandardCharsets.US_ASCII);

    private final KeyRing keys;

    public AuditSeals(KeyRing keys) {
        this.keys = keys;
    }

    /** Where a chain begins. */
    public AuditMark beginning(long chain) {
        byte[] id = ByteBuffer.allocate(Long.BYTES).putLong(chain).array();
        return new AuditMark(chain, 0, keys.auditMac(new byte[0], id));
    }

    /** The MAC of a page that follows another one. */
    public byte[] page(byte[] before, byte[] body) {
        return keys.auditMac(before, body);
    }

    /** What proves that a chain was purged up to here by who has the key. */
    public byte[] checkpoint(AuditMark mark) {
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES + mark.mac().length)
                .putLong(mark.chain())
                .putLong(mark.number())
                .put(mark.mac())
                .array();
        return keys.auditMac(CHECKPOINT, bytes);
    }

    /** What proves a file of heads. */
    public byte[] heads(String text) {
        return keys.auditMac(HEADS, text.getBytes(StandardCharsets.UTF_8));
    }
}
