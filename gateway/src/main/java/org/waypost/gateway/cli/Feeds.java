package org.waypost.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.waypost.itinerary.ingest.Source;
import picocli.CommandLine.Parameters;

/** The files an import reads, as every import takes them. */
final class Feeds {
    private static final String STANDARD_INPUT = "-";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, plain or .gz; '-' for standard input.")
    private List<String> files = new ArrayList<>();

    /** @throws IOException if a file is not there, before any is read */
    List<Source> sources() throws IOException {
        List<Source> sources = new ArrayList<>();
        for (String file : files) {
            if (file.equals(STANDARD_INPUT)) {
                sources.add(Source.stream("standard input", System.in));
            } else if (Files.isReadable(Path.of(file))) {
                sources.add(Source.file(Path.of(file)));
            } else {
                throw new IOException("%s: no such file, or not readable".formatted(file));
            }
        }
        return sources;
    }
}
