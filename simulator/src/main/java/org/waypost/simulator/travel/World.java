package org.waypost.simulator.travel;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * A population under one network for some days. Every traveller is a pure function of the world's settings and of an
 * index, so a world of any size needs no memory.
 */
public final class World {
    /** The zone whose days the service counts (China has one, without daylight saving). */
    public static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    /** Most travellers of one world: as many numbers as the synthetic range has. */
    public static final int MOST_SUBSCRIBERS = 99_999_999;

    /** Longest world, in days: more than the longest window with its two days of grace. */
    public static final int MOST_DAYS = 366;

    /** Fewest days: a new number needs some days of its own, and some of its former owner's. */
    public static final int FEWEST_DAYS = 8;

    /** The digits of the first traveller's identity document, for whoever plays with the demonstration. */
    public static final String FIRST_ENDING = "1234";

    private static final LocalDate OLDEST_CONTRACT = LocalDate.of(2012, 1, 1);
    private static final int CONTRACT_SPAN_DAYS = 3_650;

    private static final long PURPOSE_PERSON = 1;
    private static final long PURPOSE_LIFE = 2;
    private static final long PURPOSE_SIGNALS = 3;
    private static final long PURPOSE_SILENCES = 4;

    private final long seed;
    private final int subscribers;
    private final int days;
    private final LocalDate today;
    private final Noise noise;
    private final Atlas atlas = new Atlas();
    private final Lives lives;

    /**
     * @param seed equal seeds make equal worlds
     * @param subscribers 1 to {@value #MOST_SUBSCRIBERS}
     * @param days {@value #FEWEST_DAYS} to {@value #MOST_DAYS}
     * @param today the day after the last day of the world
     * @param noise of its phones and files
     * @throws IllegalArgumentException if a number is outside its range
     */
    public World(long seed, int subscribers, int days, LocalDate today, Noise noise) {
        check("subscribers", subscribers, 1, MOST_SUBSCRIBERS);
        check("days", days, FEWEST_DAYS, MOST_DAYS);
        this.seed = seed;
        this.subscribers = subscribers;
        this.days = days;
        this.today = today;
        this.noise = noise;
        this.lives = new Lives(atlas, firstDay(), today);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s %d (expected %d to %d)".formatted(name, value, least, most));
        }
    }

    /** The first second of a day, seconds since the epoch. */
    static long midnight(LocalDate day) {
        return day.atStartOfDay().toEpochSecond(ZONE);
    }

    /** @param index from 0; below {@link #subscribers()} */
    public Traveller traveller(int index) {
        Dice dice = Dice.of(seed, index, PURPOSE_PERSON);
        Kind kind = index < Kind.values().length ? List.of(Kind.values()).get(index) : Kind.drawn(dice);
        String ending = index == 0 ? FIRST_ENDING : ending(dice);
        LocalDate activeFrom = kind == Kind.NEW_NUMBER
                ? today.minusDays(dice.between(3, 6))
                : OLDEST_CONTRACT.plusDays(dice.between(0, CONTRACT_SPAN_DAYS));
        Journey journey = Silences.added(
                lives.journey(kind, activeFrom, Dice.of(seed, index, PURPOSE_LIFE)),
                midnight(firstDay()),
                midnight(today),
                noise.silencesPerDay(),
                Dice.of(seed, index, PURPOSE_SILENCES));
        return new Traveller(number(index), ending, activeFrom, "zh", kind, journey);
    }

    /** A number nobody could mistake for a real one at a glance, though every parser takes it: 199 0000 0001 and on. */
    private static String number(int index) {
        return String.format(Locale.ROOT, "+86199%08d", index + 1);
    }

    private static String ending(Dice dice) {
        String digits = String.format(Locale.ROOT, "%03d", dice.between(0, 999));
        int check = dice.between(0, 10);
        return digits + (check == 10 ? "X" : String.valueOf(check));
    }

    /** The events of one traveller, in order of time. */
    Signals signals(int index) {
        return new Signals(traveller(index), atlas, noise, Dice.of(seed, index, PURPOSE_SIGNALS));
    }

    /** Dice for what befalls the files rather than the travellers. */
    Dice mishaps() {
        return Dice.of(seed, -1, PURPOSE_SIGNALS);
    }

    Noise noise() {
        return noise;
    }

    public Atlas atlas() {
        return atlas;
    }

    public int subscribers() {
        return subscribers;
    }

    public int days() {
        return days;
    }

    /** First day of the world. */
    public LocalDate firstDay() {
        return today.minusDays(days);
    }

    /** The day after the last. */
    public LocalDate today() {
        return today;
    }
}
