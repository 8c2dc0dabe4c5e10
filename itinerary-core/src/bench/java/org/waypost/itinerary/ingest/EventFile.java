package org.waypost.itinerary.ingest;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.waypost.itinerary.geography.Cell;
import org.waypost.itinerary.geography.CellTable;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.geography.InvalidGazetteerException;

/** Events of one day in order of time, as a collector writes them: bursts of subscribers that live between two cities. */
final class EventFile {
    static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");
    static final int CELLS_PER_CITY = 2000;

    private static final long MIDNIGHT = Instant.parse("2026-11-19T16:00:00Z").toEpochMilli();
    private static final int BURST = 4;

    private EventFile() {}

    /**
     * @param subscribers number of different numbers
     * @param events number of lines, so that {@code events / subscribers} is the number of events per row written
     */
    static byte[] of(int subscribers, int events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(events * 72 + 30);
        try {
            write(bytes, subscribers, events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void write(Path file, int subscribers, int events) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(out, subscribers, events);
        }
    }

    private static void write(OutputStream out, int subscribers, int events) throws IOException {
        Random random = new Random(1);
        long[] order = new long[events];
        for (int i = 0; i < events; i += BURST) {
            long second = random.nextInt(86_340);
            int subscriber = random.nextInt(subscribers);
            for (int j = i; j < Math.min(events, i + BURST); j++) {
                order[j] = (second + random.nextInt(60)) << 32 | subscriber;
            }
        }
        Arrays.sort(order);
        StringBuilder text = new StringBuilder("msisdn,time,cell,kind\n");
        for (long event : order) {
            append(text, (int) event, (int) (event >>> 32), random);
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        }
    }

    private static void append(StringBuilder text, int subscriber, int second, Random random) {
        boolean away = second > 28_800 && second < 64_800;
        text.append("+").append(8_613_800_000_000L + subscriber).append(',');
        Instant time = Instant.ofEpochMilli(MIDNIGHT + second * 1000L);
        String local = time.plusSeconds(8 * 3600).toString();
        text.append(local, 0, 19).append("+08:00,");
        text.append(cell(away ? 1 : 0, random.nextInt(CELLS_PER_CITY))).append(",tau\n");
    }

    static String cell(int city, int number) {
        return "460-00-" + (4301 + city) + "-" + (20_000 + number);
    }

    static Gazetteer gazetteer() throws IOException, InvalidGazetteerException {
        Path directory = Path.of("../config/gazetteer");
        try (Reader regions = Files.newBufferedReader(directory.resolve(Gazetteer.REGIONS));
                Reader countries = Files.newBufferedReader(directory.resolve(Gazetteer.COUNTRIES));
                Reader networks = Files.newBufferedReader(directory.resolve(Gazetteer.NETWORKS))) {
            return Gazetteer.parse(regions, countries, networks);
        }
    }

    static CellTable cells(Gazetteer gazetteer) {
        CellTable.Builder builder = new CellTable.Builder(gazetteer);
        for (int city = 0; city < 2; city++) {
            for (int i = 0; i < CELLS_PER_CITY; i++) {
                builder.add(new Cell(cell(city, i), region(city), List.of(), LocalDate.EPOCH, null));
            }
        }
        return builder.build();
    }

    static String region(int city) {
        return city == 0 ? "430100" : "430200";
    }
}
