package org.waypost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.itinerary.Grant;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ItinerarySettings;
import org.waypost.itinerary.ingest.EventReport;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Window;
import org.waypost.itinerary.stay.StayRules;
import org.waypost.itinerary.store.Database;
import org.waypost.simulator.travel.Locality;
import org.waypost.simulator.travel.NetworkFiles;
import org.waypost.simulator.travel.Noise;
import org.waypost.simulator.travel.Traveller;
import org.waypost.simulator.travel.Truth;
import org.waypost.simulator.travel.World;

/** From files to itineraries, for one world and each product's question: the core must say what the truth says. */
class CoreFindsTheTruthIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final int DAYS = 33;

    @TempDir
    private static Path directory;

    private static World world;
    private static ItineraryCore core;
    private static EventReport report;

    @BeforeAll
    static void importTheWorld() throws Exception {
        world = new World(99, 120, DAYS, TODAY, Noise.CALM.withEventsPerDay(20).withFaults(0, 0.05, 0.05));
        NetworkFiles files = NetworkFiles.in(directory);
        // Doubled and late lines on purpose: a track is a set, so they must change nothing.
        files.write(world);
        Clock clock = Clock.fixed(TODAY.atTime(9, 0).toInstant(World.ZONE), ZoneOffset.UTC);
        ItinerarySettings settings = new ItinerarySettings(
                Database.file(directory.resolve("itinerary")),
                Path.of("..", "config", "gazetteer"),
                World.ZONE,
                DAYS + 1,
                2);
        core = ItineraryCore.open(settings, KeyRing.random(), clock);
        assertThat(core.importCells(Source.file(files.cells())).rejected()).isZero();
        report = core.importEvents(List.of(Source.file(files.events())), ImportOptions.PLAIN);
        for (LocalDate day = world.firstDay(); day.isBefore(TODAY); day = day.plusDays(1)) {
            core.markComplete(day);
        }
    }

    @AfterAll
    static void close() {
        core.close();
    }

    @Test
    void takesEveryLine() {
        assertThat(report.rejectedLines()).isZero();
        assertThat(report.duplicates()).isPositive();
    }

    @Test
    void findsTheCitiesOfFourteenDaysWithAStayLongerThanFourHours() throws Exception {
        assertTruth(new Window(TODAY.minusDays(14), TODAY.minusDays(1)), StayRules.longerThan(Duration.ofHours(4)));
    }

    @Test
    void findsTheCitiesOfSevenDaysWithAStayOfFourHours() throws Exception {
        assertTruth(new Window(TODAY.minusDays(7), TODAY.minusDays(1)), StayRules.atLeast(Duration.ofHours(4)));
    }

    @Test
    void findsEveryCityPassedThroughInTheLaterAndTheEarlierHalfOfAMonth() throws Exception {
        assertTruth(new Window(TODAY.minusDays(15), TODAY.minusDays(1)), StayRules.anySighting());
        assertTruth(new Window(TODAY.minusDays(30), TODAY.minusDays(16)), StayRules.anySighting());
    }

    private static void assertTruth(Window window, StayRules rules) throws Exception {
        Truth.Question question =
                new Truth.Question(window.first(), window.last(), rules.shortestStay(), rules.inclusive());
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < world.subscribers(); i++) {
            Traveller traveller = world.traveller(i);
            Msisdn number = Msisdn.ofDigits(traveller.number().substring(1));
            grants.add(new Grant(number, List.of(window), rules, traveller.activeFrom(), "test", "test"));
        }
        List<Itinerary> itineraries = core.itineraries().read(grants);
        int clear = 0;
        for (int i = 0; i < world.subscribers(); i++) {
            Traveller traveller = world.traveller(i);
            Truth.Answer truth = Truth.answer(traveller, question);
            if (truth.clear()) {
                clear++;
                Itinerary.Period period = itineraries.get(i).periods().get(0);
                assertThat(period.visits().stream()
                                .map(visit -> visit.place().chinese())
                                .toList())
                        .as("%s, traveller %d", traveller.kind(), i)
                        .containsExactlyInAnyOrderElementsOf(
                                truth.places().stream().map(Locality::chinese).toList());
                assertThat(period.anySighting()).isEqualTo(truth.seen());
                assertThat(period.complete()).isTrue();
            }
        }
        assertThat(clear).isGreaterThan(world.subscribers() / 2);
    }
}
