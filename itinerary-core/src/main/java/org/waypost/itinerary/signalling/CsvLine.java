package org.waypost.itinerary.signalling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One record of a CSV file (RFC 4180); a record that spans several lines is not supported. */
public final class CsvLine {
    private CsvLine() {}

    /**
     * Splits a line into its fields and takes quotes off.
     *
     * @param line without its line end
     * @return empty if a quote does not close, or if text follows a closing quote
     */
    public static Optional<List<String>> split(String line) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            boolean quoted = at < line.length() && line.charAt(at) == '"';
            int end = quoted ? closingQuote(line, at) + 1 : line.indexOf(',', at);
            if (!quoted && end < 0) {
                end = line.length();
            }
            boolean unclosed = quoted && end == 0;
            if (unclosed || (end < line.length() && line.charAt(end) != ',')) {
                return Optional.empty();
            }
            String raw = line.substring(at, end);
            fields.add(quoted ? raw.substring(1, raw.length() - 1).replace("\"\"", "\"") : raw);
            if (end == line.length()) {
                return Optional.of(fields);
            }
            at = end + 1;
        }
    }

    /** Joins fields, quoting those that need it. */
    public static String join(List<String> fields) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            line.append(i == 0 ? "" : ",").append(quoted(fields.get(i)));
        }
        return line.toString();
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private static int closingQuote(String line, int open) {
        int at = open + 1;
        while (at < line.length()) {
            if (line.charAt(at) != '"') {
                at++;
            } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
                at += 2;
            } else {
                return at;
            }
        }
        return -1;
    }
}
