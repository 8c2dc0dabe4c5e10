package org.waypost.itinerary.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongIndexTest {
    @Test
    void numbersKeysInOrderOfTheirFirstAppearance() {
        Random random = new Random(3);
        LongIndex index = new LongIndex();
        for (int round = 0; round < 2; round++) {
            Map<Long, Integer> expected = new HashMap<>();
            for (int i = 0; i < 50_000; i++) {
                long key = 8_613_800_000_000L + random.nextInt(20_000);
                int next = expected.size();
                int number = expected.computeIfAbsent(key, one -> next);
                assertThat(index.of(key)).isEqualTo(number);
                assertThat(index.key(number)).isEqualTo(key);
            }
            assertThat(index.size()).isEqualTo(expected.size());
            index.clear();
        }
    }
}
