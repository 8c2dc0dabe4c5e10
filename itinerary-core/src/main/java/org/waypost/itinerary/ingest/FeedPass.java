package org.waypost.itinerary.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.store.CompleteDays;
import org.waypost.itinerary.store.ItineraryDatabase;
import org.waypost.itinerary.store.TakenFiles;

/**
 * One look into a feed directory. The order of its steps is what makes it safe to be killed at any of them: tracks are
 * committed, then the names of the files, both forced to stable storage, and only then are the files let go. Whatever was
 * not let go is taken again, which changes nothing.
 */
public final class FeedPass {
    /** Files merged in memory before one write-back. */
    private static final int FILES = 256;

    private final FeedDirectory feed;
    private final ItineraryDatabase database;
    private final TakenFiles takenFiles;
    private final CompleteDays completeDays;
    private final Instant now;
    private final LocalDate today;
    private final List<UnreadableSource> setAside = new ArrayList<>();

    private FeedPass(FeedDirectory feed, ItineraryDatabase database, EventImport.Setup setup, Instant now) {
        this.feed = feed;
        this.database = database;
        this.takenFiles = new TakenFiles(database);
        this.completeDays = new CompleteDays(database);
        this.now = now;
        this.today = LocalDate.ofInstant(now, setup.zone());
    }

    /**
     * Takes what lies in {@code incoming/}, up to 256 files.
     *
     * @throws IOException if the directory cannot be read or a file not be removed; look again later
     * @throws SQLException if the store refuses; nothing is lost, look again later
     */
    public static FeedReport run(FeedDirectory feed, ItineraryDatabase database, EventImport.Setup setup, Instant now)
            throws IOException, SQLException {
        return new FeedPass(feed, database, setup, now).run(setup);
    }

    private FeedReport run(EventImport.Setup setup) throws IOException, SQLException {
        Files.createDirectories(feed.incoming());
        List<Path> ready = list(feed.incoming(), FeedDirectory::isReady);
        List<Path> files =
                ready.stream().filter(file -> !FeedDirectory.isManifest(file)).toList();
        List<Path> chosen = files.subList(0, Math.min(FILES, files.size()));
        EventReport events = chosen.isEmpty() ? null : take(chosen, setup);
        Map<String, Long> taken = note(chosen, events);
        letGo(taken.keySet().stream().map(feed.incoming()::resolve).toList());
        Map<LocalDate, List<String>> missing = new TreeMap<>();
        List<LocalDate> completed = new ArrayList<>();
        for (Path manifest : ready.stream().filter(FeedDirectory::isManifest).toList()) {
            compare(manifest, completed, missing);
        }
        dropKept();
        boolean more = chosen.size() < files.size();
        List<String> unreadable = list(feed.incoming(), FeedDirectory::isSetAside).stream()
                .map(file -> String.valueOf(file.getFileName()))
                .toList();
        return new FeedReport(List.copyOf(taken.keySet()), setAside, unreadable, events, completed, missing, more);
    }

    private static List<Path> list(Path directory, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        }
    }

    private EventReport take(List<Path> files, EventImport.Setup setup) throws IOException, SQLException {
        List<Source> sources = files.stream().map(Source::file).toList();
        ImportOptions options =
                ImportOptions.PLAIN.withQuarantine(feed.quarantine()).withMapping(feed.mapping());
        EventReport report = EventImport.run(setup, now, sources, options, Runnable::run);
        for (UnreadableSource source : report.unreadable()) {
            setAside(feed.incoming().resolve(source.name()), source.reason());
        }
        return report;
    }

    /** Remembers the files that were read whole; from here on they may disappear. */
    private Map<String, Long> note(List<Path> files, @Nullable EventReport events) throws IOException, SQLException {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            boolean whole = events != null
                    && events.unreadable().stream()
                            .noneMatch(source -> source.name().equals(name));
            if (whole) {
                sizes.put(name, Files.size(file));
            }
        }
        if (!sizes.isEmpty()) {
            takenFiles.add(sizes, today);
        }
        database.checkpoint();
        return sizes;
    }

    private void letGo(List<Path> files) throws IOException {
        for (Path file : files) {
            if (feed.keepDays() == 0) {
                Files.deleteIfExists(file);
            } else {
                Files.createDirectories(feed.taken());
                Files.setLastModifiedTime(file, FileTime.from(now));
                Files.move(file, feed.taken().resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private void dropKept() throws IOException {
        if (!Files.isDirectory(feed.taken())) {
            return;
        }
        FileTime oldest = FileTime.from(now.minus(Duration.ofDays(feed.keepDays())));
        for (Path file : list(feed.taken(), FeedDirectory::isReady)) {
            if (Files.getLastModifiedTime(file).compareTo(oldest) < 0) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void compare(Path file, List<LocalDate> completed, Map<LocalDate, List<String>> missing)
            throws IOException, SQLException {
        Optional<FeedManifest> manifest = FeedManifest.parse(readLines(file));
        if (manifest.isEmpty()) {
            setAside(file, "manifest (expected lines of the form day,file,size under that header)");
            return;
        }
        Map<LocalDate, List<String>> lacking =
                manifest.get().missing(takenFiles.find(manifest.get().files()));
        for (Map.Entry<LocalDate, List<String>> day : lacking.entrySet()) {
            if (day.getValue().isEmpty()) {
                completeDays.add(day.getKey());
                completed.add(day.getKey());
            } else {
                missing.computeIfAbsent(day.getKey(), key -> new ArrayList<>()).addAll(day.getValue());
            }
        }
        if (lacking.values().stream().allMatch(List::isEmpty)) {
            database.checkpoint();
            Files.deleteIfExists(file);
        }
    }

    private static List<String> readLines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private void setAside(Path file, String reason) throws IOException {
        setAside.add(new UnreadableSource(String.valueOf(file.getFileName()), reason));
        Files.move(
                file,
                file.resolveSibling(file.getFileName() + FeedDirectory.UNREADABLE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
