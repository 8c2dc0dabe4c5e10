package org.waypost.itinerary;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.geography.PlaceCode;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Place;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.model.Visit;
import org.waypost.itinerary.model.Window;
import org.waypost.itinerary.stay.DayTrack;
import org.waypost.itinerary.stay.Presence;
import org.waypost.itinerary.stay.StayDetector;
import org.waypost.itinerary.store.CompleteDays;
import org.waypost.itinerary.store.SubscriberDay;
import org.waypost.itinerary.store.TrackStore;

/** Answers grants from the store: reads the tracks of a whole batch at once, then finds each subject's stays. */
final class ItineraryReader implements Itineraries {
    private final TrackStore tracks;
    private final CompleteDays completeDays;
    private final Gazetteer gazetteer;
    private final KeyRing keys;
    private final Clock clock;
    private final ZoneOffset zone;
    private final int retentionDays;

    ItineraryReader(
            TrackStore tracks,
            CompleteDays completeDays,
            Gazetteer gazetteer,
            KeyRing keys,
            Clock clock,
            ZoneOffset zone,
            int retentionDays) {
        this.tracks = tracks;
        this.completeDays = completeDays;
        this.gazetteer = gazetteer;
        this.keys = keys;
        this.clock = clock;
        this.zone = zone;
        this.retentionDays = retentionDays;
    }

    @Override
    public List<Itinerary> read(List<Grant> grants) throws ItinerariesUnavailableException {
        return read(grants, found -> new Itinerary(told(found)));
    }

    List<Explanation> explain(List<Grant> grants) throws ItinerariesUnavailableException {
        return read(grants, found -> new Explanation(new Itinerary(told(found)), explained(found)));
    }

    /** What the store holds about one grant. */
    private record Found(
            Grant grant, List<DayTrack> days, List<Presence> presences, NavigableSet<LocalDate> complete) {}

    private <T> List<T> read(List<Grant> grants, Function<Found, T> answer) throws ItinerariesUnavailableException {
        if (grants.isEmpty()) {
            return List.of();
        }
        LocalDate yesterday = LocalDate.now(clock.withZone(zone)).minusDays(1);
        List<Lookup> lookups = grants.stream()
                .map(grant -> new Lookup(grant, keys.subscriber(grant.subject()), ReadingSpan.of(grant, yesterday)))
                .toList();
        ReadingSpan all =
                lookups.stream().map(Lookup::span).reduce(ReadingSpan::hull).orElseThrow();
        Set<SubscriberKey> subjects = lookups.stream().map(Lookup::subject).collect(Collectors.toSet());
        ReadingSpan kept = all.notBefore(yesterday.plusDays(1).minusDays(retentionDays));
        try {
            Map<SubscriberKey, List<SubscriberDay>> tracksOf =
                    tracks.read(subjects, kept.firstEpochDay(), kept.lastEpochDay());
            NavigableSet<LocalDate> complete = completeDays.between(kept.first(), kept.last());
            return lookups.stream()
                    .map(lookup -> answer.apply(lookup.found(tracksOf, complete)))
                    .toList();
        } catch (SQLException | IllegalArgumentException e) {
            throw new ItinerariesUnavailableException("cannot read the itinerary database", e);
        }
    }

    /** What must be looked up for one grant. */
    private record Lookup(Grant grant, SubscriberKey subject, ReadingSpan span) {
        Found found(Map<SubscriberKey, List<SubscriberDay>> tracksOf, NavigableSet<LocalDate> complete) {
            List<DayTrack> days = span.of(tracksOf.getOrDefault(subject, List.of()));
            return new Found(grant, days, StayDetector.presences(days, grant.rules()), complete);
        }
    }

    private List<Itinerary.Period> told(Found found) {
        List<Itinerary.Period> told = new ArrayList<>();
        for (Window window : found.grant().windows()) {
            boolean anySighting = found.days().stream().anyMatch(day -> window.contains(day.day()));
            List<Visit> visits = visits(within(window, found), found.grant(), window);
            told.add(new Itinerary.Period(window, visits, anySighting, completeThrough(window, found.complete())));
        }
        return told;
    }

    private List<Explanation.Period> explained(Found found) {
        List<Explanation.Period> explained = new ArrayList<>();
        for (Window window : found.grant().windows()) {
            List<Explanation.Finding> findings = within(window, found).stream()
                    .map(presence -> finding(presence, found.grant()))
                    .toList();
            explained.add(new Explanation.Period(window, findings));
        }
        return explained;
    }

    private static List<Presence> within(Window window, Found found) {
        return found.presences().stream()
                .filter(presence -> presence.reachesInto(window))
                .toList();
    }

    /** One visit per place, in order of its last stay, the latest first. */
    private List<Visit> visits(List<Presence> presences, Grant grant, Window window) {
        Map<Place, Visit> visits = new LinkedHashMap<>();
        for (int i = presences.size() - 1; i >= 0; i--) {
            Presence presence = presences.get(i);
            if (presence.counts(grant.rules())) {
                Visit visit = visit(presence, window);
                visits.merge(
                        visit.place(),
                        visit,
                        (later, earlier) -> new Visit(later.place(), earlier.firstDay(), later.lastDay()));
            }
        }
        return List.copyOf(visits.values());
    }

    private Visit visit(Presence presence, Window window) {
        LocalDate first = presence.firstDay().isBefore(window.first()) ? window.first() : presence.firstDay();
        LocalDate last = presence.lastDay().isAfter(window.last()) ? window.last() : presence.lastDay();
        return new Visit(place(presence.place()), first, last);
    }

    private Explanation.Finding finding(Presence presence, Grant grant) {
        return new Explanation.Finding(
                place(presence.place()),
                time(presence.firstMinute()),
                time(presence.lastMinute()),
                presence.strong(),
                presence.border(),
                presence.counts(grant.rules()));
    }

    private static LocalDateTime time(int minute) {
        return LocalDateTime.ofEpochSecond(minute * 60L, 0, ZoneOffset.UTC);
    }

    /** A place that a newer gazetteer no longer knows is named by its code rather than left out. */
    private Place place(int placeCode) {
        String code = PlaceCode.text(placeCode);
        Place.Kind kind = PlaceCode.abroad(placeCode) ? Place.Kind.COUNTRY : Place.Kind.CITY;
        return gazetteer.place(code).orElseGet(() -> new Place(code, kind, code, code, null));
    }

    private static @Nullable LocalDate completeThrough(Window window, NavigableSet<LocalDate> complete) {
        LocalDate through = null;
        for (LocalDate day = window.first(); window.contains(day) && complete.contains(day); day = day.plusDays(1)) {
            through = day;
        }
        return through;
    }
}
