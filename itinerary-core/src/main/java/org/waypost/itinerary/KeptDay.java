package org.waypost.itinerary;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.geography.PlaceCode;
import org.waypost.itinerary.model.Place;
import org.waypost.itinerary.store.SubscriberDay;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;

/**
 * All that is kept of one subscriber's day, as the subscriber is told it who asks what is held about them.
 *
 * @param day in the service's time zone
 * @param sightings by place, then by how sure they are
 */
public record KeptDay(LocalDate day, List<Sighting> sightings) {
    public KeptDay {
        sightings = List.copyOf(sightings);
    }

    /**
     * Where the phone was seen.
     *
     * @param code of the place, as stored
     * @param place the same with its names; empty if the gazetteer does not name it any more
     * @param kind how sure it is, in words
     * @param minutes when, in the service's time zone
     */
    public record Sighting(String code, Optional<Place> place, String kind, List<LocalTime> minutes) {
        public Sighting {
            minutes = List.copyOf(minutes);
        }
    }

    static List<KeptDay> of(List<SubscriberDay> days, Gazetteer gazetteer) {
        return days.stream()
                .sorted(Comparator.comparingInt(SubscriberDay::epochDay))
                .map(day -> new KeptDay(LocalDate.ofEpochDay(day.epochDay()), sightings(day.track(), gazetteer)))
                .toList();
    }

    private static List<Sighting> sightings(Track track, Gazetteer gazetteer) {
        List<Sighting> sightings = new ArrayList<>();
        for (int layer = 0; layer < track.layerCount(); layer++) {
            List<LocalTime> minutes = new ArrayList<>();
            for (int minute = track.nextMinute(layer, 0);
                    minute < Track.MINUTES_PER_DAY;
                    minute = track.nextMinute(layer, minute + 1)) {
                minutes.add(LocalTime.ofSecondOfDay(minute * 60L));
            }
            String code = PlaceCode.text(track.place(layer));
            sightings.add(new Sighting(code, gazetteer.place(code), kind(track.kind(layer)), minutes));
        }
        return sightings;
    }

    private static String kind(SightingKind kind) {
        return switch (kind) {
            case STRONG -> "a cell of this place alone";
            case BORDER_HOME -> "a border cell that stands here";
            case BORDER_NEIGHBOR -> "a border cell that stands in a neighboring place";
        };
    }
}
