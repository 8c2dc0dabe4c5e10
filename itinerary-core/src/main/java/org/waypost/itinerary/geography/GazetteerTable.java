package org.waypost.itinerary.geography;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.signalling.CsvLine;

/**
 * A CSV file with a header line (RFC 4180, without line breaks inside a field). Columns come in any order; unknown ones are
 * ignored.
 */
final class GazetteerTable {
    /** More lines than this are no gazetteer: China has some 3,000 counties, the world some 3,000 networks. */
    private static final int MOST_LINES = 100_000;

    private GazetteerTable() {}

    static List<Row> read(String file, Reader reader, List<String> columns)
            throws IOException, InvalidGazetteerException {
        BufferedReader lines = new BufferedReader(reader);
        List<String> header = header(file, lines.readLine(), columns);
        List<Row> rows = new ArrayList<>();
        int line = 1;
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            line++;
            if (line > MOST_LINES) {
                throw new InvalidGazetteerException(
                        "%s: more than %d lines (expected at most that)".formatted(file, MOST_LINES));
            }
            if (!text.isBlank()) {
                rows.add(row(file, line, header, fields(file, line, text)));
            }
        }
        return rows;
    }

    private static List<String> header(String file, @Nullable String text, List<String> columns)
            throws InvalidGazetteerException {
        List<String> header = text == null ? List.of() : fields(file, 1, withoutByteOrderMark(text));
        for (String column : columns) {
            if (!header.contains(column)) {
                throw new InvalidGazetteerException("%s, line 1: no column \"%s\" (expected the columns %s)"
                        .formatted(file, column, String.join(", ", columns)));
            }
        }
        return header;
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Row row(String file, int line, List<String> header, List<String> fields)
            throws InvalidGazetteerException {
        if (fields.size() != header.size()) {
            throw new InvalidGazetteerException("%s, line %d: %d fields (expected %d, as in the header)"
                    .formatted(file, line, fields.size(), header.size()));
        }
        Map<String, String> byColumn = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            byColumn.put(header.get(i), fields.get(i).strip());
        }
        return new Row(file, line, byColumn);
    }

    private static List<String> fields(String file, int line, String text) throws InvalidGazetteerException {
        return CsvLine.split(text)
                .orElseThrow(() -> new InvalidGazetteerException(
                        "%s, line %d: a quote that does not close (expected fields of RFC 4180)"
                                .formatted(file, line)));
    }

    /** One line, its fields by column name, and where it stands. */
    record Row(String file, int line, Map<String, String> fields) {
        /** The field, which may be empty. */
        String text(String column) {
            return fields.getOrDefault(column, "");
        }

        String matching(String column, Pattern pattern, String expectation) throws InvalidGazetteerException {
            if (!pattern.matcher(text(column)).matches()) {
                throw invalid(column, expectation);
            }
            return text(column);
        }

        String filled(String column) throws InvalidGazetteerException {
            if (text(column).isEmpty()) {
                throw invalid(column, "a name");
            }
            return text(column);
        }

        InvalidGazetteerException invalid(String column, String expectation) {
            return new InvalidGazetteerException(
                    "%s, line %d: %s \"%s\" (expected %s)".formatted(file, line, column, text(column), expectation));
        }
    }

    /** Refuses a key that an earlier line has. */
    static final class Keys {
        private final Set<String> seen = new HashSet<>();

        void add(Row row, String column, String key) throws InvalidGazetteerException {
            if (!seen.add(key)) {
                throw row.invalid(column, "one that no earlier line has");
            }
        }
    }
}
