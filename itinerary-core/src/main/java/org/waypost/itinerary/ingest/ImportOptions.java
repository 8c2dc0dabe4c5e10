package org.waypost.itinerary.ingest;

import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How events are imported.
 *
 * @param quarantine directory for the file of rejected lines, made if need be; null if they are only counted
 * @param completeDay the day whose feed is whole with these sources; null if none is
 * @param progress told how far it is
 */
public record ImportOptions(
        @Nullable Path quarantine, @Nullable LocalDate completeDay, Progress progress) {
    /** Nothing kept of rejected lines, no day completed, nobody told. */
    public static final ImportOptions PLAIN = new ImportOptions(null, null, Progress.SILENT);

    public ImportOptions withQuarantine(Path directory) {
        return new ImportOptions(directory, completeDay, progress);
    }

    public ImportOptions withCompleteDay(LocalDate day) {
        return new ImportOptions(quarantine, day, progress);
    }

    public ImportOptions withProgress(Progress told) {
        return new ImportOptions(quarantine, completeDay, told);
    }
}
