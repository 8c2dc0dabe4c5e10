package org.waypost.gateway.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a case file remembers of acknowledged requests. */
class CaseFileTest {
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(2);

    private static Digest digest(long of) {
        return Digest.of(ByteBuffer.allocate(16).putLong(8, of).array());
    }

    private static CaseFile remembering(CaseFile file, long question, Instant at) {
        return file.acknowledging(List.of(digest(question)), question, at, WINDOW);
    }

    @Test
    void knowsARequestWithinTheWindow() { // D4
        CaseFile file = remembering(CaseFile.fresh(null), 7, NOW);
        assertThat(file.firstQuestion(List.of(digest(6), digest(7)), NOW.plusSeconds(119), WINDOW))
                .contains(7L);
        assertThat(file.firstQuestion(List.of(digest(7)), NOW.plusSeconds(120), WINDOW))
                .isEmpty();
        assertThat(file.firstQuestion(List.of(digest(6)), NOW, WINDOW)).isEmpty();
        assertThat(file.latest()).isEqualTo(NOW);
    }

    @Test
    void forgetsWhatIsTooOldWithTheNextRequest() { // D4
        CaseFile file = remembering(remembering(CaseFile.fresh(null), 1, NOW), 2, NOW.plusSeconds(60));
        assertThat(remembering(file, 3, NOW.plusSeconds(120)).acknowledged())
                .extracting(CaseFile.Acknowledged::question)
                .containsExactly(2L, 3L);
    }

    @Test
    void remembersTheLatestOfEqualRequests() { // D4
        CaseFile first = remembering(CaseFile.fresh(null), 1, NOW);
        CaseFile again = first.acknowledging(List.of(digest(1)), 2, NOW.plusSeconds(120), WINDOW);
        assertThat(again.firstQuestion(List.of(digest(1)), NOW.plusSeconds(121), WINDOW))
                .contains(2L);
    }

    @Test
    void remembersTheLatestOfTooMany() { // D10
        CaseFile file = CaseFile.fresh(null);
        for (int i = 0; i < 300; i++) {
            file = remembering(file, i, NOW);
        }
        assertThat(file.acknowledged()).hasSize(CaseFile.MOST_ACKNOWLEDGED);
        assertThat(file.firstQuestion(List.of(digest(299)), NOW, WINDOW)).contains(299L);
        assertThat(file.firstQuestion(List.of(digest(0)), NOW, WINDOW)).isEmpty();
    }
}
