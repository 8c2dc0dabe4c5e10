package org.waypost.simulator;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.waypost.itinerary.Grant;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ItinerarySettings;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Place;
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
 * How often itineraries are exactly right, for one world under one noise: from its files through the core, compared with
 * its truth, for each product as shipped and for other settings of the rules.
 */
final class AccuracyTable implements AutoCloseable {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static final int DAYS = 33;
    private static final int BATCH = 500;
    private static final Duration PASSING = Duration.ofMinutes(30);
    private static final Pattern WHOLE_TIME = Pattern.compile("2026-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+08:00");

    private static final StayRules ROAM = StayRules.anySighting()
            .withToleratedExcursion(Duration.ofMinutes(30))
            .withToleratedHop(Duration.ofHours(4));

    /** The products as {@code config/services} ships them. */
    static final List<Product> PRODUCTS = List.of(
            new Product("card-7", StayRules.atLeast(Duration.ofHours(4)), false, List.of(back(1, 7))),
            new Product("city-14", StayRules.longerThan(Duration.ofHours(4)), false, List.of(back(1, 14))),
            new Product("region-30", StayRules.longerThan(Duration.ofHours(4)), true, List.of(back(1, 30))),
            new Product("roam-15-30", ROAM, false, List.of(back(1, 15), back(16, 30))));

    private final World world;
    private final ItineraryCore core;
    private final Set<String> seen = new HashSet<>();

    private static Window back(int last, int first) {
        return new Window(TODAY.minusDays(first), TODAY.minusDays(last));
    }

    /**
     * A product.
     *
     * @param provinces whether it names provinces alone
     */
    record Product(String title, StayRules rules, boolean provinces, List<Window> windows) {
        Truth.Question question(Window window) {
            return new Truth.Question(window.first(), window.last(), rules.shortestStay(), rules.inclusive());
        }
    }

    /** Why a case may not be decidable from what the network sees; such cases have rows of their own. */
    enum Case {
        PLAIN("**within the target**"),
        NEAR("a stay about as long as the threshold"),
        HIDDEN("a stay hidden by a silent phone"),
        LOST("a place whose only lines were damaged");

        final String title;

        Case(String title) {
            this.title = title;
        }
    }

    /** Tally of one row. */
    static final class Row {
        private int cases;
        private int exact;
        private long listed;
        private long real;
        private long right;
        private long transits;
        private long transitsListed;

        private void add(Told told) {
            cases++;
            exact += told.places().equals(told.truth()) ? 1 : 0;
            listed += told.places().size();
            real += told.truth().size();
            right += told.places().stream().filter(told.truth()::contains).count();
            transits += told.passed().size();
            transitsListed +=
                    told.passed().stream().filter(told.places()::contains).count();
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

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d | %.2f %% | %d / %d | %.2f %% | %.2f %% | %d of %,d",
                    cases,
                    100 * exactShare(),
                    real - right,
                    listed - right,
                    100 * share(right, listed),
                    100 * share(right, real),
                    transitsListed,
                    transits);
        }
    }

    private static final String HEAD =
            " | cases | exactly right | missing / too many | precision | recall | transit cities listed |%n| --- | --- | --- | --- | --- | --- | --- |%n";

    private record Told(Kind kind, Case sort, Set<String> truth, Set<String> passed, Set<String> places) {}

    private AccuracyTable(World world, ItineraryCore core) {
        this.world = world;
        this.core = core;
    }

    static AccuracyTable of(Path directory, int subscribers, Noise noise) throws Exception {
        World world = new World(4711, subscribers, DAYS, TODAY, noise);
        NetworkFiles files = NetworkFiles.in(directory);
        files.write(world);
        Clock clock = Clock.fixed(TODAY.atTime(9, 0).toInstant(World.ZONE), ZoneOffset.UTC);
        Path gazetteer = Path.of("..", "config", "gazetteer");
        ItinerarySettings settings = new ItinerarySettings(
                Database.file(directory.resolve("itinerary")), gazetteer, World.ZONE, DAYS + 1, 2);
        ItineraryCore core = ItineraryCore.open(settings, KeyRing.random(), clock);
        core.importCells(Source.file(files.cells()));
        core.importEvents(List.of(Source.file(files.events())), ImportOptions.PLAIN);
        AccuracyTable table = new AccuracyTable(world, core);
        table.look(files.events());
        Files.delete(files.events());
        return table;
    }

    /** Notes where and on which days whole lines saw each number, without the core. */
    private void look(Path events) throws Exception {
        Map<String, String> placeOfCell = new HashMap<>();
        for (Locality.City city : world.atlas().cities()) {
            placeOfCell.put(city.code().substring(0, 4), city.chinese());
        }
        for (Locality.Country country : world.atlas().countries()) {
            placeOfCell.put(country.network(), country.chinese());
        }
        try (BufferedReader lines = Files.newBufferedReader(events)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                if (fields.length == 4 && WHOLE_TIME.matcher(fields[1]).matches()) {
                    String[] cell = fields[2].split("-", -1);
                    String place = placeOfCell.get(cell.length == 4 ? cell[2] : fields[2]);
                    seen.add(fields[0] + fields[1].substring(0, 10) + place);
                }
            }
        }
    }

    @Override
    public void close() {
        core.close();
    }

    /** Writes the rows of a product as shipped. */
    Row product(Product product, PrintWriter out) throws Exception {
        List<Told> told = told(product, product.rules());
        Map<Case, Row> rows = new EnumMap<>(Case.class);
        Row all = new Row();
        for (Told one : told) {
            rows.computeIfAbsent(one.sort(), sort -> new Row()).add(one);
            all.add(one);
        }
        rows.forEach((sort, row) -> out.printf("| %s, %s | %s |%n", product.title(), sort.title, row));
        out.printf("| %s, all | %s |%n", product.title(), all);
        out.flush();
        return rows.getOrDefault(Case.PLAIN, new Row());
    }

    /** Writes a row for each kind of traveller. */
    void kinds(Product product, PrintWriter out) throws Exception {
        Map<Kind, Row> rows = new EnumMap<>(Kind.class);
        for (Told one : told(product, product.rules())) {
            if (one.sort() == Case.PLAIN) {
                rows.computeIfAbsent(one.kind(), kind -> new Row()).add(one);
            }
        }
        rows.forEach((kind, row) ->
                out.printf("| %s | %s |%n", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), row));
        out.flush();
    }

    /** Writes a row for each setting of the rules. */
    void rules(Product product, PrintWriter out) throws Exception {
        Map<String, UnaryOperator<StayRules>> settings = new LinkedHashMap<>();
        settings.put("as shipped", rules -> rules);
        for (int hours : new int[] {4, 12, 24, 48}) {
            settings.put("silence " + hours + " h", rules -> rules.withLongestSilence(Duration.ofHours(hours)));
        }
        for (int minutes : new int[] {0, 20, 30, 60, 90}) {
            settings.put(
                    "excursion " + minutes + " min",
                    rules -> rules.withToleratedExcursion(Duration.ofMinutes(minutes)));
        }
        for (int minutes : new int[] {0, 60, 120, 240, 720}) {
            settings.put("hop " + minutes + " min", rules -> rules.withToleratedHop(Duration.ofMinutes(minutes)));
        }
        for (int hours : new int[] {0, 3, 12, 48}) {
            settings.put("border patience " + hours + " h", rules -> rules.withBorderPatience(Duration.ofHours(hours)));
        }
        settings.put("border only: nothing", rules -> rules.withBorderOnly(StayRules.BorderOnly.NOTHING));
        for (Map.Entry<String, UnaryOperator<StayRules>> setting : settings.entrySet()) {
            Row row = new Row();
            told(product, setting.getValue().apply(product.rules())).stream()
                    .filter(one -> one.sort() == Case.PLAIN)
                    .forEach(row::add);
            out.printf("| %s | %s |%n", setting.getKey(), row);
            out.flush();
        }
    }

    static void head(String of, PrintWriter out) {
        out.printf("%n| " + of + HEAD);
    }

    private List<Told> told(Product product, StayRules rules) throws Exception {
        List<Told> told = new ArrayList<>();
        for (int from = 0; from < world.subscribers(); from += BATCH) {
            List<Grant> grants = new ArrayList<>();
            List<Traveller> asked = new ArrayList<>();
            for (int i = from; i < Math.min(from + BATCH, world.subscribers()); i++) {
                Traveller traveller = world.traveller(i);
                Msisdn number = Msisdn.ofDigits(traveller.number().substring(1));
                asked.add(traveller);
                grants.add(new Grant(number, product.windows(), rules, traveller.activeFrom(), "accuracy", "accuracy"));
            }
            List<Itinerary> itineraries = core.itineraries().read(grants);
            for (int i = 0; i < asked.size(); i++) {
                told.add(compare(product, asked.get(i), itineraries.get(i)));
            }
        }
        return told;
    }

    private Told compare(Product product, Traveller traveller, Itinerary itinerary) {
        Set<String> truth = new HashSet<>();
        Set<String> passed = new HashSet<>();
        Set<String> places = new HashSet<>();
        Case sort = Case.PLAIN;
        for (int i = 0; i < product.windows().size(); i++) {
            String prefix = i + " ";
            Window window = product.windows().get(i);
            Truth.Answer answer = Truth.answer(traveller, product.question(window));
            answer.places().forEach(place -> truth.add(prefix + name(place, product.provinces())));
            itinerary.periods().get(i).visits().stream()
                    .map(visit -> product.provinces() ? visit.place().provinceOrSelf() : visit.place())
                    .map(Place::chinese)
                    .forEach(place -> places.add(prefix + place));
            passed(traveller).forEach(city -> passed.add(prefix + name(city, product.provinces())));
            sort = sort == Case.PLAIN ? sort(traveller, answer, window) : sort;
        }
        passed.removeAll(truth);
        return new Told(traveller.kind(), sort, truth, passed, places);
    }

    private Case sort(Traveller traveller, Truth.Answer answer, Window window) {
        if (answer.near()) {
            return Case.NEAR;
        }
        if (answer.hidden()) {
            return Case.HIDDEN;
        }
        boolean allSeen = answer.places().stream().allMatch(place -> seen(traveller, place, window));
        return allSeen ? Case.PLAIN : Case.LOST;
    }

    private boolean seen(Traveller traveller, Locality place, Window window) {
        for (LocalDate day = window.first(); window.contains(day); day = day.plusDays(1)) {
            if (seen.contains(traveller.number() + day + place.chinese())) {
                return true;
            }
        }
        return false;
    }

    private static String name(Locality place, boolean province) {
        return province && place instanceof Locality.City city && !city.municipality()
                ? city.province()
                : place.chinese();
    }

    private static Set<Locality> passed(Traveller traveller) {
        return traveller.journey().dwells().stream()
                .filter(dwell -> dwell.where() instanceof Locality.City)
                .filter(dwell -> dwell.seconds() < PASSING.toSeconds())
                .map(Dwell::where)
                .collect(Collectors.toSet());
    }
}
