package org.waypost.itinerary.geography;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.itinerary.model.Place;

/** The gazetteer that is delivered, against what people call the places they have been to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedGazetteerTest {
    private static final Path DIRECTORY = Path.of("../config/gazetteer");
    /** 3GPP 23.038, clause 6.2.1, as far as a name could need it: a name outside it would make the whole answer UCS-2. */
    private static final String IN_GSM_ALPHABET = "[A-Za-z '.()\\-éèäöüÄÖÜñÑ]+";

    private Gazetteer gazetteer;

    @BeforeAll
    void load() throws IOException, InvalidGazetteerException {
        try (Reader regions = Files.newBufferedReader(DIRECTORY.resolve(Gazetteer.REGIONS));
                Reader countries = Files.newBufferedReader(DIRECTORY.resolve(Gazetteer.COUNTRIES));
                Reader networks = Files.newBufferedReader(DIRECTORY.resolve(Gazetteer.NETWORKS))) {
            gazetteer = Gazetteer.parse(regions, countries, networks);
        }
    }

    private Place city(String code) {
        return gazetteer.city(code).orElseThrow(() -> new AssertionError("no city for " + code));
    }

    @ParameterizedTest
    @CsvSource({
        "430100, 长沙, Changsha, 湖南",
        "430102, 长沙, Changsha, 湖南",
        "610100, 西安, Xi'an, 陕西",
        "140100, 太原, Taiyuan, 山西",
        "150100, 呼和浩特, Hohhot, 内蒙古",
        "152500, 锡林郭勒盟, Xilingol League, 内蒙古",
        "222400, 延边, Yanbian, 吉林",
        "220200, 吉林, Jilin, 吉林",
        "422800, 恩施, Enshi, 湖北",
        "433100, 湘西, Xiangxi, 湖南",
        "513200, 阿坝, Aba, 四川",
        "522300, 黔西南, Qianxinan, 贵州",
        "532500, 红河, Honghe, 云南",
        "533100, 德宏, Dehong, 云南",
        "540200, 日喀则, Xigaze, 西藏",
        "632800, 海西, Haixi, 青海",
        "650100, 乌鲁木齐, Urumqi, 新疆",
        "652700, 博尔塔拉, Bortala, 新疆",
        "653000, 克孜勒苏, Kizilsu, 新疆",
        "654000, 伊犁, Ili, 新疆",
        "653100, 喀什, Kashgar, 新疆",
        "232700, 大兴安岭, Da Hinggan Ling, 黑龙江",
    })
    void showsRegionsAsTheCityPeopleName(String code, String chinese, String english, String province) {
        Place city = city(code);
        assertThat(city.kind()).isEqualTo(Place.Kind.CITY);
        assertThat(city.chinese()).isEqualTo(chinese);
        assertThat(city.english()).isEqualTo(english);
        assertThat(city.provinceOrSelf().chinese()).isEqualTo(province);
        assertThat(city.provinceOrSelf().kind()).isEqualTo(Place.Kind.PROVINCE);
    }

    @ParameterizedTest
    @CsvSource({
        "419001, 济源, 河南",
        "429004, 仙桃, 湖北",
        "429005, 潜江, 湖北",
        "429006, 天门, 湖北",
        "429021, 神农架, 湖北",
        "469001, 五指山, 海南",
        "469002, 琼海, 海南",
        "469005, 文昌, 海南",
        "469006, 万宁, 海南",
        "469007, 东方, 海南",
        "469021, 定安, 海南",
        "469022, 屯昌, 海南",
        "469023, 澄迈, 海南",
        "469024, 临高, 海南",
        "469025, 白沙, 海南",
        "469026, 昌江, 海南",
        "469027, 乐东, 海南",
        "469028, 陵水, 海南",
        "469029, 保亭, 海南",
        "469030, 琼中, 海南",
        "659001, 石河子, 新疆",
        "659002, 阿拉尔, 新疆",
        "659003, 图木舒克, 新疆",
        "659004, 五家渠, 新疆",
        "659005, 北屯, 新疆",
        "659006, 铁门关, 新疆",
        "659007, 双河, 新疆",
        "659008, 可克达拉, 新疆",
        "659009, 昆玉, 新疆",
        "659010, 胡杨河, 新疆",
        "659011, 新星, 新疆",
        "659012, 白杨, 新疆",
    })
    void showsUnitsDirectlyBelowTheirProvinceAsCities(String code, String chinese, String province) {
        Place city = city(code);
        assertThat(city.code()).isEqualTo(code);
        assertThat(city.kind()).isEqualTo(Place.Kind.CITY);
        assertThat(city.chinese()).isEqualTo(chinese);
        assertThat(city.provinceOrSelf().chinese()).isEqualTo(province);
    }

    @ParameterizedTest
    @ValueSource(strings = {"419000", "429000", "469000", "659000"})
    void headingsWithoutAPrefectureAreNoPlaces(String code) {
        assertThat(gazetteer.city(code)).isEmpty();
        assertThat(gazetteer.place(code)).isEmpty();
    }

    @Test
    void neverShowsAHeadingOrAnAdministrativeSuffix() {
        assertThat(gazetteer.cities())
                .extracting(Place::chinese)
                .noneMatch(name -> name.contains("市辖区") || name.contains("直辖"))
                .noneMatch(name -> name.matches(".*(省|市|县|自治区|自治州|自治县|地区)"));
    }

    @ParameterizedTest
    @CsvSource({"441900, 东莞", "442000, 中山", "460400, 儋州", "620200, 嘉峪关"})
    void citiesWithoutDistrictsAreThere(String code, String chinese) {
        assertThat(city(code).chinese()).isEqualTo(chinese);
        assertThat(city(code).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "110000, 北京, Beijing",
        "110100, 北京, Beijing",
        "110105, 北京, Beijing",
        "120101, 天津, Tianjin",
        "310115, 上海, Shanghai",
        "500103, 重庆, Chongqing",
        "500200, 重庆, Chongqing",
        "500243, 重庆, Chongqing",
        "810000, 香港, Hong Kong",
        "810001, 香港, Hong Kong",
        "820000, 澳门, Macao",
        "820008, 澳门, Macao",
    })
    void aMunicipalityIsProvinceAndCityInOne(String code, String chinese, String english) {
        Place place = city(code);
        assertThat(place.kind()).isEqualTo(Place.Kind.MUNICIPALITY);
        assertThat(place.chinese()).isEqualTo(chinese);
        assertThat(place.english()).isEqualTo(english);
        assertThat(place.provinceOrSelf()).isSameAs(place);
    }

    @Test
    void districtsOfTheCityStandForTheCity() {
        assertThat(city("130101")).isEqualTo(city("130100"));
    }

    @Test
    void districtsThatWereMergedStillResolve() {
        assertThat(city("330103").chinese()).isEqualTo("杭州");
    }

    @Test
    void districtsOfOneNameAreToldApartByTheirCode() {
        assertThat(city("110105").chinese()).isEqualTo("北京");
        assertThat(city("220104").chinese()).isEqualTo("长春");
    }

    @ParameterizedTest
    @CsvSource({"454, 810000, 香港", "455, 820000, 澳门", "466, 710000, 台湾"})
    void hongKongMacaoAndTaiwanAreRegionsOfChina(String mcc, String code, String chinese) {
        Place place = gazetteer.country(mcc, "01").orElseThrow();
        assertThat(place).isEqualTo(gazetteer.country(mcc, null).orElseThrow()).isEqualTo(city(code));
        assertThat(place.code()).isEqualTo(code);
        assertThat(place.chinese()).isEqualTo(chinese);
        assertThat(place.abroad()).isFalse();
    }

    @Test
    void noCountryIsAPartOfChina() {
        assertThat(gazetteer.countries()).extracting(Place::code).doesNotContain("CN", "HK", "MO", "TW");
        assertThat(gazetteer.countries()).hasSizeGreaterThan(240).allMatch(Place::abroad);
    }

    @ParameterizedTest
    @CsvSource({
        "440, 10, JP, 日本, Japan",
        "450, 05, KR, 韩国, South Korea",
        "250, 01, RU, 俄罗斯, Russia",
        "294, 01, MK, 北马其顿, North Macedonia",
        "659, 02, SS, 南苏丹, South Sudan",
        "208, 01, FR, 法国, France",
        "289, 67, GE, 格鲁吉亚, Georgia",
        "612, 01, CI, 科特迪瓦, Cote d'Ivoire",
    })
    void namesCountriesByTheirShortName(String mcc, String mnc, String code, String chinese, String english) {
        Place country = gazetteer.country(mcc, mnc).orElseThrow();
        assertThat(country).isEqualTo(new Place(code, Place.Kind.COUNTRY, chinese, english, null));
        assertThat(gazetteer.place(code)).contains(country);
    }

    @ParameterizedTest
    @CsvSource({
        "234, 10, GB",
        "234, 58, IM",
        "234, 55, GG",
        "234, 50, JE",
        "255, 01, UA",
        "255, 00, MD",
        "310, 410, US",
        "310, 140, GU",
        "310, 110, MP",
        "310, 59, BM",
        "311, 480, US",
        "311, 470, VI",
        "311, 780, AS",
        "313, 100, US",
        "313, 790, PR",
        "338, 180, JM",
        "338, 050, TC",
        "340, 01, FR",
        "340, 08, MF",
        "362, 69, CW",
        "362, 51, SX",
        "362, 78, BQ",
        "425, 01, IL",
        "425, 05, PS",
        "505, 01, AU",
        "505, 10, NF",
        "647, 10, RE",
        "647, 01, YT",
    })
    void theNetworkDecidesWhereACountryCodeIsShared(String mcc, String mnc, String code) {
        assertThat(gazetteer.country(mcc, mnc)).map(Place::code).contains(code);
    }

    @Test
    void aNetworkCodeIsText() {
        assertThat(gazetteer.country("425", "5")).map(Place::code).contains("IL");
        assertThat(gazetteer.country("425", "005")).map(Place::code).contains("IL");
        assertThat(gazetteer.country("425", null)).map(Place::code).contains("IL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"460", "901", "001", "999", "000", "", "4401"})
    void thereAreNetworksOfNoForeignCountry(String mcc) {
        assertThat(gazetteer.country(mcc, "01")).isEmpty();
    }

    @Test
    void everyMobileCountryCodeOfACountryLeadsToAPlace() {
        long found = IntStream.range(0, 1000)
                .filter(mcc -> gazetteer.country("%03d".formatted(mcc), null).isPresent())
                .count();
        // 238 in the source, less China's own, two of test networks and four of international ones
        assertThat(found).isEqualTo(238 - 1 - 2 - 4);
    }

    @Test
    void coversTheCountry() {
        Map<Place.Kind, Long> byKind =
                gazetteer.cities().stream().collect(Collectors.groupingBy(Place::kind, Collectors.counting()));
        assertThat(byKind)
                .containsEntry(Place.Kind.MUNICIPALITY, 6L)
                .containsEntry(Place.Kind.PROVINCE, 1L)
                .containsEntry(Place.Kind.CITY, 333L + 32);
        assertThat(gazetteer.cities().stream()
                        .map(place -> place.provinceOrSelf().code()))
                .contains("110000", "540000", "710000", "820000")
                .doesNotContain("460400");
        assertThat(gazetteer.cities().stream()
                        .map(place -> place.provinceOrSelf().code())
                        .distinct())
                .hasSize(34);
    }

    @Test
    void noTwoCitiesShareAName() {
        assertThat(gazetteer.cities()).extracting(Place::chinese).doesNotHaveDuplicates();
        assertThat(gazetteer.cities()).extracting(Place::english).doesNotHaveDuplicates();
    }

    @Test
    void citiesThatSoundAlikeAreToldApartByTheirProvince() {
        assertThat(city("320500").english()).isEqualTo("Suzhou (Jiangsu)");
        assertThat(city("341300").english()).isEqualTo("Suzhou (Anhui)");
    }

    @Test
    void aPrefectureNamedLikeAProvinceSaysWhatItIs() {
        assertThat(city("632500").chinese()).isEqualTo("海南州");
    }

    @Test
    void everyNameCanBeSentAndRead() {
        List<Place> all = Stream.of(gazetteer.cities(), gazetteer.countries())
                .flatMap(Collection::stream)
                .toList();
        assertThat(all).allSatisfy(place -> {
            assertThat(place.english()).matches(IN_GSM_ALPHABET);
            assertThat(place.chinese()).matches("[\\u4e00-\\u9fff]+(（[\\u4e00-\\u9fff]+）[\\u4e00-\\u9fff]*)?");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "430000", "4301", "999999", "43010a", "４３０１００", "710001"})
    void anUnknownRegionIsNoCity(String code) {
        assertThat(gazetteer.city(code)).isEmpty();
    }
}
