package org.waypost.gateway.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A small file beside an embedded database that says it has been in use, and whether it holds anything. H2 makes a new
 * database of a file that is gone or empty, and goes back to what stood before in one that was cut off: without this mark
 * nobody would notice that everything is lost (contract F2).
 */
final class UseMark {
    private static final String FILLED = "It is not empty.";

    private final Path file;

    /** @param database without H2's ending */
    UseMark(Path database) {
        this.file = database.resolveSibling(database.getFileName() + ".in-use");
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Puts the mark on stable storage, unless it is there. */
    void put(String fingerprint) throws IOException {
        if (exists()) {
            return;
        }
        byte[] text = "The database beside this file holds data under the keys with fingerprint %s.%n"
                .formatted(fingerprint)
                .getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text));
            channel.force(true);
        }
    }

    /** Whether the database held anything once. */
    boolean filled() throws IOException {
        return exists() && Files.readString(file).contains(FILLED);
    }

    /** Notes on stable storage that the database holds something. */
    void fill() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap("%s%n".formatted(FILLED).getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
