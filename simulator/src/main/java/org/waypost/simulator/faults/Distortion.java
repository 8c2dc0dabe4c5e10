package org.waypost.simulator.faults;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the PDUs of one direction of one connection; pure but for its dice and the PDU it holds back. Binding
 * always goes well, or nothing else would be seen to go wrong.
 */
final class Distortion {
    private static final int COMMAND_ID = 4;
    private static final int HEADER_LENGTH = 16;
    private static final int LARGEST_ERROR = 16;
    private static final int RESPONSE = 0x80000000;
    /** bind_receiver, bind_transmitter, bind_transceiver (SMPP 3.4, 5.1.2.1). */
    private static final Set<Integer> BINDS = Set.of(0x01, 0x02, 0x09);

    private final Faults faults;
    private final SplittableRandom dice;
    private byte @Nullable [] heldBack;

    Distortion(Faults faults, SplittableRandom dice) {
        this.faults = faults;
        this.dice = dice;
    }

    /** What is sent in place of this PDU, in order: nothing, it, it twice, or it and one that was held back. */
    List<byte[]> of(byte[] pdu) {
        if (isBind(pdu)) {
            return List.of(pdu);
        }
        List<byte[]> sent = new ArrayList<>();
        boolean response = isResponse(pdu);
        if (response && chance(faults.drop())) {
            return sent;
        }
        if (response && heldBack == null && chance(faults.reorder())) {
            heldBack = pdu;
            return sent;
        }
        sent.add(chance(faults.wrongLength()) ? withWrongLength(pdu) : pdu);
        if (response && chance(faults.duplicate())) {
            sent.add(pdu);
        }
        if (response && heldBack != null) {
            sent.add(heldBack);
            heldBack = null;
        }
        return sent;
    }

    private static boolean isBind(byte[] pdu) {
        return pdu.length >= HEADER_LENGTH
                && BINDS.contains(ByteBuffer.wrap(pdu).getInt(COMMAND_ID) & ~RESPONSE);
    }

    static boolean isResponse(byte[] pdu) {
        return pdu.length >= HEADER_LENGTH && pdu[COMMAND_ID] < 0;
    }

    private boolean chance(double share) {
        return share > 0 && dice.nextDouble() < share;
    }

    private byte[] withWrongLength(byte[] pdu) {
        byte[] wrong = pdu.clone();
        int error = 1 + dice.nextInt(LARGEST_ERROR);
        ByteBuffer.wrap(wrong).putInt(0, dice.nextBoolean() ? pdu.length + error : pdu.length - error);
        return wrong;
    }
}
