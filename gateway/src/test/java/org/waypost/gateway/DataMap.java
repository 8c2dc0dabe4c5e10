package org.waypost.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of DATA.md. */
final class DataMap {
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final int CELLS = 5;

    private final List<List<String>> rows = new ArrayList<>();

    DataMap() throws IOException {
        for (String line : Files.readAllLines(Path.of("DATA.md"))) {
            if (line.startsWith("| ") && !line.startsWith("| ---")) {
                rows.add(List.of(line.substring(1, line.length() - 1).split("\\|", -1)).stream()
                        .map(String::strip)
                        .toList());
            }
        }
    }

    /** Every column it names in a row, in its order. */
    List<String> columns() {
        List<String> names = new ArrayList<>();
        for (List<String> row : rows) {
            Matcher name = NAME.matcher(row.get(0));
            while (name.find()) {
                if (name.group(1).matches("(gateway|itinerary)\\.[a-z_]+\\.[a-z_0-9]+")) {
                    names.add(name.group(1));
                }
            }
        }
        return names;
    }

    /** Rows that lack one of what, why, how long, protected how. */
    List<List<String>> incomplete() {
        return rows.stream()
                .filter(row -> row.size() != CELLS || row.stream().anyMatch(String::isEmpty))
                .toList();
    }
}
