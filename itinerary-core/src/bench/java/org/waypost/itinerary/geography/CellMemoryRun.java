package org.waypost.itinerary.geography;

import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What the cells of a country take in memory: arguments are numbers of cells with commas. Prints a table.
 *
 * <p>Of a hundred cells five lie on a border and two have moved. The bytes are the difference of the heap before a table is
 * made and after, each time when nothing more can be collected.
 */
public final class CellMemoryRun {
    private static final int CELLS_PER_AREA = 20_000;
    private static final int LOOK_UPS = 5_000_000;
    private static final LocalDate BEGINNING = LocalDate.of(2026, 1, 1);
    private static final LocalDate MOVE = LocalDate.of(2026, 6, 1);
    private static final List<String> CITIES = List.of("430100", "430200", "430300", "430400", "430500", "430600");

    private CellMemoryRun() {}

    public static void main(String[] given) throws Exception {
        Gazetteer gazetteer = gazetteer();
        System.out.println("| cells | MB | bytes a cell, of which its name | made in | a look-up |");
        System.out.println("| --- | --- | --- | --- | --- |");
        // Maven hands over one argument.
        for (String size : String.join(",", given).split(",", -1)) {
            run(gazetteer, Integer.parseInt(size));
        }
    }

    private static Gazetteer gazetteer() throws Exception {
        Path directory = Path.of("../config/gazetteer");
        try (Reader regions = Files.newBufferedReader(directory.resolve(Gazetteer.REGIONS));
                Reader countries = Files.newBufferedReader(directory.resolve(Gazetteer.COUNTRIES));
                Reader networks = Files.newBufferedReader(directory.resolve(Gazetteer.NETWORKS))) {
            return Gazetteer.parse(regions, countries, networks);
        }
    }

    private static void run(Gazetteer gazetteer, int cells) throws InterruptedException {
        long before = used();
        long began = System.nanoTime();
        CellTable table = table(gazetteer, cells);
        double seconds = (System.nanoTime() - began) / 1e9;
        double bytes = used() - before;
        lookUp(table, cells);
        System.out.printf(
                "| %,d | %.1f | %.1f, %.1f | %.1f s | %.0f ns |%n",
                table.size(),
                bytes / 1e6,
                bytes / cells,
                nameBytes(cells) / (double) cells,
                seconds,
                lookUp(table, cells));
    }

    private static CellTable table(Gazetteer gazetteer, int cells) {
        CellTable.Builder builder = new CellTable.Builder(gazetteer);
        for (int i = 0; i < cells; i++) {
            String city = city(i);
            List<String> border = i % 20 == 0 ? List.of(city(i + CELLS_PER_AREA)) : List.of();
            @Nullable LocalDate end = i % 50 == 0 ? MOVE.minusDays(1) : null;
            builder.add(new Cell(name(i), city, border, BEGINNING, end));
            if (end != null) {
                builder.add(new Cell(name(i), city(i + CELLS_PER_AREA), List.of(), MOVE, null));
            }
        }
        return builder.build();
    }

    private static String city(int cell) {
        return CITIES.get(cell / CELLS_PER_AREA % CITIES.size());
    }

    private static String name(int cell) {
        return "460-00-" + (4301 + cell / CELLS_PER_AREA) + "-" + (20_001 + cell % CELLS_PER_AREA);
    }

    private static long nameBytes(int cells) {
        long bytes = 0;
        for (int i = 0; i < cells; i++) {
            bytes += name(i).length();
        }
        return bytes;
    }

    /** Nanoseconds of finding a cell and what it covers, cells drawn at random, names made beforehand. */
    private static double lookUp(CellTable table, int cells) {
        Random random = new Random(1);
        byte[][] names = new byte[4096][];
        for (int i = 0; i < names.length; i++) {
            names[i] = name(random.nextInt(cells)).getBytes(StandardCharsets.UTF_8);
        }
        int day = (int) MOVE.toEpochDay();
        long found = 0;
        long began = System.nanoTime();
        for (int i = 0; i < LOOK_UPS; i++) {
            byte[] name = names[i * 31 & names.length - 1];
            Coverage coverage = table.coverage(table.find(name, 0, name.length), day);
            found += coverage == null ? 0 : 1;
        }
        double nanos = (double) (System.nanoTime() - began) / LOOK_UPS;
        if (found != LOOK_UPS) {
            throw new IllegalStateException("%d of %d cells found".formatted(found, LOOK_UPS));
        }
        return nanos;
    }

    private static long used() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
