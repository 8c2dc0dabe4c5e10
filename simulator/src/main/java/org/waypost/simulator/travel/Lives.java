package org.waypost.simulator.travel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.waypost.simulator.travel.Dwell.Coverage;
import org.waypost.simulator.travel.Locality.City;

/** Writes a journey for each {@link Kind}: a pure function of the dice. */
final class Lives {
    private final Atlas atlas;
    private final LocalDate firstDay;
    private final LocalDate today;

    /**
     * @param firstDay first day of the world
     * @param today the day after its last
     */
    Lives(Atlas atlas, LocalDate firstDay, LocalDate today) {
        this.atlas = atlas;
        this.firstDay = firstDay;
        this.today = today;
    }

    /** @param activeFrom since when the number is the traveller's; matters to {@link Kind#NEW_NUMBER} alone */
    Journey journey(Kind kind, LocalDate activeFrom, Dice dice) {
        Diary diary = new Diary(World.midnight(firstDay), World.midnight(today));
        return switch (kind) {
            case GRAND_TOUR -> grandTour(diary, dice);
            case HOME -> diary.stayToTheEnd(home(dice)).journey();
            case OVERNIGHT -> overnight(diary, dice);
            case DAY_TRIP -> dayTrips(diary, dice, 8 * 60, 10 * 60);
            case BRIEF_VISIT -> dayTrips(diary, dice, 2 * 60, 6 * 60);
            case TRAIN -> train(diary, dice);
            case FLIGHT -> flight(diary, dice);
            case PHONE_OFF -> phoneOff(diary, dice);
            case NEVER_SEEN -> diary.journey();
            case NEW_NUMBER -> newNumber(diary, activeFrom, dice);
            case ABROAD -> abroad(diary, dice);
            case BORDER_DWELLER -> borderDweller(diary, dice, Coverage.EDGE);
            case BORDER_COMMUTER -> borderCommuter(diary, dice);
            case OSCILLATION -> borderDweller(diary, dice, Coverage.FLICKER);
            case BORDER_TOWN -> borderTown(diary, dice);
            case ERRAND -> errands(diary, dice);
            case BORDER_VISIT -> borderVisits(diary, dice);
        };
    }

    private City home(Dice dice) {
        return dice.pick(atlas.cities());
    }

    private City elsewhere(Dice dice, Locality than) {
        City city = home(dice);
        return city.equals(than) ? elsewhere(dice, than) : city;
    }

    private Journey grandTour(Diary diary, Dice dice) {
        List<City> unseen = new ArrayList<>(atlas.cities());
        int day = 0;
        while (day < diary.days() && unseen.size() > 1) {
            City city = unseen.remove(dice.between(0, unseen.size() - 1));
            day += dice.between(1, 2);
            diary.stay(city, diary.at(day, dice.between(8, 10), dice.between(0, 59)));
            diary.travelForMinutes(dice.between(120, 240));
        }
        return diary.stayToTheEnd(unseen.get(0)).journey();
    }

    private Journey overnight(Diary diary, Dice dice) {
        City home = home(dice);
        int day = dice.between(1, 4);
        for (int trip = dice.between(1, 3); trip > 0; trip--) {
            int minutes = dice.between(90, 240);
            diary.stay(home, diary.at(day, dice.between(7, 10), dice.between(0, 59)));
            day += dice.between(1, 2);
            diary.travelForMinutes(minutes);
            diary.stay(elsewhere(dice, home), diary.at(day, dice.between(14, 18), dice.between(0, 59)));
            diary.travelForMinutes(minutes);
            day += dice.between(1, 4);
        }
        return diary.stayToTheEnd(home).journey();
    }

    private Journey dayTrips(Diary diary, Dice dice, int shortest, int longest) {
        City home = home(dice);
        City there = elsewhere(dice, home);
        int ride = dice.between(30, 70);
        int day = dice.between(1, 3);
        while (day < diary.days()) {
            diary.stay(home, diary.at(day, 7, dice.between(0, 59)));
            diary.travelForMinutes(ride);
            diary.stayForMinutes(there, dice.between(shortest, longest), Coverage.INNER);
            diary.travelForMinutes(ride);
            day += dice.between(1, 4);
        }
        return diary.stayToTheEnd(home).journey();
    }

    private Journey train(Diary diary, Dice dice) {
        List<City> line = dice.pick(atlas.railways());
        boolean outwards = dice.chance(0.5);
        City home = outwards ? line.get(0) : line.get(line.size() - 1);
        City there = outwards ? line.get(line.size() - 1) : line.get(0);
        int day = dice.between(1, 5);
        diary.stay(home, diary.at(day, dice.between(7, 9), dice.between(0, 59)));
        ride(diary, line, outwards, dice);
        day += dice.between(1, 3);
        diary.stay(there, diary.at(day, dice.between(9, 11), dice.between(0, 59)));
        ride(diary, line, !outwards, dice);
        return diary.stayToTheEnd(home).journey();
    }

    private static void ride(Diary diary, List<City> line, boolean forwards, Dice dice) {
        diary.travelForMinutes(dice.between(20, 40));
        for (int i = 1; i < line.size() - 1; i++) {
            City station = line.get(forwards ? i : line.size() - 1 - i);
            diary.stayForMinutes(station, dice.between(8, 20), Coverage.INNER);
            diary.travelForMinutes(dice.between(20, 40));
        }
    }

    private Journey flight(Diary diary, Dice dice) {
        City home = home(dice);
        awayByAir(diary, dice, home, elsewhere(dice, home), 120, 300);
        return diary.stayToTheEnd(home).journey();
    }

    private Journey abroad(Diary diary, Dice dice) {
        City home = home(dice);
        awayByAir(diary, dice, home, dice.pick(atlas.countries()), 180, 600);
        return diary.stayToTheEnd(home).journey();
    }

    private static void awayByAir(Diary diary, Dice dice, City home, Locality there, int shortest, int longest) {
        int day = dice.between(1, 6);
        int minutes = dice.between(shortest, longest);
        diary.stay(home, diary.at(day, dice.between(7, 12), dice.between(0, 59)));
        diary.travelForMinutes(minutes);
        day += dice.between(2, 4);
        diary.stay(there, diary.at(day, dice.between(10, 13), dice.between(0, 59)));
        diary.travelForMinutes(minutes);
    }

    private Journey phoneOff(Diary diary, Dice dice) {
        int day = dice.between(1, 4);
        for (int times = dice.between(1, 2); times > 0; times--) {
            long from = diary.at(day, dice.between(18, 21), dice.between(0, 59));
            diary.phoneOff(from, from + dice.between(26, 34) * 3_600L);
            day += dice.between(3, 5);
        }
        return diary.stayToTheEnd(home(dice)).journey();
    }

    private Journey newNumber(Diary diary, LocalDate activeFrom, Dice dice) {
        Diary former = new Diary(World.midnight(firstDay), World.midnight(activeFrom));
        Journey theirs = grandTour(former, dice);
        long sold = World.midnight(activeFrom) + dice.between(9, 12) * 3_600L;
        return diary.begin(sold).stayToTheEnd(home(dice)).journey(theirs.dwells());
    }

    private Journey borderDweller(Diary diary, Dice dice, Coverage coverage) {
        List<City> border = dice.pick(atlas.borders());
        City home = border.get(dice.between(0, 1));
        for (int day = 1; day <= diary.days(); day++) {
            diary.stay(home, diary.at(day, 0, 0), coverage);
        }
        return diary.journey();
    }

    private Journey borderCommuter(Diary diary, Dice dice) {
        List<City> border = dice.pick(atlas.borders());
        int side = dice.between(0, 1);
        City home = border.get(side);
        City work = border.get(1 - side);
        for (int day = 1; day < diary.days(); day++) {
            diary.stay(home, diary.at(day, 7, dice.between(0, 59)));
            commute(diary, home, work, dice);
            diary.stayForMinutes(work, dice.between(8 * 60, 10 * 60), Coverage.INNER);
            commute(diary, work, home, dice);
            day += dice.chance(2.0 / 7) ? 1 : 0;
        }
        return diary.stayToTheEnd(home).journey();
    }

    private Journey borderTown(Diary diary, Dice dice) {
        List<City> border = dice.pick(atlas.borders());
        int side = dice.between(0, 1);
        City home = border.get(side);
        City work = border.get(1 - side);
        boolean works = dice.chance(0.5);
        for (int day = 1; day < diary.days(); day++) {
            diary.stay(home, diary.at(day, 7, dice.between(0, 59)), Coverage.RIM);
            if (works && dice.chance(5.0 / 7)) {
                diary.travelForMinutes(dice.between(10, 30));
                diary.stayForMinutes(work, dice.between(8 * 60, 10 * 60), Coverage.INNER);
                diary.travelForMinutes(dice.between(10, 30));
            }
        }
        return diary.stay(home, diary.at(diary.days(), 0, 0), Coverage.RIM).journey();
    }

    private Journey errands(Diary diary, Dice dice) {
        List<City> border = dice.pick(atlas.borders());
        int side = dice.between(0, 1);
        City home = border.get(side);
        City across = border.get(1 - side);
        for (int day = dice.between(1, 3); day < diary.days(); day += dice.between(2, 5)) {
            diary.stay(home, diary.at(day, dice.between(9, 18), dice.between(0, 59)));
            commute(diary, home, across, dice);
            diary.stayForMinutes(across, dice.between(20, 80), Coverage.INNER);
            commute(diary, across, home, dice);
        }
        return diary.stayToTheEnd(home).journey();
    }

    private Journey borderVisits(Diary diary, Dice dice) {
        City there = dice.pick(atlas.borders()).get(dice.between(0, 1));
        City home = elsewhere(dice, there);
        int ride = dice.between(60, 120);
        for (int day = dice.between(1, 3); day < diary.days(); day += dice.between(2, 5)) {
            diary.stay(home, diary.at(day, dice.between(6, 8), dice.between(0, 59)));
            diary.travelForMinutes(ride);
            diary.stayForMinutes(there, dice.between(7 * 60, 10 * 60), Coverage.FLICKER);
            diary.travelForMinutes(ride);
        }
        return diary.stayToTheEnd(home).journey();
    }

    private static void commute(Diary diary, City from, City to, Dice dice) {
        diary.stayForMinutes(from, dice.between(5, 20), Coverage.EDGE);
        diary.stayForMinutes(to, dice.between(5, 20), Coverage.EDGE);
    }
}
