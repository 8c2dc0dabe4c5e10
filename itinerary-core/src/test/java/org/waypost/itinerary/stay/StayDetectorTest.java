package org.waypost.itinerary.stay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.waypost.itinerary.geography.PlaceCode;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;

/** Each rule of a stay, one after the other. Cities are A, B, C …; times are day and minute. */
class StayDetectorTest {
    private static final StayRules RULES = StayRules.longerThan(Duration.ofHours(4));
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd HH:mm");

    private final TreeMap<Integer, Track> days = new TreeMap<>();

    private static int place(char city) {
        return city >= 'X' ? PlaceCode.of("J" + city) : 430000 + (city - 'A' + 1) * 100;
    }

    private static int minute(String time) {
        String padded = time.length() == 5 ? "20 " + time : time;
        LocalDateTime at = LocalDateTime.of(
                2028,
                padded.startsWith("29") || padded.startsWith("28") ? 2 : 3,
                Integer.parseInt(padded.substring(0, 2)),
                Integer.parseInt(padded.substring(3, 5)),
                Integer.parseInt(padded.substring(6)));
        return (int) (at.toEpochSecond(ZoneOffset.UTC) / 60);
    }

    private void sight(String time, char city, SightingKind kind) {
        int minute = minute(time);
        days.merge(minute / 1440, Track.of(minute % 1440, place(city), kind), Track::union);
    }

    /** Strong sightings of a city. */
    private StayDetectorTest in(char city, String... times) {
        for (String time : times) {
            sight(time, city, SightingKind.STRONG);
        }
        return this;
    }

    /** Sightings by a border cell: the first letter is the city it stands in, the others those it also covers. */
    private StayDetectorTest onBorder(String cities, String... times) {
        for (String time : times) {
            sight(time, cities.charAt(0), SightingKind.BORDER_HOME);
            cities.substring(1).chars().forEach(city -> sight(time, (char) city, SightingKind.BORDER_NEIGHBOR));
        }
        return this;
    }

    private List<DayTrack> tracks() {
        List<DayTrack> tracks = new ArrayList<>();
        for (Map.Entry<Integer, Track> day : days.entrySet()) {
            tracks.add(new DayTrack(day.getKey(), day.getValue()));
        }
        return tracks;
    }

    private List<String> presences(StayRules rules) {
        List<Presence> found = StayDetector.presences(tracks(), rules);
        assertThat(found).isEqualTo(ObviousStays.presences(tracks(), rules));
        return found.stream().map(StayDetectorTest::text).toList();
    }

    private List<String> presences() {
        return presences(RULES);
    }

    private List<String> stays(StayRules rules) {
        return StayDetector.presences(tracks(), rules).stream()
                .filter(presence -> presence.counts(rules))
                .map(StayDetectorTest::text)
                .toList();
    }

    private static String text(Presence presence) {
        String city = "ABCDEFXYZ"
                .chars()
                .filter(letter -> place((char) letter) == presence.place())
                .mapToObj(Character::toString)
                .findFirst()
                .orElseThrow();
        String first = time(presence.firstMinute());
        String last = time(presence.lastMinute());
        return city + " " + first + " - " + (first.startsWith(last.substring(0, 2)) ? last.substring(3) : last);
    }

    private static String time(int minute) {
        return LocalDateTime.ofEpochSecond(minute * 60L, 0, ZoneOffset.UTC).format(TIME);
    }

    @Test
    void nothingSeenIsNoPresence() {
        assertThat(presences()).isEmpty();
    }

    @Test
    void aPresenceLastsFromItsFirstToItsLastSighting() {
        in('A', "08:00", "09:30", "12:00");
        assertThat(presences()).containsExactly("A 20 08:00 - 12:00");
    }

    @Test
    void exactlyFourHoursAreNotLongerThanFourHours() {
        in('A', "08:00", "12:00");
        assertThat(stays(RULES)).isEmpty();
        assertThat(stays(StayRules.atLeast(Duration.ofHours(4)))).hasSize(1);
        in('A', "12:01");
        assertThat(stays(RULES)).hasSize(1);
    }

    @Test
    void aStayGoesOnOverMidnightAndOverTheTwentyNinthOfFebruary() {
        in('A', "28 23:00", "29 01:00", "29 12:00", "29 23:59", "01 03:00");
        assertThat(presences()).containsExactly("A 28 23:00 - 01 03:00");
    }

    @Test
    void aPhoneSwitchedOffOvernightStaysOnePresence() {
        in('A', "08 20:00", "09 08:00");
        assertThat(presences()).containsExactly("A 08 20:00 - 09 08:00");
    }

    @Test
    void aLongerSilenceMakesTwoPresencesThatDoNotAddUp() {
        in('A', "08 16:00", "08 19:59", "09 08:00", "09 11:00");
        assertThat(presences()).containsExactly("A 08 16:00 - 19:59", "A 09 08:00 - 11:00");
        assertThat(stays(RULES)).isEmpty();
    }

    @Test
    void aMissingDayIsASilence() {
        in('A', "08 23:00", "10 01:00");
        assertThat(presences()).containsExactly("A 08 23:00 - 23:00", "A 10 01:00 - 01:00");
        assertThat(presences(RULES.withLongestSilence(Duration.ofDays(2)))).containsExactly("A 08 23:00 - 10 01:00");
    }

    @Test
    void theTimeBetweenTwoCitiesBelongsToNeither() {
        in('A', "08:00", "12:00").in('B', "13:00", "14:00");
        assertThat(presences()).containsExactly("A 20 08:00 - 12:00", "B 20 13:00 - 14:00");
    }

    @Test
    void awayAndBackWithinTheToleratedExcursionIsOscillation() {
        in('A', "08:00", "10:00", "10:20", "13:00").in('B', "10:05", "10:10").in('C', "10:15");
        assertThat(presences()).containsExactly("A 20 08:00 - 13:00");
    }

    @Test
    void aMinuteMoreIsAJourney() {
        in('A', "08:00", "10:00", "10:21", "13:00").in('B', "10:05", "10:15");
        assertThat(presences()).containsExactly("A 20 08:00 - 10:00", "B 20 10:05 - 10:15", "A 20 10:21 - 13:00");
    }

    @Test
    void whatIsSeenInOscillationCountsForNothingEvenWhereAnySightingWould() {
        in('A', "08:00", "08:10").in('B', "08:05");
        assertThat(stays(StayRules.anySighting())).containsExactly("A 20 08:00 - 08:10");
    }

    @Test
    void aTrainThroughFiveCitiesLeavesOnePresenceInEach() {
        in('A', "08:00").in('B', "08:30").in('C', "09:00").in('D', "09:30").in('E', "10:00", "15:00");
        assertThat(presences())
                .containsExactly(
                        "A 20 08:00 - 08:00",
                        "B 20 08:30 - 08:30",
                        "C 20 09:00 - 09:00",
                        "D 20 09:30 - 09:30",
                        "E 20 10:00 - 15:00");
        assertThat(stays(RULES)).containsExactly("E 20 10:00 - 15:00");
    }

    @Test
    void ofTwoCitiesInOneMinuteThePresentOneComesFirstThenTheLowerCode() {
        in('B', "08:00", "09:00").in('A', "09:00", "10:00");
        assertThat(presences()).containsExactly("B 20 08:00 - 09:00", "A 20 09:00 - 10:00");
        days.clear();
        in('C', "09:00").in('B', "09:00");
        assertThat(presences()).containsExactly("B 20 09:00 - 09:00", "C 20 09:00 - 09:00");
    }

    @Test
    void abroadCountsByAnySightingAndEndsThePresenceAtHome() {
        in('A', "08:00", "08:15", "14:00").in('X', "08:10");
        assertThat(presences()).containsExactly("A 20 08:00 - 08:00", "X 20 08:10 - 08:10", "A 20 08:15 - 14:00");
        assertThat(stays(RULES)).containsExactly("X 20 08:10 - 08:10", "A 20 08:15 - 14:00");
    }

    @Test
    void anExcursionWithACountryInItIsNone() {
        in('A', "08:00", "08:15").in('B', "08:05").in('X', "08:10");
        assertThat(presences())
                .containsExactly(
                        "A 20 08:00 - 08:00", "B 20 08:05 - 08:05", "X 20 08:10 - 08:10", "A 20 08:15 - 08:15");
    }

    @Test
    void aBorderCellProlongsThePresenceInAnyOfItsCities() {
        in('A', "08:00").onBorder("BA", "09:00", "10:00").onBorder("AB", "13:00");
        assertThat(presences()).containsExactly("A 20 08:00 - 13:00");
    }

    @Test
    void oneSightingElsewhereIsAHopIfTheCityIsSeenAgainInTime() {
        in('A', "08:00").in('B', "08:10").in('A', "10:00", "13:00");
        StayRules hops = RULES.withToleratedHop(Duration.ofHours(2));
        assertThat(presences(hops)).hasSize(1);
        assertThat(presences(hops.withToleratedHop(Duration.ofMinutes(119)))).hasSize(3);
        assertThat(presences()).hasSize(3);
    }

    @Test
    void aHopMayBeginInTheMinuteOfTheLastSighting() {
        in('A', "08:00").in('B', "08:00").in('A', "10:00");
        assertThat(presences(RULES.withToleratedHop(Duration.ofHours(2)))).hasSize(1);
    }

    @Test
    void twoSightingsElsewhereAreNoHop() {
        in('A', "08:00").in('B', "08:10", "08:40").in('A', "09:00");
        assertThat(presences(RULES.withToleratedHop(Duration.ofHours(2)))).hasSize(3);
    }

    @Test
    void oneSightingAbroadIsNoHop() {
        in('A', "08:00").in('X', "08:10").in('A', "09:00");
        assertThat(presences(RULES.withToleratedHop(Duration.ofHours(2)))).hasSize(3);
    }

    @Test
    void borderSightingsWaitForTheStrongOneThatExplainsThem() {
        onBorder("AB", "08:00", "09:00").in('B', "10:00", "13:00");
        assertThat(presences()).containsExactly("B 20 08:00 - 13:00");
    }

    @Test
    void aStrongSightingTakesOnlyTheUnbrokenRunThatNamesItsCity() {
        onBorder("AB", "08:00").onBorder("AC", "09:00").onBorder("AB", "10:00").in('B', "11:00");
        assertThat(presences()).containsExactly("A 20 08:00 - 09:00", "B 20 10:00 - 11:00");
    }

    @Test
    void aRunThatMeetsNoStrongSightingCountsForTheCellsOwnCity() {
        onBorder("AB", "08:00", "13:00");
        assertThat(presences()).containsExactly("A 20 08:00 - 13:00");
        assertThat(presences(RULES.withBorderOnly(StayRules.BorderOnly.NOTHING)))
                .isEmpty();
    }

    @Test
    void aStrongSightingAfterTheSilenceExplainsNothing() {
        onBorder("AB", "08 08:00").in('B', "08 20:01");
        assertThat(presences()).containsExactly("A 08 08:00 - 08:00", "B 08 20:01 - 20:01");
    }

    @Test
    void aStrongSightingElsewhereExplainsNothing() {
        onBorder("AB", "08:00", "09:00").in('C', "10:00");
        assertThat(presences()).containsExactly("A 20 08:00 - 09:00", "C 20 10:00 - 10:00");
    }

    @Test
    void aBorderCellOfOtherCitiesDoesNotEndAPresenceIfItCountsForNothing() {
        in('A', "08:00", "13:00").onBorder("BC", "10:00");
        assertThat(presences()).containsExactly("A 20 08:00 - 08:00", "B 20 10:00 - 10:00", "A 20 13:00 - 13:00");
        assertThat(presences(RULES.withBorderOnly(StayRules.BorderOnly.NOTHING)))
                .containsExactly("A 20 08:00 - 13:00");
    }

    @Test
    void aBorderCellOfOtherCitiesIsOscillationLikeAnyOther() {
        in('A', "08:00", "08:20", "13:00").onBorder("BC", "08:10");
        assertThat(presences()).containsExactly("A 20 08:00 - 13:00");
    }

    @Test
    void whoLivesOnTheBorderIsAtHomeThereOncePatienceIsOver() {
        in('A', "08:00", "09:00").onBorder("BA", "10:00", "11:00", "12:00", "13:00", "13:01", "18:00");
        assertThat(presences()).containsExactly("A 20 08:00 - 09:00", "B 20 10:00 - 18:00");
    }

    @Test
    void withinPatienceTheBorderBelongsToThePresence() {
        in('A', "08:00", "09:00").onBorder("BA", "10:00", "11:00", "13:00").in('A', "13:30");
        assertThat(presences()).containsExactly("A 20 08:00 - 13:30");
    }

    @Test
    void aPhoneThatFlickersBetweenBothSidesStaysWhereItsStrongSightingsAre() {
        in('A', "08:00");
        onBorder("BA", "09:00", "11:00", "13:00", "15:00").onBorder("AB", "10:00", "12:00", "14:00", "16:00");
        assertThat(presences()).containsExactly("A 20 08:00 - 16:00");
    }

    @Test
    void anEveningOnTheBorderIsNotTakenByTheCityOfTheNextMorning() {
        onBorder("AB", "08 18:00", "08 20:00", "08 22:00", "09 06:00").in('B', "09 07:00", "09 09:00");
        assertThat(presences()).containsExactly("A 08 18:00 - 09 06:00", "B 09 07:00 - 09:00");
    }

    @Test
    void aCommuterAcrossTheBorderIsInBothCities() {
        in('A', "08 19:00", "09 07:00").onBorder("AB", "09 07:30").onBorder("BA", "09 07:50");
        in('B', "09 08:10", "09 12:00", "09 17:30").onBorder("BA", "09 17:50").in('A', "09 18:30", "09 23:00");
        assertThat(stays(RULES)).containsExactly("A 08 19:00 - 09 07:50", "B 09 08:10 - 17:50", "A 09 18:30 - 23:00");
    }

    @Test
    void twoBorderCellsInOneMinuteAreWaitedForTogetherAndCountForTheLowerCode() {
        onBorder("BC", "08:00").onBorder("AC", "08:00");
        assertThat(presences()).containsExactly("A 20 08:00 - 08:00");
        in('C', "08:30");
        assertThat(presences()).containsExactly("C 20 08:00 - 08:30");
    }

    @Test
    void countsStrongAndBorderMinutesApart() {
        in('A', "08:00", "08:00", "08:01").onBorder("BA", "08:01", "08:02").onBorder("AB", "08:03");
        assertThat(StayDetector.presences(tracks(), RULES))
                .containsExactly(new Presence(place('A'), minute("08:00"), minute("08:03"), 2, 2));
    }
}
