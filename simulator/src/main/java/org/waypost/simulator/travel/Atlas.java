package org.waypost.simulator.travel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.waypost.simulator.travel.Locality.City;
import org.waypost.simulator.travel.Locality.Country;

/**
 * The map of the simulated world: real cities under their GB/T 2260 codes, which of them touch, two railway lines, and the
 * cells that cover it all.
 */
public final class Atlas {
    /** Cells in the interior of each city. */
    static final int INNER_CELLS = 8;

    /** Cells on each side of each border. */
    static final int EDGE_CELLS = 2;

    private static final String CITIES = """
            110000,北京,Beijing,,
            120000,天津,Tianjin,,
            130100,石家庄,Shijiazhuang,河北,Hebei
            130400,邯郸,Handan,河北,Hebei
            140100,太原,Taiyuan,山西,Shanxi
            150100,呼和浩特,Hohhot,内蒙古,Inner Mongolia
            210100,沈阳,Shenyang,辽宁,Liaoning
            210200,大连,Dalian,辽宁,Liaoning
            220100,长春,Changchun,吉林,Jilin
            230100,哈尔滨,Harbin,黑龙江,Heilongjiang
            310000,上海,Shanghai,,
            320100,南京,Nanjing,江苏,Jiangsu
            320200,无锡,Wuxi,江苏,Jiangsu
            320500,苏州,Suzhou,江苏,Jiangsu
            330100,杭州,Hangzhou,浙江,Zhejiang
            330400,嘉兴,Jiaxing,浙江,Zhejiang
            330700,金华,Jinhua,浙江,Zhejiang
            340100,合肥,Hefei,安徽,Anhui
            350100,福州,Fuzhou,福建,Fujian
            350200,厦门,Xiamen,福建,Fujian
            360100,南昌,Nanchang,江西,Jiangxi
            360800,吉安,Ji'an,江西,Jiangxi
            361100,上饶,Shangrao,江西,Jiangxi
            370100,济南,Jinan,山东,Shandong
            370200,青岛,Qingdao,山东,Shandong
            410100,郑州,Zhengzhou,河南,Henan
            419001,济源,Jiyuan,河南,Henan
            420100,武汉,Wuhan,湖北,Hubei
            429004,仙桃,Xiantao,湖北,Hubei
            430100,长沙,Changsha,湖南,Hunan
            430200,株洲,Zhuzhou,湖南,Hunan
            430400,衡阳,Hengyang,湖南,Hunan
            440100,广州,Guangzhou,广东,Guangdong
            440300,深圳,Shenzhen,广东,Guangdong
            440600,佛山,Foshan,广东,Guangdong
            441900,东莞,Dongguan,广东,Guangdong
            450100,南宁,Nanning,广西,Guangxi
            450300,桂林,Guilin,广西,Guangxi
            460100,海口,Haikou,海南,Hainan
            460200,三亚,Sanya,海南,Hainan
            500000,重庆,Chongqing,,
            510100,成都,Chengdu,四川,Sichuan
            520100,贵阳,Guiyang,贵州,Guizhou
            530100,昆明,Kunming,云南,Yunnan
            540100,拉萨,Lhasa,西藏,Tibet
            610100,西安,Xi'an,陕西,Shaanxi
            620100,兰州,Lanzhou,甘肃,Gansu
            630100,西宁,Xining,青海,Qinghai
            640100,银川,Yinchuan,宁夏,Ningxia
            650100,乌鲁木齐,Urumqi,新疆,Xinjiang
            """;

    private static final String BORDERS =
            "430100-430200 440100-440600 440300-441900 310000-320500 330100-330400 420100-429004";

    private static final String BEIJING_GUANGZHOU =
            "110000 130100 130400 410100 420100 430100 430200 430400 440100 440300";

    private static final String SHANGHAI_KUNMING = "310000 330400 330100 330700 361100 360100 430100 520100 530100";

    private static final List<Country> COUNTRIES = List.of(
            new Country("JP", "日本", "Japan", "440-10"),
            new Country("TH", "泰国", "Thailand", "520-03"),
            new Country("FR", "法国", "France", "208-01"),
            new Country("SG", "新加坡", "Singapore", "525-01"));

    private final Map<String, City> cities = new HashMap<>();
    private final List<City> ordered = new ArrayList<>();
    private final List<List<City>> railways;
    private final List<List<City>> borders = new ArrayList<>();
    private final Map<City, List<City>> neighbors = new HashMap<>();
    private final Map<City, List<String>> inner = new HashMap<>();
    private final Map<List<City>, List<String>> edges = new HashMap<>();

    public Atlas() {
        CITIES.lines().forEach(this::addCity);
        railways = List.of(cities(BEIJING_GUANGZHOU), cities(SHANGHAI_KUNMING));
        for (String pair : BORDERS.split(" ", -1)) {
            List<City> two = cities(pair.replace('-', ' '));
            addBorder(two.get(0), two.get(1));
            addBorder(two.get(1), two.get(0));
            borders.add(two);
        }
    }

    private void addCity(String line) {
        String[] fields = line.split(",", -1);
        City city = new City(fields[0], fields[1], fields[2], fields[3], fields[4]);
        cities.put(city.code(), city);
        ordered.add(city);
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= INNER_CELLS; i++) {
            cells.add(cell(city, 20_010 + i));
        }
        inner.put(city, List.copyOf(cells));
    }

    private void addBorder(City own, City other) {
        List<City> around = neighbors.computeIfAbsent(own, city -> new ArrayList<>());
        around.add(other);
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= EDGE_CELLS; i++) {
            cells.add(cell(own, 29_000 + 10 * around.size() + i));
        }
        edges.put(List.of(own, other), List.copyOf(cells));
    }

    /** MCC-MNC-LAC-CI; the location area is the city's own, so that cells read well. */
    private static String cell(City city, int number) {
        return "460-00-%s-%d".formatted(city.code().substring(0, 4), number);
    }

    private List<City> cities(String codes) {
        List<City> found = new ArrayList<>();
        for (String code : codes.split(" ", -1)) {
            found.add(city(code));
        }
        return List.copyOf(found);
    }

    /** @throws IllegalArgumentException if the world has no such city */
    public City city(String code) {
        City city = cities.get(code);
        if (city == null) {
            throw new IllegalArgumentException("city %s (expected one of %d codes)".formatted(code, cities.size()));
        }
        return city;
    }

    /** In order of the codes. */
    public List<City> cities() {
        return List.copyOf(ordered);
    }

    public List<Country> countries() {
        return COUNTRIES;
    }

    /** Stations of each line, in order. */
    List<List<City>> railways() {
        return railways;
    }

    /** Pairs of cities that touch. */
    List<List<City>> borders() {
        return List.copyOf(borders);
    }

    /** Cities that touch this one; empty if the world has none. */
    List<City> neighbors(City city) {
        return List.copyOf(neighbors.getOrDefault(city, List.of()));
    }

    /** Cells that cover the city alone. */
    List<String> innerCells(City city) {
        return inner.getOrDefault(city, List.of());
    }

    /** Cells of {@code own} that also cover {@code other}; empty if the two do not touch. */
    List<String> edgeCells(City own, City other) {
        return edges.getOrDefault(List.of(own, other), List.of());
    }
}
