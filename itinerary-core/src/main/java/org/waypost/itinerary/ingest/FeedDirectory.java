package org.waypost.itinerary.ingest;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.signalling.EventMapping;

/**
 * A directory into which a network's collectors put files: {@code incoming/} for files and manifests, moved there whole
 * under their final names; {@code quarantine/} for rejected lines; {@code taken/} where files are kept for a while.
 *
 * <p>Names in {@code incoming/} that begin with a dot, or end with {@code .part} or {@code .tmp}, are still being
 * written and left alone. A name ending in {@code .manifest} is a manifest, one in {@code .unreadable} was set aside.
 *
 * @param directory parent of the three
 * @param keepDays days for which files are kept after they were taken, 0 to 30; they hold clear numbers, so 0 is the rule
 * @param mapping how the files are written; null for the documented form
 */
public record FeedDirectory(
        Path directory, int keepDays, @Nullable EventMapping mapping) {
    static final String MANIFEST = ".manifest";
    static final String UNREADABLE = ".unreadable";

    public FeedDirectory {
        if (keepDays < 0 || keepDays > 30) {
            throw new IllegalArgumentException("feed files kept for %d days (expected 0 to 30)".formatted(keepDays));
        }
    }

    /** A directory of files in the documented form. */
    public FeedDirectory(Path directory, int keepDays) {
        this(directory, keepDays, null);
    }

    public Path incoming() {
        return directory.resolve("incoming");
    }

    public Path quarantine() {
        return directory.resolve("quarantine");
    }

    public Path taken() {
        return directory.resolve("taken");
    }

    static boolean isManifest(Path file) {
        return file.toString().endsWith(MANIFEST);
    }

    static boolean isSetAside(Path file) {
        return file.toString().endsWith(UNREADABLE);
    }

    /** Whether a file is neither being written nor set aside. */
    static boolean isReady(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith(".") && !name.endsWith(".part") && !name.endsWith(".tmp") && !name.endsWith(UNREADABLE);
    }
}
