package org.waypost.simulator.travel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waypost.simulator.travel.Dwell.Coverage;
import org.waypost.simulator.travel.Journey.Silence;
import org.waypost.simulator.travel.Truth.Answer;
import org.waypost.simulator.travel.Truth.Question;

class TruthTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Atlas ATLAS = new Atlas();
    private static final Locality CHANGSHA = ATLAS.city("430100");
    private static final Locality SHANGHAI = ATLAS.city("310000");
    private static final Locality JAPAN = ATLAS.countries().get(0);

    private static long at(String time) {
        return LocalDateTime.parse(time).toEpochSecond(World.ZONE);
    }

    private static Dwell dwell(Locality where, String from, String until) {
        return new Dwell(where, at(from), at(until), Coverage.INNER);
    }

    private static Silence silence(String from, String until) {
        return new Silence(at(from), at(until));
    }

    private static Answer answer(List<Dwell> dwells, Silence... silences) {
        Journey journey = new Journey(dwells, List.of(silences), List.of());
        Traveller traveller =
                new Traveller("+8619900000001", "1234", LocalDate.of(2019, 1, 1), "zh", Kind.HOME, journey);
        return Truth.answer(traveller, Question.ofCity14(TODAY));
    }

    @Test
    void namesThePlaceOfTheLastStayFirstAndEachOnce() {
        Answer answer = answer(List.of(
                dwell(CHANGSHA, "2026-11-10T00:00", "2026-11-12T09:00"),
                dwell(SHANGHAI, "2026-11-12T12:00", "2026-11-14T09:00"),
                dwell(CHANGSHA, "2026-11-14T12:00", "2026-11-24T00:00")));
        assertThat(answer.places()).containsExactly(CHANGSHA, SHANGHAI);
        assertThat(answer.clear()).isTrue();
    }

    @Test
    void aStayOfWhichThePhoneShowsTooLittleIsHidden() {
        List<Dwell> dwells = List.of(
                dwell(CHANGSHA, "2026-11-10T00:00", "2026-11-12T09:00"),
                dwell(SHANGHAI, "2026-11-12T12:00", "2026-11-14T09:00"),
                dwell(CHANGSHA, "2026-11-14T12:00", "2026-11-24T00:00"));
        assertThat(answer(dwells, silence("2026-11-12T15:00", "2026-11-14T15:00"))
                        .hidden())
                .isTrue();
        assertThat(answer(dwells, silence("2026-11-12T15:00", "2026-11-14T03:00"))
                        .hidden())
                .isFalse();
        assertThat(answer(dwells, silence("2026-11-12T10:00", "2026-11-14T06:00"))
                        .hidden())
                .isTrue();
        assertThat(answer(dwells).hidden()).isFalse();
    }

    @Test
    void exactlyTheThresholdCountsOnlyWhereItIsInclusive() {
        Question longer = Question.ofCity14(TODAY);
        Question atLeast = new Question(longer.firstDay(), longer.lastDay(), Duration.ofHours(4), true);
        assertThat(longer.passes(14_400)).isFalse();
        assertThat(longer.passes(14_401)).isTrue();
        assertThat(atLeast.passes(14_400)).isTrue();
        assertThat(atLeast.passes(14_399)).isFalse();
    }

    @Test
    void aStayNearTheThresholdIsNotClear() {
        assertThat(answer(List.of(dwell(CHANGSHA, "2026-11-12T08:00", "2026-11-12T10:00")))
                        .clear())
                .isFalse();
        assertThat(answer(List.of(dwell(CHANGSHA, "2026-11-12T08:00", "2026-11-12T14:01")))
                        .clear())
                .isFalse();
        assertThat(answer(List.of(dwell(CHANGSHA, "2026-11-12T08:00", "2026-11-12T14:02")))
                        .clear())
                .isTrue();
    }

    @Test
    void aStayThatReachesIntoTheWindowCountsWithItsLengthOnTheDayBefore() {
        Answer answer = answer(List.of(dwell(CHANGSHA, "2026-11-09T12:00", "2026-11-10T03:00")));
        assertThat(answer.places()).containsExactly(CHANGSHA);
        assertThat(answer.clear()).isTrue();
    }

    @Test
    void aStayThatLeavesJustAfterTheWindowOpensIsNotClear() {
        assertThat(answer(List.of(dwell(CHANGSHA, "2026-11-09T12:00", "2026-11-10T01:00")))
                        .clear())
                .isFalse();
    }

    @Test
    void aStayBeforeTheWindowCountsForNothing() {
        Answer answer = answer(List.of(dwell(CHANGSHA, "2026-11-08T12:00", "2026-11-09T23:00")));
        assertThat(answer.places()).isEmpty();
        assertThat(answer.seen()).isFalse();
    }

    @Test
    void aStayThatGoesOnTodayCountsWithItsPartUpToMidnight() {
        Answer answer = answer(List.of(dwell(CHANGSHA, "2026-11-23T22:30", "2026-11-24T12:00")));
        assertThat(answer.places()).isEmpty();
        assertThat(answer.seen()).isTrue();
        assertThat(answer.clear()).isTrue();
    }

    @Test
    void aStayOfWhichTheNetworkSawTooLittleIsTrueButNotClear() {
        Dwell dwell = dwell(CHANGSHA, "2026-11-12T08:00", "2026-11-13T10:00");
        Answer answer = answer(List.of(dwell), new Silence(at("2026-11-12T09:00"), at("2026-11-13T09:30")));
        assertThat(answer.places()).containsExactly(CHANGSHA);
        assertThat(answer.near()).isFalse();
        assertThat(answer.clear()).isFalse();
    }

    @Test
    void aNightSwitchedOffDoesNoHarm() {
        Dwell dwell = dwell(CHANGSHA, "2026-11-12T20:00", "2026-11-13T10:00");
        Answer answer = answer(List.of(dwell), new Silence(at("2026-11-12T22:00"), at("2026-11-13T07:00")));
        assertThat(answer.places()).containsExactly(CHANGSHA);
    }

    @Test
    void anyMomentAbroadCounts() {
        Answer answer = answer(List.of(dwell(JAPAN, "2026-11-12T20:00", "2026-11-12T20:30")));
        assertThat(answer.places()).containsExactly(JAPAN);
        assertThat(answer.clear()).isTrue();
    }

    /** A detector as simple as can be, fed with the events alone, must see what the truth says in every clear case. */
    @Test
    void theEventsOfEveryClearTravellerTellTheTruth() {
        theEventsTellTheTruth(new World(23, 600, 33, TODAY, Noise.CALM));
        theEventsTellTheTruth(new World(24, 600, 33, TODAY, Noise.USUAL));
    }

    private static void theEventsTellTheTruth(World world) {
        List<Question> questions = List.of(
                Question.ofCity14(TODAY),
                new Question(TODAY.minusDays(7), TODAY.minusDays(1), Duration.ofHours(4), true),
                new Question(TODAY.minusDays(15), TODAY.minusDays(1), Duration.ZERO, true),
                new Question(TODAY.minusDays(30), TODAY.minusDays(16), Duration.ZERO, true));
        int clear = 0;
        for (int i = 0; i < world.subscribers(); i++) {
            for (Question question : questions) {
                Answer truth = Truth.answer(world.traveller(i), question);
                if (truth.clear()) {
                    clear++;
                    assertThat(seenInEvents(world, i, question))
                            .as("%s, traveller %d, %s", world.traveller(i).kind(), i, question)
                            .isEqualTo(truth.places());
                }
            }
        }
        assertThat(clear).isGreaterThan(world.subscribers() * questions.size() * 6 / 10);
    }

    private static List<Locality> seenInEvents(World world, int traveller, Question question) {
        long opens = World.midnight(question.firstDay());
        long reads = Math.max(
                World.midnight(question.firstDay().minusDays(1)),
                World.midnight(world.traveller(traveller).activeFrom()));
        long closes = World.midnight(question.lastDay().plusDays(1));
        List<Locality> inOrder = new ArrayList<>();
        Signals signals = world.signals(traveller);
        Locality current = null;
        long first = 0;
        long last = 0;
        while (signals.advance()) {
            long minute = signals.time() / 60;
            if (signals.time() < reads || signals.time() >= closes) {
                continue;
            }
            Locality where = locate(world.atlas(), signals.cell());
            if (!where.equals(current) || minute - last > 12 * 60) {
                note(current, first, last, opens, question, inOrder);
                current = where;
                first = minute;
            }
            last = minute;
        }
        note(current, first, last, opens, question, inOrder);
        Set<Locality> latestFirst = new LinkedHashSet<>();
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            latestFirst.add(inOrder.get(i));
        }
        return new ArrayList<>(latestFirst);
    }

    private static void note(
            Locality where, long first, long last, long opens, Question question, List<Locality> found) {
        boolean abroad = where instanceof Locality.Country;
        if (where != null && last * 60 >= opens && (abroad || question.passes((last - first) * 60))) {
            found.add(where);
        }
    }

    private static Locality locate(Atlas atlas, String cell) {
        for (Locality.Country country : atlas.countries()) {
            if (cell.equals(country.network())) {
                return country;
            }
        }
        String area = cell.split("-", -1)[2];
        return atlas.cities().stream()
                .filter(city -> city.code().startsWith(area))
                .findFirst()
                .orElseThrow();
    }
}
