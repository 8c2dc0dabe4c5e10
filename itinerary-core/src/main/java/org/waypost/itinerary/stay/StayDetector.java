package org.waypost.itinerary.stay;

import java.util.ArrayList;
import java.util.List;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;

/** Finds presences in the tracks of consecutive days. One detector serves one subscriber once. */
public final class StayDetector {
    private static final int NOWHERE = -1;

    private final int longestSilence;
    private final List<Presence> presences = new ArrayList<>();
    private int place = NOWHERE;
    private int first;
    private int last;
    private int strong;
    private int border;

    private StayDetector(StayRules rules) {
        this.longestSilence = (int) rules.longestSilence().toMinutes();
    }

    /**
     * All presences, in order of time, whatever their length.
     *
     * @param days in ascending order, each at most once; a missing day is a day without a sighting
     */
    public static List<Presence> presences(List<DayTrack> days, StayRules rules) {
        StayDetector detector = new StayDetector(rules);
        for (DayTrack day : days) {
            detector.read(day);
        }
        detector.end();
        return detector.presences;
    }

    private void read(DayTrack day) {
        Track track = day.track();
        int midnight = day.epochDay() * Track.MINUTES_PER_DAY;
        for (int minute = track.nextMinute(0); minute < Track.MINUTES_PER_DAY; minute = track.nextMinute(minute + 1)) {
            read(track, minute, midnight + minute);
        }
    }

    /** Two cities in the same minute: the one of the current presence first, then in order of region code. */
    private void read(Track track, int minuteOfDay, int minute) {
        int current = place;
        for (int layer = 0; layer < track.layerCount(); layer++) {
            if (track.place(layer) == current && counts(track, layer, minuteOfDay)) {
                see(current, minute, track.kind(layer));
            }
        }
        for (int layer = 0; layer < track.layerCount(); layer++) {
            if (track.place(layer) != current && counts(track, layer, minuteOfDay)) {
                see(track.place(layer), minute, track.kind(layer));
            }
        }
    }

    private static boolean counts(Track track, int layer, int minuteOfDay) {
        return track.kind(layer) != SightingKind.BORDER_NEIGHBOR && track.contains(layer, minuteOfDay);
    }

    private void see(int seen, int minute, SightingKind kind) {
        if (seen != place || minute - last > longestSilence) {
            end();
            place = seen;
            first = minute;
            strong = 0;
            border = 0;
        }
        boolean sameMinute = strong + border > 0 && minute == last;
        last = minute;
        if (kind == SightingKind.STRONG) {
            strong++;
        } else if (!sameMinute) {
            border++;
        }
    }

    private void end() {
        if (place != NOWHERE) {
            presences.add(new Presence(place, first, last, strong, border));
        }
    }
}
