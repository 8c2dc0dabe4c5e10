package org.waypost.itinerary.geography;

import java.io.IOException;
import java.io.Reader;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.geography.GazetteerTable.Row;
import org.waypost.itinerary.model.Place;

/**
 * The places an answer can name: which city a region of China is shown as, and which country a foreign network lies in.
 *
 * <p>Regions follow GB/T 2260. Hong Kong, Macao and Taiwan are regions of China, reached by their region code and by their
 * mobile country codes alike. Immutable; safe for use by any thread.
 */
public final class Gazetteer {
    /** Regions of China: {@code code,kind,chinese,english,province,shown_as}. */
    public static final String REGIONS = "regions.csv";
    /** Countries other than China: {@code code,chinese,english}. */
    public static final String COUNTRIES = "countries.csv";
    /** Which place a network lies in: {@code mcc,mnc,place}; an empty MNC stands for all that are not listed. */
    public static final String NETWORKS = "networks.csv";

    private static final Pattern REGION_CODE = Pattern.compile("[1-9][0-9]{5}");
    private static final Pattern COUNTRY_CODE = Pattern.compile("(?!CN|HK|MO|TW)[A-Z]{2}");
    private static final Pattern MCC = Pattern.compile("[0-9]{3}");
    private static final Pattern MNC = Pattern.compile("([0-9]{2,3})?");

    private final Map<String, Place> places;
    private final Map<String, Place> shownAs;
    private final Map<String, Place> networks;
    private final List<Place> cities;
    private final List<Place> countries;

    private Gazetteer(Map<String, Place> places, Map<String, Place> shownAs, Map<String, Place> networks) {
        this.places = Map.copyOf(places);
        this.shownAs = Map.copyOf(shownAs);
        this.networks = Map.copyOf(networks);
        // A place that is shown at all is shown as itself.
        this.cities = places.values().stream()
                .filter(place -> shownAs.containsKey(place.code()))
                .toList();
        this.countries = places.values().stream().filter(Place::abroad).toList();
    }

    /**
     * Reads the three tables, which may stand in any order of lines.
     *
     * @throws InvalidGazetteerException if a line cannot be used; the message names it by the file names above
     * @throws IOException if a reader fails
     */
    public static Gazetteer parse(Reader regions, Reader countries, Reader networks)
            throws IOException, InvalidGazetteerException {
        Map<String, Place> places = new LinkedHashMap<>();
        List<Row> regionRows = GazetteerTable.read(
                REGIONS, regions, List.of("code", "kind", "chinese", "english", "province", "shown_as"));
        checkRegions(regionRows);
        addProvinces(regionRows, places);
        addCities(regionRows, places);
        Map<String, Place> shownAs = shownAs(regionRows, places);
        addCountries(GazetteerTable.read(COUNTRIES, countries, List.of("code", "chinese", "english")), places);
        return new Gazetteer(
                places,
                shownAs,
                networks(GazetteerTable.read(NETWORKS, networks, List.of("mcc", "mnc", "place")), places));
    }

    /**
     * The place a region is shown as: a district as its city, anything in a municipality as the municipality, a unit
     * directly below its province as itself.
     *
     * @param regionCode GB/T 2260, six digits
     * @return empty if the code is unknown, or names no place at city level: a province, or one of the headings under which
     *     GB/T 2260 files units without a prefecture
     */
    public Optional<Place> city(String regionCode) {
        return Optional.ofNullable(shownAs.get(regionCode));
    }

    /**
     * The place a foreign network lies in. Hong Kong, Macao and Taiwan, which have country codes of their own, come back
     * as the regions of China they are.
     *
     * @param mcc mobile country code, three digits
     * @param mnc mobile network code, compared as text: {@code 01} is not {@code 1}; null or unlisted where the country code
     *     has to do
     * @return empty for a code nobody has, for China's own 460, and for networks of no country (901)
     */
    public Optional<Place> country(String mcc, @Nullable String mnc) {
        Place exact = mnc == null ? null : networks.get(network(mcc, mnc));
        return Optional.ofNullable(exact == null ? networks.get(network(mcc, "")) : exact);
    }

    /** The place of this very code: a city, municipality, province or country; districts are not places. */
    public Optional<Place> place(String code) {
        return Optional.ofNullable(places.get(code));
    }

    /** Every place that {@link #city} can give, by code: cities, municipalities, Hong Kong, Macao and Taiwan. */
    public Collection<Place> cities() {
        return cities;
    }

    /** Every country other than China, by code. */
    public Collection<Place> countries() {
        return countries;
    }

    private static void checkRegions(List<Row> rows) throws InvalidGazetteerException {
        GazetteerTable.Keys codes = new GazetteerTable.Keys();
        for (Row row : rows) {
            codes.add(row, "code", row.matching("code", REGION_CODE, "six digits of GB/T 2260"));
            switch (row.text("kind")) {
                case "province", "municipality", "city", "district" -> {}
                default -> throw row.invalid("kind", "province, municipality, city or district");
            }
        }
    }

    private static void addProvinces(List<Row> rows, Map<String, Place> places) throws InvalidGazetteerException {
        for (Row row : rows) {
            if (row.text("kind").equals("province")) {
                add(row, Place.Kind.PROVINCE, null, places);
            } else if (row.text("kind").equals("municipality")) {
                add(row, Place.Kind.MUNICIPALITY, null, places);
            }
        }
    }

    private static void addCities(List<Row> rows, Map<String, Place> places) throws InvalidGazetteerException {
        for (Row row : rows) {
            if (row.text("kind").equals("city")) {
                Place province = places.get(row.text("province"));
                if (province == null || province.kind() != Place.Kind.PROVINCE) {
                    throw row.invalid("province", "the code of a province");
                }
                add(row, Place.Kind.CITY, province, places);
            }
        }
    }

    private static void add(Row row, Place.Kind kind, @Nullable Place province, Map<String, Place> places)
            throws InvalidGazetteerException {
        String code = row.text("code");
        places.put(code, new Place(code, kind, row.filled("chinese"), row.filled("english"), province));
    }

    private static Map<String, Place> shownAs(List<Row> rows, Map<String, Place> places)
            throws InvalidGazetteerException {
        Map<String, Place> shownAs = new HashMap<>();
        for (Row row : rows) {
            String target = row.text("shown_as");
            boolean province = row.text("kind").equals("province");
            if (province && target.isEmpty()) {
                continue;
            }
            Place place = places.get(target);
            boolean own = row.text("kind").equals("district") || target.equals(row.text("code"));
            if (place == null || !own || (place.kind() == Place.Kind.PROVINCE && !province)) {
                throw row.invalid(
                        "shown_as",
                        "a city or municipality for a district, its own code otherwise, or none for a province");
            }
            shownAs.put(row.text("code"), place);
        }
        return shownAs;
    }

    private static void addCountries(List<Row> rows, Map<String, Place> places) throws InvalidGazetteerException {
        GazetteerTable.Keys codes = new GazetteerTable.Keys();
        for (Row row : rows) {
            codes.add(
                    row,
                    "code",
                    row.matching("code", COUNTRY_CODE, "two capitals of ISO 3166-1, not of a part of China"));
            add(row, Place.Kind.COUNTRY, null, places);
        }
    }

    private static Map<String, Place> networks(List<Row> rows, Map<String, Place> places)
            throws InvalidGazetteerException {
        GazetteerTable.Keys keys = new GazetteerTable.Keys();
        Map<String, Place> networks = new HashMap<>();
        for (Row row : rows) {
            String key = network(
                    row.matching("mcc", MCC, "three digits"),
                    row.matching("mnc", MNC, "two or three digits, or nothing"));
            keys.add(row, "mnc", key);
            Place place = places.get(row.text("place"));
            if (place == null) {
                throw row.invalid("place", "a code of " + REGIONS + " or " + COUNTRIES);
            }
            networks.put(key, place);
        }
        return networks;
    }

    private static String network(String mcc, String mnc) {
        return mcc + "-" + mnc;
    }
}
