package org.waypost.simulator.handset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waypost.simulator.smsc.ShortMessage;

class PhonesTest {
    private static final String TEXT = "城".repeat(100);

    private final List<String> shown = new ArrayList<>();
    private final Phones phones = new Phones(() -> 7, (number, message) -> {
        assertThat(message).isEqualTo(new Received("10001", TEXT, 2, 7));
        shown.add(number);
    });

    @Test
    void joinsForEachNumberApart() {
        List<ShortMessage> one = Typing.segments("10001", "8619900000001", TEXT, 5);
        List<ShortMessage> other = Typing.segments("10001", "8619900000002", TEXT, 5);
        assertThat(phones.take(one.get(0))).isTrue();
        assertThat(phones.take(other.get(1))).isTrue();
        assertThat(shown).isEmpty();
        phones.take(other.get(0));
        phones.take(one.get(1));
        assertThat(shown).containsExactly("8619900000002", "8619900000001");
    }

    @Test
    void forgetsTheNumberThatWasLongestWithoutASegment() {
        phones.take(Typing.segments("10001", "8619900000001", TEXT, 5).get(0));
        for (int i = 0; i < Phones.MOST_NUMBERS; i++) {
            phones.take(Typing.segments("10001", "86199%08d".formatted(50_000 + i), TEXT, 5)
                    .get(0));
        }
        phones.take(Typing.segments("10001", "8619900000001", TEXT, 5).get(1));
        assertThat(shown).isEmpty();
    }
}
