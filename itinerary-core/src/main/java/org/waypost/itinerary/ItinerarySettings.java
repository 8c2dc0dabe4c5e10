package org.waypost.itinerary;

import java.nio.file.Path;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.store.Database;

/**
 * How an installation keeps itineraries.
 *
 * @param database where
 * @param gazetteer directory of the names of regions
 * @param zone the service's time zone, one fixed offset; stored with the tracks and never changed while there are any
 * @param retentionDays days before today whose tracks are kept: the longest window and two days, 1 to 400
 * @param poolSize connections at most, 1 to 100
 */
public record ItinerarySettings(Database database, Path gazetteer, ZoneOffset zone, int retentionDays, int poolSize) {
    /** The offset of Asia/Shanghai. */
    public static final ZoneOffset DEFAULT_ZONE = ZoneOffset.ofHours(8);

    /** A window of thirty days, the day before it, and a day to spare. */
    public static final int DEFAULT_RETENTION_DAYS = 32;

    public ItinerarySettings {
        if (retentionDays < 1 || retentionDays > 400) {
            throw new IllegalArgumentException("retention of %d days (expected 1 to 400)".formatted(retentionDays));
        }
        if (poolSize < 1 || poolSize > 100) {
            throw new IllegalArgumentException("pool of %d connections (expected 1 to 100)".formatted(poolSize));
        }
    }

    /** The file of an embedded database, without its ending; null for a server's. */
    public @Nullable Path databaseFile() {
        return database.file();
    }
}
