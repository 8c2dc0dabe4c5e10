package org.waypost.itinerary.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallersThreadFileTest {
    @TempDir
    private Path directory;

    @Test
    void staysOpenForEverybodyWhenAThreadInItIsInterrupted() throws IOException { // F8
        try (CallersThreadFile file = new CallersThreadFile(directory.resolve("f"), "rw")) {
            Thread.currentThread().interrupt();
            file.write(ByteBuffer.wrap("abcdef".getBytes(US_ASCII)), 0);
            file.force(true);
            assertThat(read(file, 2, 3)).isEqualTo("cde");

            assertThat(Thread.interrupted()).as("it is told later").isTrue();
            assertThat(read(file, 0, 2)).isEqualTo("ab");
            assertThat(file.size()).isEqualTo(6);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void saysThatItsEndIsReached() throws IOException {
        try (CallersThreadFile file = new CallersThreadFile(directory.resolve("f"), "rw")) {
            file.write(ByteBuffer.wrap(new byte[10]), 0);
            file.truncate(4);

            assertThat(file.read(ByteBuffer.allocate(10), 4)).isEqualTo(-1);
            assertThat(file.read(ByteBuffer.allocate(10), 0)).isEqualTo(4);
        }
    }

    @Test
    void refusesWhatCannotBe() throws IOException {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> new CallersThreadFile(missing, "r")).isInstanceOf(NoSuchFileException.class);
        assertThat(Files.exists(missing)).isFalse();

        CallersThreadFile file = new CallersThreadFile(directory.resolve("f"), "rw");
        file.close();
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0))
                .isInstanceOf(IOException.class)
                .hasRootCauseInstanceOf(ClosedChannelException.class);
    }

    private static String read(CallersThreadFile file, int position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        assertThat(file.read(bytes, position)).isEqualTo(length);
        return new String(bytes.array(), US_ASCII);
    }
}
