package org.waypost.itinerary;

import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Optional;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.store.SettingStore;
import org.waypost.itinerary.store.TrackStore;

/**
 * What ties a database to one installation: the fingerprint of its keys, and its time zone. With another ring every
 * pseudonym would be new and everybody would be told "no data"; in another zone days would begin at another hour.
 */
final class Binding {
    private static final String FINGERPRINT = "key-fingerprint";
    private static final String ZONE = "zone";

    private final SettingStore settings;
    private final TrackStore tracks;

    Binding(SettingStore settings, TrackStore tracks) {
        this.settings = settings;
        this.tracks = tracks;
    }

    /** Binds an empty database, and refuses one that holds tracks of other keys or another zone. */
    void check(KeyRing keys, ZoneOffset zone) throws SQLException, CoreStartException {
        check(
                FINGERPRINT,
                keys.fingerprint(),
                CoreStartException.Reason.OTHER_KEYS,
                "tracks were stored under keys %s (the key file holds %s): give back the key file they were made with");
        check(
                ZONE,
                zone.getId(),
                CoreStartException.Reason.OTHER_ZONE,
                "tracks were stored in time zone %s (configured: %s): their days cannot be moved");
    }

    private void check(String name, String value, CoreStartException.Reason reason, String refusal)
            throws SQLException, CoreStartException {
        Optional<String> stored = settings.find(name);
        if (stored.isPresent() && stored.get().equals(value)) {
            return;
        }
        if (!tracks.isEmpty()) {
            throw new CoreStartException(reason, refusal.formatted(stored.orElse("unknown"), value), null);
        }
        settings.put(name, value);
    }
}
