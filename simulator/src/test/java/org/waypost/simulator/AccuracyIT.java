package org.waypost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.itinerary.Grant;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ItinerarySettings;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Window;
import org.waypost.itinerary.stay.StayRules;
import org.waypost.itinerary.store.Database;
import org.waypost.simulator.travel.Dwell;
import org.waypost.simulator.travel.Kind;
import org.waypost.simulator.travel.Locality;
import org.waypost.simulator.travel.NetworkFiles;
import org.waypost.simulator.travel.Noise;
import org.waypost.simulator.travel.Traveller;
import org.waypost.simulator.travel.Truth;
import org.waypost.simulator.travel.World;

/**
 * How often an itinerary is exactly right, by kind of traveller, noise and rules. Writes target/accuracy.md; for the
 * figures of a README run it with {@code -Dwaypost.accuracy.subscribers=20000}.
 */
class AccuracyIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Duration PASSING = Duration.ofMinutes(30);
    private static final int SUBSCRIBERS = Integer.getInteger("waypost.accuracy.subscribers", 400);
    private static final boolean THOROUGH = SUBSCRIBERS >= 1_000;

    @TempDir
    private Path directory;

    /** Tally of one row. */
    private static final class Row {
        private int cases;
        private int exact;
        private long listed;
        private long real;
        private long right;
        private long transits;
        private long transitsListed;

        void add(Set<String> told, Set<String> truth, Set<String> passed) {
            cases++;
            exact += told.equals(truth) ? 1 : 0;
            listed += told.size();
            real += truth.size();
            right += told.stream().filter(truth::contains).count();
            transits += passed.size();
            transitsListed += passed.stream().filter(told::contains).count();
        }

        double exactShare() {
            return share(exact, cases);
        }

        double transitShare() {
            return transits == 0 ? 0 : (double) transitsListed / transits;
        }

        private static double share(long part, long whole) {
            return whole == 0 ? 1 : (double) part / whole;
        }

        String cells() {
            return String.format(
                    Locale.ROOT,
                    "%d | %.2f %% | %.2f %% | %.2f %% | %.2f %%",
                    cases,
                    100 * exactShare(),
                    100 * share(right, listed),
                    100 * share(right, real),
                    100 * transitShare());
        }
    }

    private record Told(Traveller traveller, Truth.Answer truth, Set<String> places) {}

    @Test
    void nearlyEveryItineraryIsExactlyRight() throws Exception {
        Path report = Path.of("target", "accuracy.md");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(report))) {
            Row usual = measure("usual", Noise.USUAL, out);
            if (THOROUGH) {
                measure("calm", Noise.CALM, out);
                measure("stress", Noise.STRESS, out);
            }
            assertThat(usual.exactShare()).as("see %s", report).isGreaterThan(THOROUGH ? 0.995 : 0.97);
            assertThat(usual.transitShare()).isLessThan(THOROUGH ? 0.0005 : 0.005);
        }
    }

    private Row measure(String name, Noise noise, PrintWriter out) throws Exception {
        World world = new World(4711, SUBSCRIBERS, 16, TODAY, noise);
        NetworkFiles files = NetworkFiles.in(directory.resolve(name));
        files.write(world);
        Clock clock = Clock.fixed(TODAY.atTime(9, 0).toInstant(World.ZONE), ZoneOffset.UTC);
        ItinerarySettings settings = new ItinerarySettings(
                Database.file(directory.resolve(name).resolve("itinerary")),
                Path.of("..", "config", "gazetteer"),
                World.ZONE,
                17,
                2);
        try (ItineraryCore core = ItineraryCore.open(settings, KeyRing.random(), clock)) {
            core.importCells(Source.file(files.cells()));
            core.importEvents(List.of(Source.file(files.events())), ImportOptions.PLAIN);
            StayRules shipped = StayRules.longerThan(Duration.ofHours(4));
            Row all = byKind(name, told(core, world, shipped), out);
            if (THOROUGH) {
                byRules(name, core, world, shipped, out);
            }
            return all;
        }
    }

    private static List<Told> told(ItineraryCore core, World world, StayRules rules) throws Exception {
        Window window = new Window(TODAY.minusDays(14), TODAY.minusDays(1));
        List<Told> told = new ArrayList<>();
        for (int from = 0; from < world.subscribers(); from += 500) {
            List<Grant> grants = new ArrayList<>();
            List<Traveller> asked = new ArrayList<>();
            for (int i = from; i < Math.min(from + 500, world.subscribers()); i++) {
                Traveller traveller = world.traveller(i);
                Msisdn number = Msisdn.ofDigits(traveller.number().substring(1));
                asked.add(traveller);
                grants.add(new Grant(number, List.of(window), rules, traveller.activeFrom(), "accuracy", "accuracy"));
            }
            List<Itinerary> itineraries = core.itineraries().read(grants);
            for (int i = 0; i < asked.size(); i++) {
                Set<String> places = itineraries.get(i).periods().get(0).visits().stream()
                        .map(visit -> visit.place().chinese())
                        .collect(Collectors.toSet());
                told.add(new Told(asked.get(i), Truth.answer(asked.get(i), Truth.Question.ofCity14(TODAY)), places));
            }
        }
        return told;
    }

    private static Row byKind(String name, List<Told> told, PrintWriter out) {
        Map<Kind, Row> rows = new EnumMap<>(Kind.class);
        Row near = new Row();
        Row all = new Row();
        for (Told one : told) {
            if (one.truth().near()) {
                add(near, one);
            } else {
                add(rows.computeIfAbsent(one.traveller().kind(), kind -> new Row()), one);
                add(all, one);
            }
        }
        out.printf("%nNoise %s, shipped rules, cities of 14 days with a stay longer than 4 h%n%n", name);
        out.println("| traveller | cases | exactly right | precision | recall | transit cities listed |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        rows.forEach((kind, row) -> out.println("| " + kind + " | " + row.cells() + " |"));
        out.println("| **all of these** | " + all.cells() + " |");
        out.println("| near the threshold | " + near.cells() + " |");
        out.flush();
        return all;
    }

    private static void byRules(String name, ItineraryCore core, World world, StayRules shipped, PrintWriter out)
            throws Exception {
        Map<String, StayRules> settings = new LinkedHashMap<>();
        settings.put("as shipped", shipped);
        for (int hours : new int[] {4, 24, 48}) {
            settings.put("silence " + hours + " h", shipped.withLongestSilence(Duration.ofHours(hours)));
        }
        for (int minutes : new int[] {0, 5, 10, 40}) {
            settings.put("excursion " + minutes + " min", shipped.withToleratedExcursion(Duration.ofMinutes(minutes)));
        }
        for (int minutes : new int[] {0, 60, 480}) {
            settings.put(
                    "border patience " + minutes + " min", shipped.withBorderPatience(Duration.ofMinutes(minutes)));
        }
        settings.put("border only: nothing", shipped.withBorderOnly(StayRules.BorderOnly.NOTHING));
        out.printf("%nNoise %s, by rules%n%n", name);
        out.println("| rules | cases | exactly right | precision | recall | transit cities listed |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        for (Map.Entry<String, StayRules> setting : settings.entrySet()) {
            Row row = new Row();
            for (Told one : told(core, world, setting.getValue())) {
                if (!one.truth().near()) {
                    add(row, one);
                }
            }
            out.println("| " + setting.getKey() + " | " + row.cells() + " |");
            out.flush();
        }
    }

    private static void add(Row row, Told one) {
        Set<String> truth = one.truth().places().stream().map(Locality::chinese).collect(Collectors.toSet());
        Set<String> passed = new HashSet<>();
        for (Dwell dwell : one.traveller().journey().dwells()) {
            if (dwell.seconds() < PASSING.toSeconds() && dwell.where() instanceof Locality.City city) {
                passed.add(city.chinese());
            }
        }
        passed.removeAll(truth);
        row.add(one.places(), truth, passed);
    }
}
