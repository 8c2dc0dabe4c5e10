package org.waypost.itinerary;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.geography.InvalidGazetteerException;

/** The directory that holds the gazetteer's files, UTF-8; opening them is kept out of {@code geography}. */
public final class GazetteerDirectory {
    private GazetteerDirectory() {}

    /**
     * @throws InvalidGazetteerException if a line cannot be used
     * @throws CharacterCodingException if a file is not UTF-8
     * @throws IOException if a file is missing or the disk refuses
     */
    public static Gazetteer load(Path directory) throws IOException, InvalidGazetteerException {
        try (BufferedReader regions = open(directory, Gazetteer.REGIONS);
                BufferedReader countries = open(directory, Gazetteer.COUNTRIES);
                BufferedReader networks = open(directory, Gazetteer.NETWORKS)) {
            return Gazetteer.parse(regions, countries, networks);
        }
    }

    private static BufferedReader open(Path directory, String file) throws IOException {
        return Files.newBufferedReader(directory.resolve(file), StandardCharsets.UTF_8);
    }
}
