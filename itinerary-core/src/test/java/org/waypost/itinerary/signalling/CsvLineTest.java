package org.waypost.itinerary.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvLineTest {
    @Test
    void splitsPlainAndQuotedFields() {
        assertThat(CsvLine.split("a,,\"b,\"\"c\"\"\",\"\"")).contains(List.of("a", "", "b,\"c\"", ""));
        assertThat(CsvLine.split("")).contains(List.of(""));
        assertThat(CsvLine.split(",")).contains(List.of("", ""));
        assertThat(CsvLine.split("\"a\"")).contains(List.of("a"));
    }

    @Test
    void refusesAQuoteThatDoesNotCloseAndTextAfterOneThatDoes() {
        assertThat(CsvLine.split("\"a")).isEmpty();
        assertThat(CsvLine.split("\"")).isEmpty();
        assertThat(CsvLine.split("x,\"")).isEmpty();
        assertThat(CsvLine.split("\"a\"b,c")).isEmpty();
        assertThat(CsvLine.split("\"a\"\"")).isEmpty();
    }

    @Test
    void splitsWhatItJoins() {
        Random random = new Random(11);
        String alphabet = "ab,\" 长1";
        for (int round = 0; round < 2000; round++) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                StringBuilder field = new StringBuilder();
                for (int j = random.nextInt(6); j > 0; j--) {
                    field.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                fields.add(field.toString());
            }
            assertThat(CsvLine.split(CsvLine.join(fields))).contains(fields);
        }
    }
}
