package org.waypost.itinerary;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.geography.InvalidGazetteerException;
import org.waypost.itinerary.ingest.CellImport;
import org.waypost.itinerary.ingest.CellReport;
import org.waypost.itinerary.ingest.EventImport;
import org.waypost.itinerary.ingest.EventReport;
import org.waypost.itinerary.ingest.FeedDirectory;
import org.waypost.itinerary.ingest.FeedPass;
import org.waypost.itinerary.ingest.FeedReport;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.BoundKeys;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.keys.KeyVersion;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.store.CellStore;
import org.waypost.itinerary.store.CompleteDays;
import org.waypost.itinerary.store.DatabaseInUseException;
import org.waypost.itinerary.store.ItineraryDatabase;
import org.waypost.itinerary.store.SettingStore;
import org.waypost.itinerary.store.SubscriberDay;
import org.waypost.itinerary.store.TrackStore;
import org.waypost.itinerary.track.TrackBook;

/** Opens and owns the itinerary database, and wires everything that reads and fills it. Safe for use by any thread. */
public final class ItineraryCore implements AutoCloseable {
    /** The part of the heap that tracks may fill while they are gathered. */
    private static final int HEAP_SHARE = 6;

    /** In days since 1970, later than any track. */
    private static final int LAST_DAY = 1_000_000;

    private final ItineraryDatabase database;
    private final Gazetteer gazetteer;
    private final KeyRing keys;
    private final Clock clock;
    private final ItinerarySettings settings;
    private final TrackStore tracks;
    private final CellStore cells;
    private final CellTables cellTables;
    private final CompleteDays completeDays;
    private final ItineraryReader reader;
    private final Binding binding;

    private ItineraryCore(
            ItineraryDatabase database, Gazetteer gazetteer, KeyRing keys, Clock clock, ItinerarySettings settings) {
        this.database = database;
        this.gazetteer = gazetteer;
        this.keys = keys;
        this.clock = clock;
        this.settings = settings;
        this.tracks = new TrackStore(database);
        this.cells = new CellStore(database);
        this.cellTables = new CellTables(cells, new SettingStore(database), gazetteer);
        this.completeDays = new CompleteDays(database);
        this.reader = new ItineraryReader(
                tracks, completeDays, gazetteer, keys, clock, settings.zone(), settings.retentionDays());
        this.binding = new Binding(new SettingStore(database), tracks);
    }

    /**
     * Opens the database, making it if there is none.
     *
     * @param keys under which numbers are pseudonyms; a database that holds tracks of other keys is refused
     * @param clock tells which day is today
     * @throws CoreStartException with the one reason that stands in the way; nothing is left open then
     */
    public static ItineraryCore open(ItinerarySettings settings, KeyRing keys, Clock clock) throws CoreStartException {
        Gazetteer gazetteer = loadGazetteer(settings.gazetteer());
        ItineraryDatabase database = openDatabase(settings);
        try {
            ItineraryCore core = new ItineraryCore(database, gazetteer, keys, clock, settings);
            core.binding.check(keys, settings.zone());
            return core;
        } catch (SQLException e) {
            database.close();
            throw new CoreStartException(
                    CoreStartException.Reason.DATABASE_UNUSABLE,
                    "%s cannot be read: %s".formatted(settings.database(), e.getMessage()),
                    e);
        } catch (CoreStartException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Gazetteer loadGazetteer(Path directory) throws CoreStartException {
        try (Reader regions = read(directory, Gazetteer.REGIONS);
                Reader countries = read(directory, Gazetteer.COUNTRIES);
                Reader networks = read(directory, Gazetteer.NETWORKS)) {
            return Gazetteer.parse(regions, countries, networks);
        } catch (IOException | InvalidGazetteerException e) {
            throw new CoreStartException(
                    CoreStartException.Reason.GAZETTEER_UNUSABLE,
                    "gazetteer in %s cannot be read: %s: %s"
                            .formatted(directory, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }

    private static Reader read(Path directory, String name) throws IOException {
        return Files.newBufferedReader(directory.resolve(name), StandardCharsets.UTF_8);
    }

    private static ItineraryDatabase openDatabase(ItinerarySettings settings) throws CoreStartException {
        try {
            return ItineraryDatabase.open(settings.database(), settings.poolSize());
        } catch (DatabaseInUseException e) {
            throw new CoreStartException(CoreStartException.Reason.DATABASE_IN_USE, String.valueOf(e.getMessage()), e);
        } catch (SQLException e) {
            throw new CoreStartException(
                    CoreStartException.Reason.DATABASE_UNUSABLE,
                    "%s cannot be opened: %s".formatted(settings.database(), e.getMessage()),
                    e);
        }
    }

    public Itineraries itineraries() {
        return reader;
    }

    /** The names of regions that this core answers with. */
    public Gazetteer gazetteer() {
        return gazetteer;
    }

    /**
     * What was found for a grant, and what came of it.
     *
     * @throws ItinerariesUnavailableException if it cannot be read now
     */
    public Explanation explain(Grant grant) throws ItinerariesUnavailableException {
        return reader.explain(List.of(grant)).get(0);
    }

    /**
     * Imports the network's planning data.
     *
     * @throws SQLException if the store refuses; importing again loses nothing
     */
    public CellReport importCells(Source source) throws SQLException {
        CellReport report = CellImport.run(gazetteer, cells, source);
        cellTables.changed();
        database.checkpoint();
        return report;
    }

    /**
     * Imports signalling events of any number of sources, merged before they are written. When it returns, all of them
     * are on stable storage.
     *
     * @throws IOException if the quarantine cannot be written
     * @throws SQLException if the store refuses; importing again loses nothing
     */
    public EventReport importEvents(List<Source> sources, ImportOptions options) throws IOException, SQLException {
        EventReport report = imported(sources, options);
        if (options.completeDay() != null && report.unreadable().isEmpty()) {
            completeDays.add(options.completeDay());
            report = report.withCompleted(options.completeDay());
        }
        database.checkpoint();
        return report;
    }

    private EventReport imported(List<Source> sources, ImportOptions options) throws IOException, SQLException {
        try (ImportThreads threads = new ImportThreads(options.threads())) {
            return EventImport.run(setup(), clock.instant(), sources, options, threads);
        }
    }

    /**
     * Looks once into a watched directory and takes what lies there. Call it from one thread, again and again; a kill at
     * any point loses nothing and doubles nothing.
     *
     * @throws IOException if the directory cannot be read or a file not be removed; look again later
     * @throws SQLException if the store refuses; look again later
     */
    public FeedReport takeFeed(FeedDirectory feed) throws IOException, SQLException {
        return FeedPass.run(feed, database, setup(), clock.instant());
    }

    private EventImport.Setup setup() throws SQLException {
        Optional<String> refusal = binding.keys().refusal(keys);
        if (refusal.isPresent()) {
            throw new SQLException("the itinerary database knows " + refusal.get());
        }
        return new EventImport.Setup(
                cellTables.current(),
                gazetteer,
                keys,
                tracks::merge,
                settings.zone(),
                settings.retentionDays(),
                mostLayers(),
                EventImport.BLOCK_BYTES,
                System::nanoTime);
    }

    private static int mostLayers() {
        return (int) Math.min(10_000_000, Runtime.getRuntime().maxMemory() / HEAP_SHARE / TrackBook.BYTES_PER_LAYER);
    }

    /**
     * Deletes all tracks of a subscriber.
     *
     * @return how many days were deleted
     */
    public long erase(Msisdn number) throws SQLException {
        long deleted = 0;
        for (KeyVersion version : keys.versions()) {
            deleted += tracks.erase(version.subscriber(number));
        }
        database.checkpoint();
        return deleted;
    }

    /** What the database knows of the versions of the keys; they may have changed elsewhere. */
    public BoundKeys boundKeys() throws SQLException {
        return binding.keys();
    }

    /**
     * Makes new versions of a ring known to the database, so that nobody goes on without them.
     *
     * @param ring this core's, or what it is about to become
     * @throws CoreStartException if it is not the database's, or no longer
     */
    public void bindKeys(KeyRing ring) throws SQLException, CoreStartException {
        binding.check(ring, settings.zone());
        database.checkpoint();
    }

    /**
     * Whether tracks of a version of the keys may be there: it is in force, or its last day is within retention, or not
     * purged yet.
     */
    public boolean holdsTracksUnder(KeyVersion version) throws SQLException {
        Optional<KeyVersion> next = keys.version(version.number() + 1);
        if (next.isEmpty()) {
            return true;
        }
        LocalDate end = Binding.firstDay(next.get(), settings.zone());
        LocalDate today = LocalDate.now(clock.withZone(settings.zone()));
        return end.isAfter(today.minusDays(settings.retentionDays())) || tracks.anyBefore(end);
    }

    /** Notes that a version is destroyed: rings without it are no other rings from now on. */
    public void keysDestroyed(int version) throws SQLException {
        binding.destroyed(version, clock.instant());
        database.checkpoint();
    }

    /** Everything that is kept of a subscriber's days, the oldest first, for the subscriber who asks for it. */
    public List<KeptDay> kept(Msisdn number) throws SQLException {
        Set<SubscriberKey> pseudonyms = keys.versions().stream()
                .map(version -> version.subscriber(number))
                .collect(Collectors.toSet());
        List<SubscriberDay> days = tracks.read(pseudonyms, 0, LAST_DAY).values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(SubscriberDay::epochDay))
                .toList();
        return KeptDay.of(days, gazetteer);
    }

    /**
     * Deletes the tracks that retention no longer allows. Refuses, and says so, if it would go much further than the last
     * time or leave nothing: the clock may have jumped.
     *
     * @param force whether a person has looked at the clock
     */
    public PurgeReport purge(boolean force) throws SQLException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
        return new Retention(database, tracks, settings.retentionDays()).purge(today, force);
    }

    /** Marks a day as complete: all its signalling has arrived. */
    public void markComplete(LocalDate day) throws SQLException {
        completeDays.add(day);
        database.checkpoint();
    }

    /** The last day whose signalling has arrived whole; empty if no day within the retention is complete. */
    public Optional<LocalDate> lastCompleteDay() throws SQLException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
        NavigableSet<LocalDate> days = completeDays.between(today.minusDays(settings.retentionDays()), today);
        return days.isEmpty() ? Optional.empty() : Optional.of(days.last());
    }

    /** How many rows each table holds. */
    public Map<String, Long> holdings() throws SQLException {
        return database.holdings();
    }

    /** Deletes everything, the tables with it; nothing but {@link #close} may follow. */
    public void destroy() throws SQLException {
        database.destroy();
    }

    @Override
    public void close() {
        database.close();
    }
}
