package org.waypost.itinerary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private final Random random = new Random(17);

    /** Gives a few bytes at a time, as a pipe does. */
    private final class Trickle extends FilterInputStream {
        Trickle(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(7)));
        }
    }

    private List<String> read(String text) throws BrokenSourceException {
        InputStream in = new Trickle(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<String> lines = new ArrayList<>();
        try (LineReader reader = LineReader.open(Source.stream("x", in))) {
            while (reader.advance()) {
                lines.add(reader.line().tooLong() ? "too long" : reader.line().text());
                assertThat(reader.number()).isEqualTo(lines.size());
            }
            assertThat(reader.bytesRead()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        }
        return lines;
    }

    @Test
    void readsLinesWithEitherEndAndALastOneWithout() throws BrokenSourceException {
        assertThat(read("a\nbc\r\n\nd")).containsExactly("a", "bc", "", "d");
        assertThat(read("a\n")).containsExactly("a");
        assertThat(read("")).isEmpty();
        assertThat(read("\n")).containsExactly("");
    }

    @Test
    void skipsAByteOrderMark() throws BrokenSourceException {
        assertThat(read("\uFEFFa\nb")).containsExactly("a", "b");
        assertThat(read("\uFEFF")).isEmpty();
    }

    @Test
    void skipsALineThatIsTooLongAndGoesOnWithTheNext() throws BrokenSourceException {
        String huge = "x".repeat(2_500_000);
        assertThat(read("a\n" + huge + "\nb\n" + huge)).containsExactly("a", "too long", "b", "too long");
    }

    @Test
    void readsAnyLinesWhateverTheBufferCuts() throws BrokenSourceException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            lines.add("长".repeat(random.nextInt(12)) + i);
        }
        assertThat(read(String.join("\n", lines))).isEqualTo(lines);
    }
}
