package org.waypost.itinerary.geography;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.itinerary.model.Place;

class GazetteerTest {
    private static final String REGIONS = """
            code,kind,chinese,english,province,shown_as
            430000,province,湖南,Hunan,,
            430100,city,长沙,Changsha,430000,430100
            430102,district,芙蓉区,,430000,430100
            310000,municipality,上海,Shanghai,,310000
            """;
    private static final String COUNTRIES = """
            code,chinese,english
            JP,日本,Japan
            """;
    private static final String NETWORKS = """
            mcc,mnc,place
            440,,JP
            """;

    private static Gazetteer parse(String regions, String countries, String networks)
            throws IOException, InvalidGazetteerException {
        return Gazetteer.parse(new StringReader(regions), new StringReader(countries), new StringReader(networks));
    }

    @Test
    void readsColumnsInAnyOrderAndIgnoresUnknownOnes() throws Exception {
        Gazetteer gazetteer = parse("\uFEFF" + """
                        note,shown_as,province,english,chinese,kind,code
                        "a ""new"", one",430100,430000,Changsha,长沙,city,430100

                        ,,,Hunan,湖南,province,430000
                        """.replace("\n", "\r\n"), COUNTRIES, NETWORKS);
        assertThat(gazetteer.city("430100"))
                .contains(new Place(
                        "430100",
                        Place.Kind.CITY,
                        "长沙",
                        "Changsha",
                        new Place("430000", Place.Kind.PROVINCE, "湖南", "Hunan", null)));
    }

    @Test
    void aProvinceIsAPlaceButNoCity() throws Exception {
        Gazetteer gazetteer = parse(REGIONS, COUNTRIES, NETWORKS);
        assertThat(gazetteer.city("430000")).isEmpty();
        assertThat(gazetteer.place("430000")).map(Place::english).contains("Hunan");
        assertThat(gazetteer.place("430102")).isEmpty();
        assertThat(gazetteer.cities()).extracting(Place::code).containsExactly("310000", "430100");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "43010,city,x,X,430000,43010 | regions.csv, line 6: code \"43010\" (expected six digits of GB/T 2260)",
                "430100,city,x,X,430000,430100 | regions.csv, line 6: code \"430100\" (expected one that no earlier line has)",
                "430200,town,x,X,430000,430200 | regions.csv, line 6: kind \"town\" (expected province, municipality, city or district)",
                "430200,city,x,X,440000,430200 | regions.csv, line 6: province \"440000\" (expected the code of a province)",
                "430200,city,x,X,310000,430200 | regions.csv, line 6: province \"310000\" (expected the code of a province)",
                "430200,city,,X,430000,430200 | regions.csv, line 6: chinese \"\" (expected a name)",
                "430200,city,x,,430000,430200 | regions.csv, line 6: english \"\" (expected a name)",
                "430200,city,x,X,430000 | regions.csv, line 6: 5 fields (expected 6, as in the header)",
            })
    void namesTheLineOfARegionItCannotUse(String line, String message) {
        assertThatThrownBy(() -> parse(REGIONS + line + "\n", COUNTRIES, NETWORKS))
                .isInstanceOf(InvalidGazetteerException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`430200,city,x,X,430000,430100`",
                "`430200,city,x,X,430000,`",
                "`430103,district,x,,430000,430102`",
                "`430103,district,x,,430000,430000`",
                "`430103,district,x,,430000,`",
                "`440000,province,x,X,,430100`",
            })
    void refusesARegionShownAsWhatIsNoPlaceOfItsOwn(String line) {
        assertThatThrownBy(() -> parse(REGIONS + line + "\n", COUNTRIES, NETWORKS))
                .isInstanceOf(InvalidGazetteerException.class)
                .hasMessageStartingWith("regions.csv, line 6: shown_as \"");
    }

    @ParameterizedTest
    @CsvSource({"TW", "HK", "MO", "CN", "jp", "JPN"})
    void refusesACountryThatIsNoneOrAPartOfChina(String code) {
        assertThatThrownBy(() -> parse(REGIONS, COUNTRIES + code + ",x,X\n", NETWORKS))
                .isInstanceOf(InvalidGazetteerException.class)
                .hasMessage("countries.csv, line 3: code \"" + code
                        + "\" (expected two capitals of ISO 3166-1, not of a part of China)");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "44,,JP | networks.csv, line 3: mcc \"44\" (expected three digits)",
                "440,1,JP | networks.csv, line 3: mnc \"1\" (expected two or three digits, or nothing)",
                "440,,JP | networks.csv, line 3: mnc \"\" (expected one that no earlier line has)",
                "441,,XX | networks.csv, line 3: place \"XX\" (expected a code of regions.csv or countries.csv)",
            })
    void namesTheLineOfANetworkItCannotUse(String line, String message) {
        assertThatThrownBy(() -> parse(REGIONS, COUNTRIES, NETWORKS + line + "\n"))
                .isInstanceOf(InvalidGazetteerException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAQuoteThatDoesNotClose() {
        assertThatThrownBy(() -> parse(REGIONS + "430200,city,\"x,X,430000,430200\n", COUNTRIES, NETWORKS))
                .isInstanceOf(InvalidGazetteerException.class)
                .hasMessage("regions.csv, line 6: a quote that does not close (expected fields of RFC 4180)");
    }

    @Test
    void missesAColumnAndAnEmptyFile() {
        assertThatThrownBy(() -> parse(REGIONS, COUNTRIES, "mcc,place\n"))
                .hasMessage("networks.csv, line 1: no column \"mnc\" (expected the columns mcc, mnc, place)");
        assertThatThrownBy(() -> parse("", COUNTRIES, NETWORKS))
                .isInstanceOf(InvalidGazetteerException.class)
                .hasMessageStartingWith("regions.csv, line 1: no column \"code\"");
    }
}
