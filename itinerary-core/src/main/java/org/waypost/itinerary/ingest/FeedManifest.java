package org.waypost.itinerary.ingest;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.waypost.itinerary.signalling.CsvLine;

/**
 * What a feed consists of, day by day: a CSV file {@code day,file,size} that the sender puts beside the files it names.
 * A day is complete when every one of its files was taken with that size.
 */
record FeedManifest(List<Entry> entries) {
    /** A file of a day, its size in bytes as stored. */
    record Entry(LocalDate day, String file, long size) {}

    FeedManifest {
        entries = List.copyOf(entries);
    }

    /** @return empty if any line is not of the form, or there is none */
    static Optional<FeedManifest> parse(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                Optional<Entry> entry = CsvLine.split(lines.get(i)).flatMap(FeedManifest::entry);
                if (entry.isEmpty()) {
                    return Optional.empty();
                }
                entries.add(entry.get());
            }
        }
        boolean headed = !lines.isEmpty() && lines.get(0).strip().equals("day,file,size");
        return headed && !entries.isEmpty() ? Optional.of(new FeedManifest(entries)) : Optional.empty();
    }

    private static Optional<Entry> entry(List<String> fields) {
        try {
            return fields.size() == 3 && !fields.get(1).isBlank()
                    ? Optional.of(new Entry(
                            LocalDate.parse(fields.get(0)),
                            fields.get(1),
                            Long.parseLong(fields.get(2).strip())))
                    : Optional.empty();
        } catch (DateTimeParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    TreeSet<String> files() {
        TreeSet<String> files = new TreeSet<>();
        entries.forEach(entry -> files.add(entry.file()));
        return files;
    }

    /**
     * What each day lacks.
     *
     * @param taken sizes of the files that were taken, by name
     * @return every day of the manifest, with an empty list if it is complete
     */
    Map<LocalDate, List<String>> missing(Map<String, Long> taken) {
        Map<LocalDate, List<String>> missing = new LinkedHashMap<>();
        for (Entry entry : entries) {
            List<String> lacking = missing.computeIfAbsent(entry.day(), day -> new ArrayList<>());
            Long size = taken.get(entry.file());
            if (size == null) {
                lacking.add(entry.file());
            } else if (size != entry.size()) {
                lacking.add("%s (%d bytes, expected %d)".formatted(entry.file(), size, entry.size()));
            }
        }
        return missing;
    }
}
