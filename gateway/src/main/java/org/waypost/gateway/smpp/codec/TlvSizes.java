package org.waypost.gateway.smpp.codec;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.smpp.pdu.Tlv;

/** Which optional parameters, of those this gateway acts on, have a size that the specification fixes (SMPP 3.4, clause 5.3.2). */
final class TlvSizes {
    private static final Map<Integer, Integer> FIXED = Map.of(
            Tlv.USER_MESSAGE_REFERENCE, 2,
            Tlv.SAR_MSG_REF_NUM, 2,
            Tlv.SAR_TOTAL_SEGMENTS, 1,
            Tlv.SAR_SEGMENT_SEQNUM, 1,
            Tlv.SC_INTERFACE_VERSION, 1,
            Tlv.MESSAGE_STATE, 1,
            Tlv.CONGESTION_STATE, 1);

    private TlvSizes() {}

    static boolean allow(int tag, int length) {
        Integer fixed = FIXED.get(tag);
        return fixed == null || fixed == length;
    }

    static @Nullable Integer expected(int tag) {
        return FIXED.get(tag);
    }
}
