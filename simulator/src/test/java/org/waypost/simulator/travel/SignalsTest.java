package org.waypost.simulator.travel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waypost.simulator.travel.Dwell.Coverage;
import org.waypost.simulator.travel.Journey.Silence;
import org.waypost.simulator.travel.Locality.City;
import org.waypost.simulator.travel.Locality.Country;

class SignalsTest {
    private static final World WORLD = world(Noise.CALM);

    private static World world(Noise noise) {
        return new World(11, 300, 16, LocalDate.of(2026, 11, 24), noise);
    }

    private record Event(long time, String cell) {}

    private static List<Event> events(World world, int traveller) {
        List<Event> events = new ArrayList<>();
        Signals signals = world.signals(traveller);
        while (signals.advance()) {
            events.add(new Event(signals.time(), signals.cell()));
        }
        return events;
    }

    @Test
    void everyEventComesFromWhereTheTravellerIsAndWhileThePhoneIsOn() {
        World world = world(Noise.USUAL);
        for (int i = 0; i < world.subscribers(); i++) {
            Traveller traveller = world.traveller(i);
            long last = Long.MIN_VALUE;
            for (Event event : events(world, i)) {
                assertThat(event.time()).isGreaterThanOrEqualTo(last);
                last = event.time();
                Dwell dwell = dwellAt(traveller, event.time());
                assertThat(cells(dwell)).contains(event.cell());
                assertThat(off(traveller, event.time())).isFalse();
            }
        }
    }

    @Test
    void everyDwellIsSeenWithinAMinuteAndAtLeastHourlyThereafter() {
        for (int i = 0; i < WORLD.subscribers(); i++) {
            Traveller traveller = WORLD.traveller(i);
            if (!traveller.journey().silences().isEmpty()) {
                continue;
            }
            List<Event> events = events(WORLD, i);
            for (Dwell dwell : traveller.journey().dwells()) {
                long last = dwell.arrival() - Signals.LONGEST_UPDATE_PERIOD + 60;
                for (Event event : events) {
                    if (event.time() >= dwell.arrival() && event.time() < dwell.departure()) {
                        assertThat(event.time() - last).isLessThanOrEqualTo(Signals.LONGEST_UPDATE_PERIOD);
                        last = event.time();
                    }
                }
                assertThat(dwell.departure() - last).isLessThanOrEqualTo(Signals.LONGEST_UPDATE_PERIOD);
            }
        }
    }

    @Test
    void makesRoughlyAsManyEventsAsAskedFor() {
        for (int perDay : new int[] {60, 400}) {
            Noise noise = Noise.CALM.withEventsPerDay(perDay);
            int home = List.of(Kind.values()).indexOf(Kind.HOME);
            assertThat(events(world(noise), home).size() / 16).isBetween(perDay * 7 / 10, perDay * 15 / 10);
        }
    }

    @Test
    void aPhoneIsSilentForHoursAboutEveryFiveDays() {
        World world = world(Noise.USUAL);
        long hours = 0;
        int silences = 0;
        for (int i = 0; i < world.subscribers(); i++) {
            for (Silence silence : world.traveller(i).journey().silences()) {
                silences++;
                hours += (silence.until() - silence.from()) / 3_600;
            }
        }
        double phoneDays = 300.0 * 16;
        assertThat(silences / phoneDays).isBetween(0.15, 0.22);
        assertThat((double) hours / silences).isBetween(7.0, 13.0);
    }

    @Test
    void flickersOnlyBetweenCellsOnTheBorderAndNeverForLong() {
        int oscillating = List.of(Kind.values()).indexOf(Kind.OSCILLATION);
        City home =
                (City) WORLD.traveller(oscillating).journey().dwells().get(0).where();
        List<Event> events = events(WORLD, oscillating);
        int hops = 0;
        for (int i = 1; i + 1 < events.size(); i++) {
            if (!WORLD.atlas().innerCells(home).contains(events.get(i).cell())) {
                hops++;
                assertThat(events.get(i + 1).time() - events.get(i - 1).time()).isLessThan(500);
            }
        }
        assertThat(hops).isGreaterThan(10);
    }

    private static Dwell dwellAt(Traveller traveller, long time) {
        List<Dwell> all = new ArrayList<>(traveller.journey().formerOwner());
        all.addAll(traveller.journey().dwells());
        return all.stream()
                .filter(dwell -> dwell.arrival() <= time && time < dwell.departure())
                .findFirst()
                .orElseThrow();
    }

    private static boolean off(Traveller traveller, long time) {
        return traveller.journey().silences().stream().anyMatch(silence -> within(silence, time));
    }

    private static boolean within(Silence silence, long time) {
        return silence.from() <= time && time < silence.until();
    }

    private static List<String> cells(Dwell dwell) {
        if (dwell.where() instanceof Country country) {
            return List.of(country.network());
        }
        City city = (City) dwell.where();
        List<String> cells = new ArrayList<>(WORLD.atlas().innerCells(city));
        if (dwell.coverage() != Coverage.INNER) {
            City neighbor = WORLD.atlas().neighbors(city).get(0);
            cells.addAll(WORLD.atlas().edgeCells(city, neighbor));
            cells.addAll(WORLD.atlas().edgeCells(neighbor, city));
        }
        if (dwell.coverage() == Coverage.FLICKER) {
            cells.addAll(WORLD.atlas().innerCells(WORLD.atlas().neighbors(city).get(0)));
        }
        return cells;
    }
}
