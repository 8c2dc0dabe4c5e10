package org.waypost.gateway.authorization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Itinerary.Period;
import org.waypost.itinerary.model.Visit;

/**
 * The approved overrides of one subscriber. They change what is told; tracks stay as they are.
 *
 * <p>How it works: a visit knows the first and the last day on which the city counts. Days an override covers are taken off both ends; a
 * visit of which no day is left is not listed. Days in the middle are no matter, for the city is listed because of the others.
 *
 * @param all the oldest first, at most {@value #MOST}
 */
public record CityOverrides(List<CityOverride> all) {
    public static final CityOverrides NONE = new CityOverrides(List.of());

    /** Whose answers need more of them has another problem. */
    public static final int MOST = 32;

    public CityOverrides {
        all = List.copyOf(all);
        if (all.size() > MOST) {
            throw new IllegalArgumentException("%d overrides (expected at most %d)".formatted(all.size(), MOST));
        }
    }

    public CityOverrides with(CityOverride one) {
        List<CityOverride> more = new ArrayList<>(without(one.id()).all);
        more.add(one);
        return new CityOverrides(more);
    }

    public CityOverrides without(long id) {
        return new CityOverrides(
                all.stream().filter(override -> override.id() != id).toList());
    }

    /** The itinerary as it is told. */
    public Itinerary applied(Itinerary itinerary) {
        return all.isEmpty()
                ? itinerary
                : new Itinerary(itinerary.periods().stream().map(this::applied).toList());
    }

    private Period applied(Period period) {
        List<Visit> visits =
                period.visits().stream().flatMap(v -> left(v).stream()).toList();
        return new Period(period.window(), visits, period.anySighting(), period.completeThrough());
    }

    private Optional<Visit> left(Visit visit) {
        LocalDate first = visit.firstDay();
        LocalDate last = visit.lastDay();
        while (!first.isAfter(last) && covers(visit, first)) {
            first = first.plusDays(1);
        }
        while (!last.isBefore(first) && covers(visit, last)) {
            last = last.minusDays(1);
        }
        return first.isAfter(last) ? Optional.empty() : Optional.of(new Visit(visit.place(), first, last));
    }

    private boolean covers(Visit visit, LocalDate day) {
        return all.stream()
                .anyMatch(override -> override.city().equals(visit.place().code()) && override.covers(day));
    }
}
