package org.waypost.gateway.wording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Service;
import org.waypost.itinerary.model.Place;
import org.waypost.itinerary.model.Visit;

/** The places of one window as a product shows them: level, order and grouping. */
final class PlaceList {
    private final Phrases phrases;
    private final List<Place> places;
    private final Service.Level level;

    private PlaceList(Phrases phrases, List<Place> places, Service.Level level) {
        this.phrases = phrases;
        this.places = places;
        this.level = level;
    }

    static PlaceList of(List<Visit> visits, Service service, Phrases phrases) {
        List<Place> ordered = new ArrayList<>(visits.stream().map(Visit::place).toList());
        if (service.order() == Service.Order.REGION) {
            // Six digits sort before two letters: China by region code, then the countries.
            ordered.sort(Comparator.comparing(Place::code));
        }
        Set<Place> shown = new LinkedHashSet<>();
        for (Place place : ordered) {
            shown.add(service.level() == Service.Level.PROVINCE ? place.provinceOrSelf() : place);
        }
        return new PlaceList(phrases, List.copyOf(shown), service.level());
    }

    int size() {
        return places.size();
    }

    /** The first so many places, whole ones only. */
    PlaceList first(int count) {
        return new PlaceList(phrases, places.subList(0, count), level);
    }

    String text() {
        return level == Service.Level.PROVINCE_WITH_CITIES ? grouped() : flat(places, Situation.BETWEEN_PLACES);
    }

    private String grouped() {
        Map<Place, List<Place>> byProvince = new LinkedHashMap<>();
        for (Place place : places) {
            byProvince
                    .computeIfAbsent(place.provinceOrSelf(), p -> new ArrayList<>())
                    .add(place);
        }
        return byProvince.entrySet().stream()
                .map(e -> province(e.getKey(), e.getValue()))
                .collect(Collectors.joining(phrases.say(Situation.BETWEEN_PROVINCES)));
    }

    private String province(Place province, List<Place> cities) {
        if (cities.equals(List.of(province))) {
            return name(province);
        }
        return phrases.say(
                Situation.PROVINCE,
                Map.of("province", name(province), "cities", flat(cities, Situation.BETWEEN_PLACES)));
    }

    private String flat(List<Place> some, Situation separator) {
        return some.stream().map(this::name).collect(Collectors.joining(phrases.say(separator)));
    }

    private String name(Place place) {
        return phrases.language() == Language.CHINESE ? place.chinese() : place.english();
    }
}
