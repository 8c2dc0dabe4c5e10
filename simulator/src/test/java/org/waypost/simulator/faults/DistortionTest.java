package org.waypost.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DistortionTest {
    private static final int DELIVER_SM = 0x00000005;
    private static final int DELIVER_SM_RESP = 0x80000005;

    private static byte[] pdu(int command, int sequence) {
        return ByteBuffer.allocate(17)
                .putInt(17)
                .putInt(command)
                .putInt(0)
                .putInt(sequence)
                .array();
    }

    private static Faults faults(double drop, double duplicate, double reorder, double wrongLength) {
        return new Faults(Duration.ZERO, drop, duplicate, reorder, wrongLength, 0, 0, 0, 1);
    }

    private static List<Integer> sequences(Faults faults, int command) {
        Distortion distortion = new Distortion(faults, new SplittableRandom(1));
        List<Integer> sequences = new ArrayList<>();
        for (int sequence = 1; sequence <= 4; sequence++) {
            distortion
                    .of(pdu(command, sequence))
                    .forEach(sent -> sequences.add(ByteBuffer.wrap(sent).getInt(12)));
        }
        return sequences;
    }

    @Test
    void leavesRequestsAndAGoodWireAlone() {
        assertThat(sequences(Faults.NONE, DELIVER_SM_RESP)).containsExactly(1, 2, 3, 4);
        assertThat(sequences(faults(1, 1, 1, 0), DELIVER_SM)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void dropsDoublesAndSwapsResponses() {
        assertThat(sequences(faults(1, 0, 0, 0), DELIVER_SM_RESP)).isEmpty();
        assertThat(sequences(faults(0, 1, 0, 0), DELIVER_SM_RESP)).containsExactly(1, 1, 2, 2, 3, 3, 4, 4);
        assertThat(sequences(faults(0, 0, 1, 0), DELIVER_SM_RESP)).containsExactly(2, 1, 4, 3);
    }

    @Test
    void leavesBindingAlone() {
        for (int command : new int[] {0x01, 0x80000001, 0x02, 0x80000002, 0x09, 0x80000009}) {
            assertThat(sequences(faults(1, 1, 1, 1), command)).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void liesAboutTheLength() {
        Distortion distortion = new Distortion(faults(0, 0, 0, 1), new SplittableRandom(1));
        for (int i = 0; i < 100; i++) {
            byte[] sent = distortion.of(pdu(DELIVER_SM, i)).get(0);
            assertThat(sent).hasSize(17);
            assertThat(ByteBuffer.wrap(sent).getInt(0)).isNotEqualTo(17).isBetween(1, 33);
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> faults(1.5, 0, 0, 0)).hasMessage("share drop 1.5 (expected 0 to 1)");
        assertThat(Faults.NONE.any()).isFalse();
        assertThat(Faults.NONE.withSeed(7).any()).isFalse();
        assertThat(faults(0, 0.1, 0, 0).any()).isTrue();
    }
}
