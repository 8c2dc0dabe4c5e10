package org.waypost.simulator.travel;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.waypost.simulator.travel.Locality.City;

/** The four files of a world, in the documented forms: what a network would hand over, and the truth beside it. */
public record NetworkFiles(Path cells, Path subscribers, Path events, Path truth) {
    /**
     * What was written.
     *
     * @param events events that happened
     * @param eventLines lines of events, with copies and damaged ones
     * @param clear travellers whose case is clear for the 14 days before the world's last midnight
     */
    public record Written(long cells, long subscribers, long events, long eventLines, long clear) {}

    /** The usual names within a directory. */
    public static NetworkFiles in(Path directory) {
        return new NetworkFiles(
                directory.resolve("cells.csv"),
                directory.resolve("subscribers.csv"),
                directory.resolve("events.csv"),
                directory.resolve("truth.csv"));
    }

    /** Writes all four, replacing what was there. */
    public Written write(World world) throws IOException {
        long cellCount = writeCells(world);
        long clear = writePeople(world);
        Feed feed = new Feed(world);
        try (BufferedWriter out = open(events)) {
            out.write("msisdn,time,cell,kind\n");
            feed.pour(line -> out.append(line).append('\n'));
        }
        return new Written(cellCount, world.subscribers(), feed.events(), feed.lines(), clear);
    }

    private long writeCells(World world) throws IOException {
        long count = 0;
        String validity = "," + world.firstDay().minusYears(1) + ",\n";
        Atlas atlas = world.atlas();
        try (BufferedWriter out = open(cells)) {
            out.write("cell,region,border,valid_from,valid_to\n");
            for (City city : atlas.cities()) {
                for (String cell : atlas.innerCells(city)) {
                    out.write(cell + "," + city.code() + "," + validity);
                    count++;
                }
                for (City neighbor : atlas.neighbors(city)) {
                    for (String cell : atlas.edgeCells(city, neighbor)) {
                        out.write(cell + "," + city.code() + "," + neighbor.code() + validity);
                        count++;
                    }
                }
            }
        }
        return count;
    }

    private long writePeople(World world) throws IOException {
        long clear = 0;
        Truth.Question question = Truth.Question.ofCity14(world.today());
        try (BufferedWriter register = open(subscribers);
                BufferedWriter diary = open(truth)) {
            register.write("msisdn,id_suffix,active_from,language\n");
            diary.write("msisdn,kind,clear,place,name,arrival,departure\n");
            for (int i = 0; i < world.subscribers(); i++) {
                Traveller traveller = world.traveller(i);
                register.write(String.join(
                                ",",
                                traveller.number(),
                                traveller.idSuffix(),
                                traveller.activeFrom().toString(),
                                traveller.language())
                        + "\n");
                boolean isClear = Truth.answer(traveller, question).clear();
                clear += isClear ? 1 : 0;
                writeTruth(diary, traveller, isClear);
            }
        }
        return clear;
    }

    private static void writeTruth(BufferedWriter out, Traveller traveller, boolean clear) throws IOException {
        Clockface clockface = new Clockface();
        String person = traveller.number() + "," + word(traveller.kind()) + "," + clear + ",";
        for (Dwell dwell : traveller.journey().dwells()) {
            out.write(person + dwell.where().code() + "," + dwell.where().chinese() + ","
                    + clockface.text(dwell.arrival()) + "," + clockface.text(dwell.departure()) + "\n");
        }
        if (traveller.journey().dwells().isEmpty()) {
            out.write(person + ",,,\n");
        }
    }

    /** A kind as the truth file spells it: {@code grand-tour}. */
    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static BufferedWriter open(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }
}
