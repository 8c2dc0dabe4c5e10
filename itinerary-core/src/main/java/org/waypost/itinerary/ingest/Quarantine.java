package org.waypost.itinerary.ingest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.signalling.CsvLine;

/**
 * The file of rejected lines of one import: {@code file,line,reason,text}. Made with the first of them, readable by its
 * owner alone, and never longer than {@value #MOST_LINES} lines: what goes beyond is counted in the report only.
 */
final class Quarantine implements AutoCloseable {
    static final int MOST_LINES = 1_000_000;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final @Nullable Path directory;
    private final String prefix;
    private @Nullable Path file;
    private @Nullable BufferedWriter writer;
    private long lines;

    /**
     * @param directory null to keep nothing
     * @param kind what was imported, the first word of the file's name
     * @param start of the import, the second word
     */
    Quarantine(@Nullable Path directory, String kind, Instant start) {
        this.directory = directory;
        this.prefix = kind + "-" + STAMP.format(start);
    }

    /**
     * @param text what may be kept of the line; empty for nothing
     */
    void add(String source, long line, String reason, String text) throws IOException {
        if (directory == null || lines++ >= MOST_LINES) {
            return;
        }
        if (writer == null) {
            writer = create(directory);
            writer.write("file,line,reason,text\n");
        }
        writer.write(CsvLine.join(List.of(source, Long.toString(line), reason, text)));
        writer.write('\n');
    }

    private BufferedWriter create(Path parent) throws IOException {
        Files.createDirectories(parent);
        file = Files.createTempFile(
                parent,
                prefix + "-",
                ".csv",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }

    /** The file; null if nothing was put there. */
    @Nullable
    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
