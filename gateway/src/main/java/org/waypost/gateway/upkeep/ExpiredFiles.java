package org.waypost.gateway.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Files in directories of their own that go when they are old. */
final class ExpiredFiles {
    private final List<Path> directories;

    ExpiredFiles(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /** Deletes those last written before this; returns how many. */
    int deleteBefore(Instant before) throws IOException {
        int gone = 0;
        for (Path directory : directories) {
            for (Path file : files(directory)) {
                try {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(before) && Files.deleteIfExists(file)) {
                        gone++;
                    }
                } catch (NoSuchFileException e) {
                    // Somebody else deleted it.
                }
            }
        }
        return gone;
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }
}
