package org.waypost.itinerary;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.waypost.itinerary.keys.BoundKeys;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.keys.KeyVersion;
import org.waypost.itinerary.store.SettingStore;
import org.waypost.itinerary.store.TrackStore;

/**
 * What ties a database to one installation: the fingerprints of its keys, and its time zone. With another ring every
 * pseudonym would be new and everybody would be told "no data"; in another zone days would begin at another hour.
 */
final class Binding {
    private static final String ZONE = "zone";

    private final SettingStore settings;
    private final TrackStore tracks;

    Binding(SettingStore settings, TrackStore tracks) {
        this.settings = settings;
        this.tracks = tracks;
    }

    /** The versions of the keys that the database knows. */
    BoundKeys keys() throws SQLException {
        return new BoundKeys(settings.beginningWith(BoundKeys.SETTING));
    }

    /** Binds an empty database, and refuses one that holds tracks of other keys or another zone. */
    void check(KeyRing keys, ZoneOffset zone) throws SQLException, CoreStartException {
        checkKeys(keys, zone);
        Optional<String> stored = settings.find(ZONE);
        if (stored.isPresent() && stored.get().equals(zone.getId())) {
            return;
        }
        if (!tracks.isEmpty()) {
            throw new CoreStartException(
                    CoreStartException.Reason.OTHER_ZONE,
                    "tracks were stored in time zone %s (configured: %s): their days cannot be moved"
                            .formatted(stored.orElse("unknown"), zone.getId()),
                    null);
        }
        settings.put(ZONE, zone.getId());
    }

    private void checkKeys(KeyRing keys, ZoneOffset zone) throws SQLException, CoreStartException {
        BoundKeys bound = keys();
        Optional<String> refusal = bound.refusal(keys);
        if (refusal.isPresent() && tracks.isEmpty()) {
            for (int version : bound.inUse().keySet()) {
                settings.remove(BoundKeys.setting(version));
            }
        } else if (refusal.isPresent()) {
            throw otherKeys("tracks were stored under " + refusal.get());
        }
        BoundKeys remaining = keys();
        if (remaining.none() && !tracks.isEmpty()) {
            throw otherKeys("tracks were stored under unknown keys");
        }
        for (KeyVersion version : keys.versions()) {
            if (!remaining.none() && !remaining.knows(version.number())) {
                refuseLateness(version, zone);
            }
        }
        for (Map.Entry<String, String> one : remaining.missing(keys).entrySet()) {
            add(one.getKey(), one.getValue());
        }
    }

    /** Of two nodes that add a version at once, one fails: that is no trouble if both say the same. */
    private void add(String name, String text) throws SQLException {
        try {
            settings.put(name, text);
        } catch (SQLException e) {
            if (!settings.find(name).orElse("").equals(text)) {
                throw e;
            }
        }
    }

    /** A version that comes too late: days of its own have tracks already, which nobody would find under it. */
    private void refuseLateness(KeyVersion version, ZoneOffset zone) throws SQLException, CoreStartException {
        Optional<LocalDate> newest = tracks.newestDay();
        if (newest.isPresent() && !newest.get().isBefore(firstDay(version, zone))) {
            throw otherKeys(
                    "tracks of %s were stored before key version %d was known here, which is in force from %s (expected to be told of it before)"
                            .formatted(newest.get(), version.number(), version.from()));
        }
    }

    /** The first day whose tracks are written under a version: the first that begins when it is in force. */
    static LocalDate firstDay(KeyVersion version, ZoneOffset zone) {
        LocalDate day = LocalDate.ofInstant(version.from(), zone);
        boolean midnight = day.atStartOfDay(zone).toInstant().equals(version.from());
        return midnight ? day : day.plusDays(1);
    }

    private static CoreStartException otherKeys(String what) {
        return new CoreStartException(
                CoreStartException.Reason.OTHER_KEYS, what + ": give back the key file they were made with", null);
    }

    void destroyed(int version, Instant at) throws SQLException {
        settings.put(BoundKeys.setting(version), BoundKeys.destroyed(at));
    }
}
