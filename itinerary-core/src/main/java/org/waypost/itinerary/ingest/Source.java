package org.waypost.itinerary.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A file, or whatever else can be read once from beginning to end.
 *
 * @param name as reports and the quarantine name it; a name that ends in {@code .gz} or {@code .zst} is
 *     decompressed
 * @param size bytes as stored, for a progress bar; empty where that is not known
 * @param content opened once, and closed by whoever reads it
 */
public record Source(String name, OptionalLong size, Content content) {
    /** Opens the bytes. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    /** A file of the disk, named by its last path element. */
    public static Source file(Path file) {
        long size = file.toFile().length();
        return new Source(
                String.valueOf(file.getFileName()),
                size > 0 ? OptionalLong.of(size) : OptionalLong.empty(),
                () -> Files.newInputStream(file));
    }

    /** A stream that is already open, as standard input is. */
    public static Source stream(String name, InputStream stream) {
        return new Source(name, OptionalLong.empty(), () -> stream);
    }
}
