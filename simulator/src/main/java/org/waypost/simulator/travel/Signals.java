package org.waypost.simulator.travel;

import java.util.ArrayList;
import java.util.List;
import org.waypost.simulator.travel.Dwell.Coverage;
import org.waypost.simulator.travel.Journey.Silence;
import org.waypost.simulator.travel.Locality.City;
import org.waypost.simulator.travel.Locality.Country;

/**
 * The events one traveller's phone leaves in the network, one after the other in order of time; a cursor, so that a world
 * of any length fits in memory.
 *
 * <p>A phone reports within a minute when it enters a place or is switched on, at the latest one update period after
 * its last event, and in bursts when it is used, which is seldom at night. Not thread-safe.
 */
final class Signals {
    /** Longest time between two events of a phone that is on, in seconds; some networks use 54 minutes. */
    static final int LONGEST_UPDATE_PERIOD = 3_600;

    private static final int SHORTER_UPDATE_PERIOD = 3_240;
    private static final int PROMPT_SECONDS = 59;
    private static final double EVENTS_IN_A_BURST = 4;
    private static final int WAKING_HOURS = 17;
    private static final int FIRST_WAKING_HOUR = 7;
    private static final int NIGHT_TIMES_QUIETER = 12;
    private static final double MOVES_WITHIN_CITY = 0.3;
    private static final double ON_THE_EDGE = 0.5;

    /** Share of the cells reached across a border that the cell table does not know to cover both cities. */
    private static final double UNMARKED = 0.5;

    private static final List<String> USES = List.of("data", "call", "sms", "data");

    private final Traveller traveller;
    private final Atlas atlas;
    private final Noise noise;
    private final Dice dice;
    private final List<Dwell> dwells;
    private final int updatePeriod;
    private final double secondsBetweenBursts;

    private int dwellIndex = -1;
    private int silenceIndex;
    private int burstLeft;
    private boolean away;
    private String camped = "";

    private long time;
    private String cell = "";
    private String kind = "";

    Signals(Traveller traveller, Atlas atlas, Noise noise, Dice dice) {
        this.traveller = traveller;
        this.atlas = atlas;
        this.noise = noise;
        this.dice = dice;
        this.dwells = new ArrayList<>(traveller.journey().formerOwner());
        this.dwells.addAll(traveller.journey().dwells());
        this.updatePeriod = dice.chance(0.5) ? LONGEST_UPDATE_PERIOD : SHORTER_UPDATE_PERIOD;
        this.secondsBetweenBursts = WAKING_HOURS * 3_600.0 / (noise.eventsPerDay() / EVENTS_IN_A_BURST);
    }

    Traveller traveller() {
        return traveller;
    }

    /** Seconds since the epoch. */
    long time() {
        return time;
    }

    String cell() {
        return cell;
    }

    String kind() {
        return kind;
    }

    /** Goes to the next event; false when there is none. */
    boolean advance() {
        if (dwellIndex < 0) {
            return enterNextDwell();
        }
        step();
        if (time >= dwell().departure()) {
            return enterNextDwell();
        }
        return afterSilence();
    }

    private Dwell dwell() {
        return dwells.get(dwellIndex);
    }

    private boolean enterNextDwell() {
        dwellIndex++;
        if (dwellIndex >= dwells.size()) {
            return false;
        }
        burstLeft = 0;
        away = false;
        camped = "";
        long prompt = Math.min(PROMPT_SECONDS, dwell().seconds() - 1);
        time = dwell().arrival() + dice.between(0, (int) prompt);
        kind = "tau";
        chooseCell();
        return afterSilence();
    }

    /** Moves an event that falls into a time when the phone was off to the moment after. */
    private boolean afterSilence() {
        List<Silence> silences = traveller.journey().silences();
        while (silenceIndex < silences.size() && silences.get(silenceIndex).until() <= time) {
            silenceIndex++;
        }
        if (silenceIndex == silences.size() || silences.get(silenceIndex).from() > time) {
            return true;
        }
        time = silences.get(silenceIndex).until() + dice.between(0, PROMPT_SECONDS);
        kind = "attach";
        burstLeft = 0;
        if (time < dwell().departure()) {
            chooseCell();
            return afterSilence();
        }
        while (dwellIndex + 1 < dwells.size() && dwells.get(dwellIndex + 1).departure() <= time) {
            dwellIndex++;
        }
        return enterNextDwell();
    }

    private void step() {
        if (away) {
            returnFromFlicker();
        } else if (dwell().coverage() != Coverage.INNER && dice.chance(noise.flicker())) {
            flicker();
        } else if (burstLeft > 0) {
            burstLeft--;
            time += dice.between(3, 45);
            chooseCell();
        } else {
            updateOrBurst();
        }
    }

    private void updateOrBurst() {
        long hour = Math.floorMod(time + World.ZONE.getTotalSeconds(), 86_400L) / 3_600;
        double mean = hour < FIRST_WAKING_HOUR ? secondsBetweenBursts * NIGHT_TIMES_QUIETER : secondsBetweenBursts;
        double wait = 1 + dice.exponential(mean);
        if (wait >= updatePeriod) {
            time += updatePeriod;
            kind = "tau";
        } else {
            time += (long) wait;
            kind = dice.pick(USES);
            burstLeft = (int) dice.exponential(EVENTS_IN_A_BURST - 1);
        }
        chooseCell();
    }

    /** Hops to a cell of the neighboring city without moving. */
    private void flicker() {
        City here = (City) dwell().where();
        City there = atlas.neighbors(here).get(0);
        time += dice.between(20, 200);
        kind = "tau";
        boolean unmarked = dwell().coverage() == Coverage.FLICKER && dice.chance(UNMARKED);
        cell = dice.pick(unmarked ? atlas.innerCells(there) : atlas.edgeCells(there, here));
        away = true;
    }

    private void returnFromFlicker() {
        time += dice.chance(noise.promptReturn()) ? dice.between(20, 280) : dice.between(300, 1_180);
        kind = "tau";
        away = false;
        chooseCell();
    }

    private void chooseCell() {
        Locality where = dwell().where();
        if (where instanceof Country abroad) {
            cell = abroad.network();
        } else if (where instanceof City city) {
            cell = cellIn(city);
        }
    }

    private String cellIn(City city) {
        Coverage coverage = dwell().coverage();
        if (coverage == Coverage.RIM || (coverage == Coverage.EDGE && dice.chance(ON_THE_EDGE))) {
            return dice.pick(atlas.edgeCells(city, atlas.neighbors(city).get(0)));
        }
        if (camped.isEmpty() || dice.chance(MOVES_WITHIN_CITY)) {
            camped = dice.pick(atlas.innerCells(city));
        }
        return camped;
    }
}
