package org.waypost.itinerary.ingest;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one look into a feed directory did.
 *
 * @param taken names of the files taken whole
 * @param setAside files and manifests that cannot be read, renamed to end in {@code .unreadable}
 * @param unreadable names of all that was set aside, now or before, and still lies there: reason for an alarm
 * @param events what the files held; null if there were none
 * @param completed days whose last file has now arrived
 * @param missing what manifests name and has not arrived, by day: reason for an alarm
 * @param more whether files are left for the next look
 */
public record FeedReport(
        List<String> taken,
        List<UnreadableSource> setAside,
        List<String> unreadable,
        @Nullable EventReport events,
        List<LocalDate> completed,
        Map<LocalDate, List<String>> missing,
        boolean more) {
    public FeedReport {
        taken = List.copyOf(taken);
        setAside = List.copyOf(setAside);
        unreadable = List.copyOf(unreadable);
        completed = List.copyOf(completed);
        missing = Collections.unmodifiableMap(new TreeMap<>(missing));
    }
}
