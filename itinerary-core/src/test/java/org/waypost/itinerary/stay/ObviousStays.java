package org.waypost.itinerary.stay;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.waypost.itinerary.geography.PlaceCode;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;

/**
 * The rules of stays once more, as plainly as they can be said and as slow as that is: everything seen stands in lists of
 * sets, nothing is remembered that can be looked up, and each question is asked of the whole list.
 */
final class ObviousStays {
    /** All that was seen in one minute. */
    private record Seen(int minute, Set<Integer> strong, TreeSet<Integer> homes, Set<Integer> neighbors) {
        boolean names(int place) {
            return strong.contains(place) || homes.contains(place) || neighbors.contains(place);
        }

        /** Speaks for the place only because a border cell of this one other city covers it. */
        boolean onlyNeighborOf(int home, int place) {
            return !strong.contains(place) && home != place && homes.equals(Set.of(home));
        }
    }

    private record Stay(int place, List<Seen> members) {}

    private final List<Seen> all;
    private final StayRules rules;
    private final List<Stay> over = new ArrayList<>();
    private Stay now;
    private List<Seen> waiting = new ArrayList<>();

    private ObviousStays(List<Seen> all, StayRules rules) {
        this.all = all;
        this.rules = rules;
    }

    static List<Presence> presences(List<DayTrack> days, StayRules rules) {
        ObviousStays stays = new ObviousStays(list(days), rules);
        stays.all.forEach(stays::consider);
        stays.decideWithout();
        stays.finish();
        return stays.over.stream().map(ObviousStays::presence).toList();
    }

    private static List<Seen> list(List<DayTrack> days) {
        List<Seen> all = new ArrayList<>();
        for (DayTrack day : days) {
            for (int minute = 0; minute < 1440; minute++) {
                Seen seen = seen(day, minute);
                if (seen.strong().size() + seen.homes().size() > 0) {
                    all.add(seen);
                }
            }
        }
        return all;
    }

    private static Seen seen(DayTrack day, int minute) {
        Seen seen = new Seen(day.epochDay() * 1440 + minute, new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        Track track = day.track();
        for (int layer = 0; layer < track.layerCount(); layer++) {
            if (track.contains(layer, minute)) {
                Set<Integer> places = track.kind(layer) == SightingKind.STRONG
                        ? seen.strong()
                        : track.kind(layer) == SightingKind.BORDER_HOME ? seen.homes() : seen.neighbors();
                places.add(track.place(layer));
            }
        }
        return seen;
    }

    private static Presence presence(Stay stay) {
        int strong = (int) stay.members().stream()
                .filter(seen -> seen.strong().contains(stay.place()))
                .count();
        return new Presence(
                stay.place(),
                stay.members().get(0).minute(),
                last(stay.members()).minute(),
                strong,
                stay.members().size() - strong);
    }

    private static Seen last(List<Seen> list) {
        return list.get(list.size() - 1);
    }

    private void consider(Seen seen) {
        long silence = rules.longestSilence().toMinutes();
        if (now != null && seen.minute() - last(now.members()).minute() > silence) {
            finish();
        }
        if (!waiting.isEmpty() && seen.minute() - last(waiting).minute() > silence) {
            decideWithout();
            finish();
        }
        if (now != null && seen.names(now.place())) {
            decideWithout();
        }
        Integer first = null;
        if (now != null && seen.names(now.place())) {
            first = now.place();
            member(seen);
        }
        for (int city : seen.strong()) {
            if (first == null || city != first) {
                another(city, seen);
            }
        }
        if (first == null && seen.strong().isEmpty() && !backSoonAfter(seen)) {
            waiting.add(seen);
        }
    }

    private void another(int city, Seen seen) {
        if (!PlaceCode.abroad(city) && backSoonAfter(seen)) {
            return;
        }
        decideFor(city);
        if (now != null && now.place() == city) {
            member(seen);
        } else if (PlaceCode.abroad(city) || !backSoonAfter(seen)) {
            start(city, seen);
        }
    }

    private boolean backSoonAfter(Seen away) {
        if (now == null) {
            return false;
        }
        int last = last(now.members()).minute();
        boolean alone = all.stream().noneMatch(seen -> seen.minute() > last && seen.minute() < away.minute());
        Seen next = all.stream()
                .filter(seen -> seen.minute() > away.minute())
                .findFirst()
                .orElse(null);
        for (Seen later : all) {
            boolean soon = later.minute() > away.minute()
                    && later.minute() <= last + rules.toleratedExcursion().toMinutes();
            boolean hop = alone
                    && later.equals(next)
                    && later.minute() <= last + rules.toleratedHop().toMinutes();
            boolean again = later.names(now.place()) && (soon || hop);
            if (again) {
                return all.stream()
                        .filter(seen -> seen.minute() >= away.minute() && seen.minute() < later.minute())
                        .flatMap(seen -> seen.strong().stream())
                        .noneMatch(place -> PlaceCode.abroad(place) && place != now.place());
            }
        }
        return false;
    }

    private void decideWithout() {
        List<Seen> undecided = waiting;
        waiting = new ArrayList<>();
        undecided.forEach(this::countForHome);
    }

    private void decideFor(int city) {
        List<Seen> undecided = waiting;
        waiting = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < undecided.size(); i++) {
            from = undecided.get(i).names(city) ? from : i + 1;
        }
        undecided.subList(0, from).forEach(this::countForHome);
        boolean begun = false;
        for (Seen seen : undecided.subList(from, undecided.size())) {
            boolean goesOn = begun ? seen.names(now.place()) : now != null && now.place() == city;
            if (goesOn) {
                member(seen);
            } else {
                start(city, seen);
            }
            begun = true;
        }
    }

    private void countForHome(Seen seen) {
        if (rules.borderOnly() == StayRules.BorderOnly.NOTHING) {
            return;
        }
        if (now != null && seen.names(now.place())) {
            member(seen);
        } else if (!backSoonAfter(seen)) {
            start(seen.homes().first(), seen);
        }
    }

    private void start(int city, Seen seen) {
        finish();
        now = new Stay(city, new ArrayList<>());
        member(seen);
    }

    private void finish() {
        if (now != null && !now.members().isEmpty()) {
            over.add(now);
        }
        now = null;
    }

    private void member(Seen seen) {
        List<Seen> members = now.members();
        members.add(seen);
        if (seen.homes().size() != 1 || !seen.onlyNeighborOf(seen.homes().first(), now.place())) {
            return;
        }
        int home = seen.homes().first();
        int from = members.size();
        while (from > 0 && members.get(from - 1).onlyNeighborOf(home, now.place())) {
            from--;
        }
        if (seen.minute() - members.get(from).minute() > rules.borderPatience().toMinutes()) {
            List<Seen> run = new ArrayList<>(members.subList(from, members.size()));
            members.subList(from, members.size()).clear();
            finish();
            now = new Stay(home, run);
        }
    }
}
