package org.waypost.itinerary.ingest;

import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.signalling.EventMapping;

/**
 * How events are imported.
 *
 * @param quarantine directory for the file of rejected lines, made if need be; null if they are only counted
 * @param completeDay the day whose feed is whole with these sources; null if none is
 * @param mapping how the sources are written; null for the documented form
 * @param progress told how far it is
 * @param threads that read lines and gather tracks at the same time, at least 1
 */
public record ImportOptions(
        @Nullable Path quarantine,
        @Nullable LocalDate completeDay,
        @Nullable EventMapping mapping,
        Progress progress,
        int threads) {
    /** Nothing kept of rejected lines, no day completed, nobody told, one thread. */
    public static final ImportOptions PLAIN = new ImportOptions(null, null, null, Progress.SILENT, 1);

    public ImportOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("threads %d (expected at least 1)".formatted(threads));
        }
    }

    public ImportOptions withQuarantine(Path directory) {
        return new ImportOptions(directory, completeDay, mapping, progress, threads);
    }

    public ImportOptions withCompleteDay(LocalDate day) {
        return new ImportOptions(quarantine, day, mapping, progress, threads);
    }

    public ImportOptions withMapping(@Nullable EventMapping form) {
        return new ImportOptions(quarantine, completeDay, form, progress, threads);
    }

    public ImportOptions withProgress(Progress told) {
        return new ImportOptions(quarantine, completeDay, mapping, told, threads);
    }

    public ImportOptions withThreads(int number) {
        return new ImportOptions(quarantine, completeDay, mapping, progress, number);
    }
}
