package org.waypost.itinerary.stay;

import java.util.Arrays;
import java.util.List;
import org.waypost.itinerary.geography.PlaceCode;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;

/** The tracks of one subscriber as one line of minutes, counted from 1970-01-01T00:00 in the service's time zone. */
final class Trail {
    /** What {@link #next} and {@link #nextNaming} return where there is nothing more. */
    static final int END = Integer.MAX_VALUE;

    private final int firstDay;
    private final Track[] days;

    /** @param tracks in ascending order of day, each at most once */
    Trail(List<DayTrack> tracks) {
        firstDay = tracks.isEmpty() ? 0 : tracks.get(0).epochDay();
        int lastDay = tracks.isEmpty() ? -1 : tracks.get(tracks.size() - 1).epochDay();
        days = new Track[lastDay - firstDay + 1];
        Arrays.fill(days, Track.EMPTY);
        for (DayTrack track : tracks) {
            days[track.epochDay() - firstDay] = track.track();
        }
    }

    /** Where reading begins. */
    int start() {
        return firstDay * Track.MINUTES_PER_DAY;
    }

    /** The track that holds a minute. */
    Track track(int minute) {
        return days[Math.floorDiv(minute, Track.MINUTES_PER_DAY) - firstDay];
    }

    static int minuteOfDay(int minute) {
        return Math.floorMod(minute, Track.MINUTES_PER_DAY);
    }

    /** The first minute at or after {@code from} with any sighting. */
    int next(int from) {
        int of = minuteOfDay(from);
        for (int day = Math.floorDiv(from, Track.MINUTES_PER_DAY) - firstDay; day < days.length; day++) {
            int minute = days[day].nextMinute(of);
            if (minute < Track.MINUTES_PER_DAY) {
                return (firstDay + day) * Track.MINUTES_PER_DAY + minute;
            }
            of = 0;
        }
        return END;
    }

    /** The first minute from {@code from} to {@code to}, both inclusive, in which a cell covers the place. */
    int nextNaming(int place, int from, int to) {
        for (int minute = next(from); minute <= to && minute != END; minute = next(minute + 1)) {
            Track track = track(minute);
            for (int layer = 0; layer < track.layerCount(); layer++) {
                if (track.place(layer) == place && track.contains(layer, minuteOfDay(minute))) {
                    return minute;
                }
            }
        }
        return END;
    }

    /** Whether a country other than {@code place} is seen from {@code from}, inclusive, to {@code to}, exclusive. */
    boolean abroadBetween(int place, int from, int to) {
        for (int minute = next(from); minute < to; minute = next(minute + 1)) {
            Track track = track(minute);
            // Countries have the highest codes and so the last layers.
            for (int layer = track.layerCount() - 1; layer >= 0 && PlaceCode.abroad(track.place(layer)); layer--) {
                if (track.place(layer) != place
                        && track.kind(layer) == SightingKind.STRONG
                        && track.contains(layer, minuteOfDay(minute))) {
                    return true;
                }
            }
        }
        return false;
    }
}
