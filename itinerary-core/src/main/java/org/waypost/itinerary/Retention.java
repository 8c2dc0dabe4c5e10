package org.waypost.itinerary;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.waypost.itinerary.store.CompleteDays;
import org.waypost.itinerary.store.ItineraryDatabase;
import org.waypost.itinerary.store.SettingStore;
import org.waypost.itinerary.store.TakenFiles;
import org.waypost.itinerary.store.TrackStore;

/**
 * Deletes what retention no longer allows, and guards against a clock that jumps: a purge that would go much further
 * than the one before is refused, since tracks cannot be brought back.
 */
final class Retention {
    private static final String PURGED_BEFORE = "purged-before";

    /** A purge may go so many days further than the one before; a longer pause needs a person. */
    private static final int LONGEST_STEP_DAYS = 7;

    private final ItineraryDatabase database;
    private final SettingStore settings;
    private final TrackStore tracks;
    private final int days;

    Retention(ItineraryDatabase database, TrackStore tracks, int days) {
        this.database = database;
        this.settings = new SettingStore(database);
        this.tracks = tracks;
        this.days = days;
    }

    /**
     * Deletes the tracks of days that are too long ago.
     *
     * @param force whether a person has looked at the clock
     */
    PurgeReport purge(LocalDate today, boolean force) throws SQLException {
        LocalDate before = today.minusDays(days);
        String refusal = force ? "" : refusal(before);
        if (!refusal.isEmpty()) {
            return new PurgeReport(before, 0, refusal);
        }
        long deleted = tracks.deleteBefore(before);
        new TakenFiles(database).forgetBefore(before);
        new CompleteDays(database).forgetBefore(before);
        // A clock that went back for a while must not make the right one look as if it had jumped.
        if (settings.find(PURGED_BEFORE)
                .map(LocalDate::parse)
                .filter(before::isBefore)
                .isEmpty()) {
            settings.put(PURGED_BEFORE, before.toString());
        }
        database.checkpoint();
        return new PurgeReport(before, deleted, "");
    }

    private String refusal(LocalDate before) throws SQLException {
        Optional<String> last = settings.find(PURGED_BEFORE);
        if (last.isPresent() && before.isAfter(LocalDate.parse(last.get()).plusDays(LONGEST_STEP_DAYS))) {
            return "the last purge went to %s and this one would go to %s (expected at most %d days further): is the clock right?"
                    .formatted(last.get(), before, LONGEST_STEP_DAYS);
        }
        Optional<LocalDate> newest = tracks.newestDay();
        if (newest.isPresent() && newest.get().isBefore(before)) {
            return "it would delete all tracks up to the newest, of %s (expected some to remain): is the clock right?"
                    .formatted(newest.get());
        }
        return "";
    }
}
